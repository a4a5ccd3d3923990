package dev.policyctl.model.policy;

import dev.policyctl.model.text.Text;
import java.util.List;

/** The {@code bundle} of a policy: what it is called, and whom it is for. */
public record BundleHeader(
    Text name, Text version, Text environment, Text tenant, List<Text> owners) {

  public BundleHeader {
    owners = List.copyOf(owners);
  }
}

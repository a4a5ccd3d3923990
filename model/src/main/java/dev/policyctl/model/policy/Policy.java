package dev.policyctl.model.policy;

import dev.policyctl.model.text.Text;
import java.util.List;

/**
 * A whole policy: what {@code policy.yaml} and its rule files say together.
 *
 * @param defaultOutcome {@link Outcome#DENY} or {@link Outcome#ALLOW}
 * @param defaultText where {@code default} stands; the bundle's name where it is not stated
 * @param rules in the order of the files (by path), then of the lines; decides nothing
 */
public record Policy(
    BundleHeader bundle,
    Outcome defaultOutcome,
    Text defaultText,
    Combining combining,
    IdentityPolicy identity,
    List<Rule> rules,
    List<Limit> limits) {

  public Policy {
    rules = List.copyOf(rules);
    limits = List.copyOf(limits);
  }
}

package dev.policyctl.validators.signature;

import java.time.Instant;
import java.util.List;

/**
 * How signatures are judged.
 *
 * @param required whether it is an error that they are not judged
 * @param roots fingerprints that the user vouches for, where the target has no trust of its own
 * @param now the moment at which keys and approvals must be valid
 */
public record SignatureOptions(boolean required, List<String> roots, Instant now) {
  public SignatureOptions {
    roots = List.copyOf(roots);
  }
}

package dev.policyctl.model.policy;

import java.time.Duration;

/**
 * What is demanded of an identity before any rule is looked at.
 *
 * @param requireExpiry whether an identity without an expiry is denied
 * @param clockSkew how long after its expiry an identity is still accepted; not negative
 */
public record IdentityPolicy(boolean requireExpiry, Duration clockSkew) {

  /** The default: an expiry is required, and no skew is granted. */
  public static final IdentityPolicy DEFAULT = new IdentityPolicy(true, Duration.ZERO);
}

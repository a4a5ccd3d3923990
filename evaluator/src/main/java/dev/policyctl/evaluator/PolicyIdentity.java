package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Policy;
import java.util.Optional;

/**
 * Which policy decided; every decision carries it.
 *
 * @param name the bundle's name
 * @param version the bundle's semantic version
 * @param sha256 the lower-case hexadecimal digest of the bundle artifact; absent where a policy is
 *     evaluated that no bundle was made of
 */
public record PolicyIdentity(String name, String version, Optional<String> sha256) {

  /** The identity that a policy states itself, without a digest. */
  public static PolicyIdentity of(Policy policy) {
    return new PolicyIdentity(
        policy.bundle().name().value(), policy.bundle().version().value(), Optional.empty());
  }
}

package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.signing.VerifiedSignature;

/**
 * An approval that holds: signed by the reviewer whom it names, about the tree that its commit has,
 * at a time at which it counts.
 *
 * @param tag the tag's name, without {@code refs/tags/}
 */
public record Approval(
    String tag, ApprovalStatement statement, Person person, VerifiedSignature signature) {

  /** The id of the person. */
  public String by() {
    return person.id().value();
  }
}

package dev.policyctl.analysis.change;

import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;

/**
 * How many requests went from one outcome to another. Where the outcomes are the same, obligations
 * differ.
 *
 * @param combinations how many categorical combinations have it in some cell of numbers and time
 * @param requests how many atomic requests have it
 * @param twoRoles how many combinations of two roles have it that neither role has alone
 */
public record Transition(
    Outcome from, Outcome to, BigInteger combinations, BigInteger requests, BigInteger twoRoles) {

  /** Whether it lets in what was not let in before, or not without an approval. */
  public boolean broadens() {
    return from.stricterThan(to);
  }

  /** Whether it shuts out what was let in before, or asks for an approval. */
  public boolean narrows() {
    return to.stricterThan(from);
  }
}

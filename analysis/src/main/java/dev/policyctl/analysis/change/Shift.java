package dev.policyctl.analysis.change;

import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.model.policy.Outcome;

/** What requests were decided as, and what they are now; the two differ. */
public record Shift(Verdict before, Verdict after) {

  /** Whether the outcome is the same and only obligations differ. */
  public boolean obligationsOnly() {
    return before.outcome() == after.outcome();
  }

  /** Whether it lets in what was not let in before, or not without an approval. */
  public boolean broadens() {
    return before.outcome().stricterThan(after.outcome());
  }

  /** Whether it shuts out what was let in before, or asks for an approval. */
  public boolean narrows() {
    return after.outcome().stricterThan(before.outcome());
  }

  /** Whether somebody gets in, at least with an approval, who was denied. */
  public boolean admits() {
    return before.outcome() == Outcome.DENY && after.outcome() != Outcome.DENY;
  }
}

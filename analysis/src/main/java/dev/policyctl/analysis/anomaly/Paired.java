package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;

/** What is said about two rules. */
public interface Paired {

  /** The one with the smaller rank, where the two differ. */
  RankedRule first();

  /** The other one. */
  RankedRule second();
}

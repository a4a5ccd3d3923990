package dev.policyctl.validators.check;

import dev.policyctl.analysis.cover.Budget;

/**
 * How far the analysis of rules goes.
 *
 * @param budget nodes of work that each question about a rule may take; at least one
 * @param overrides whether rules that override others are reported, which is no defect
 */
public record AnalysisOptions(long budget, boolean overrides) {
  /** Enough for all but adversarial rules; without overrides. */
  public static final AnalysisOptions DEFAULT = new AnalysisOptions(Budget.DEFAULT_NODES, false);

  public AnalysisOptions {
    if (budget < 1) {
      throw new IllegalArgumentException("a budget of " + budget + " nodes");
    }
  }
}

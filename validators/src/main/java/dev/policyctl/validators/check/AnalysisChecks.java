package dev.policyctl.validators.check;

import java.util.List;

/**
 * The explicit list of the checks that reason about every request at once. Apart from the others,
 * so that a run without them loads none of the analysis.
 */
public final class AnalysisChecks {
  /** Every one, in the order of their codes. */
  public static final List<Check> ALL =
      List.of(
          new ConflictingRules(),
          new ShadowedRule(),
          new MaskedRule(),
          new VacuousRule(),
          new UnneededRule(),
          new ObligationClash(),
          new UnreachableEntry(),
          new PiercedGuard(),
          new LostObligation(),
          new EscapedRoute(),
          new OverriddenRule(),
          new UndeterminedAnalysis());

  private AnalysisChecks() {}
}

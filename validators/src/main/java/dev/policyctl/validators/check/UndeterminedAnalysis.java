package dev.policyctl.validators.check;

import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A rule of which the budget does not suffice to say whether it is sound. */
final class UndeterminedAnalysis implements Check {
  private static final long MORE = 10;

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.UNDETERMINED_ANALYSIS);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      analysis.undetermined().forEach((rule, open) -> report(analysis, rule, open, sink));
    }
  }

  private static void report(
      BundleAnalysis analysis, RankedRule rule, List<String> open, FindingSink sink) {
    long budget = analysis.budget();
    sink.report(
        analysis
            .about(
                FindingCode.UNDETERMINED_ANALYSIS,
                rule,
                "undetermined whether rule "
                    + Wording.quoted(rule)
                    + " "
                    + String.join(", or ", open)
                    + ": a budget of "
                    + Wording.number(BigInteger.valueOf(budget))
                    + (budget == 1 ? " node" : " nodes")
                    + " does not tell")
            .help(
                "raise it with `--budget "
                    + Math.max(AnalysisOptions.DEFAULT.budget(), budget * MORE)
                    + "`"
                    + Wording.see(FindingCode.UNDETERMINED_ANALYSIS)));
  }
}

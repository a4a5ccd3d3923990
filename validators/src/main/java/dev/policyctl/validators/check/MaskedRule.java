package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.DeadRule;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.util.EnumSet;
import java.util.Set;

/**
 * A rule that never decides, since stricter rules of its own priority, with those of higher ones,
 * match all that it matches.
 */
final class MaskedRule implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.MASKED_RULE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    DeadRuleReport.each(
        subject, FindingCode.MASKED_RULE, DeadRule.Kind.MASKED, MaskedRule::help, sink);
  }

  private static String help(BundleAnalysis analysis, DeadRule dead) {
    return analysis.ranked()
        ? "give it a priority above " + DeadRuleReport.highest(dead) + ", or delete it"
        : "narrow the stricter rules, or delete it";
  }
}

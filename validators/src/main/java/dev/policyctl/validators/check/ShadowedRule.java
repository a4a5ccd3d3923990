package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.DeadRule;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.util.EnumSet;
import java.util.Set;

/** A rule that never decides, since rules of higher priority match all that it matches. */
final class ShadowedRule implements Check {
  private static final int HIGHEST_PRIORITY = 1_000_000;

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.SHADOWED_RULE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    DeadRuleReport.each(
        subject,
        FindingCode.SHADOWED_RULE,
        DeadRule.Kind.SHADOWED,
        (analysis, dead) -> help(DeadRuleReport.highest(dead)),
        sink);
  }

  private static String help(int highest) {
    return highest < HIGHEST_PRIORITY
        ? "raise its priority above " + highest + ", or delete it"
        : "delete it, or lower the priorities of those that cover it";
  }
}

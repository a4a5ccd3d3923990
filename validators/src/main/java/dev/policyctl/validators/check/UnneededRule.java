package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.RedundantRule;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Severity;
import java.util.EnumSet;
import java.util.Set;

/**
 * A rule without which every request is decided alike. Of a deny where the default denies anyway
 * that is no more than worth knowing: it may be there for the day on which somebody adds an allow.
 */
final class UnneededRule implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.REDUNDANT_RULE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      analysis
          .redundant()
          .redundant()
          .forEach(redundant -> sink.report(finding(analysis, redundant)));
    }
  }

  private static Finding.Builder finding(BundleAnalysis analysis, RedundantRule redundant) {
    String rule = "rule " + Wording.quoted(redundant.rule());
    String see = Wording.see(FindingCode.REDUNDANT_RULE);
    return redundant.repeatsDefault()
        ? analysis
            .about(
                FindingCode.REDUNDANT_RULE,
                redundant.rule(),
                rule + " changes nothing: what it denies is denied without it as well")
            .severity(Severity.NOTE)
            .help("nothing is to be done if that is meant" + see)
        : analysis
            .about(
                FindingCode.REDUNDANT_RULE,
                redundant.rule(),
                rule + " changes nothing: without it every request is decided alike")
            .help("delete it, or mend what it was to change" + see);
  }
}

package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.DeadRule;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Rule;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A rule that no request can match. */
final class VacuousRule implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.VACUOUS_RULE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      for (DeadRule dead : analysis.dead().dead()) {
        if (dead.kind() == DeadRule.Kind.VACUOUS) {
          report(analysis, dead, sink);
        }
      }
    }
  }

  private static void report(BundleAnalysis analysis, DeadRule dead, FindingSink sink) {
    Rule rule = dead.rule().rule();
    Optional<Instant> ended =
        rule.validity()
            .flatMap(dev.policyctl.model.policy.Validity::until)
            .filter(until -> !until.isAfter(analysis.space().space().asOf()));
    sink.report(
        analysis
            .about(
                FindingCode.VACUOUS_RULE,
                dead.rule(),
                "rule "
                    + Wording.quoted(dead.rule())
                    + " can never decide: "
                    + ended.map(until -> "its validity ended at " + until).orElse(reason(rule)))
            .help(
                ended.map(until -> "delete it, or give it a later `until`").orElse("delete it")
                    + Wording.see(FindingCode.VACUOUS_RULE)));
  }

  private static String reason(Rule rule) {
    boolean timed = rule.when().time().isPresent();
    if (timed && rule.validity().isPresent()) {
      return "its `time` and its `validity` never meet";
    }
    return timed ? "its `time` never comes" : "no request can have what it asks for";
  }
}

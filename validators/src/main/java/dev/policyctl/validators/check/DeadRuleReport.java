package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.DeadRule;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says of a rule that others keep from deciding which ones they are. */
final class DeadRuleReport {
  /** So many blockers have a line of their own. */
  static final int RELATED = 10;

  private final BundleAnalysis analysis;
  private final Wording wording;

  private DeadRuleReport(BundleAnalysis analysis) {
    this.analysis = analysis;
    this.wording = Wording.of(analysis);
  }

  /** Reports the dead rules of a kind, of every policy; not those that a conflict speaks of. */
  static void each(
      Subject subject, FindingCode code, DeadRule.Kind kind, Help help, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      DeadRuleReport report = new DeadRuleReport(analysis);
      Set<DeadRule> told = new HashSet<>(analysis.maskedByConflict());
      analysis.dead().dead().stream()
          .filter(dead -> dead.kind() == kind && !told.contains(dead))
          .forEach(dead -> sink.report(report.finding(code, dead, help.of(analysis, dead))));
    }
  }

  /** What to do about a dead rule. */
  @FunctionalInterface
  interface Help {
    String of(BundleAnalysis analysis, DeadRule dead);
  }

  private Finding.Builder finding(FindingCode code, DeadRule dead, String help) {
    List<RankedRule> rules = dead.blockers().stream().map(DeadRule.Blocker::rule).toList();
    Finding.Builder finding =
        analysis.about(code, dead.rule(), message(dead, rules)).help(help + Wording.see(code));
    rules.forEach(rule -> finding.blocker(rule.id()));
    dead.blockers().stream()
        .limit(RELATED)
        .forEach(b -> finding.related(b.rule().rule().id().span(), share(b, dead)));
    return finding;
  }

  private String message(DeadRule dead, List<RankedRule> blockers) {
    String start = "rule " + Wording.quoted(dead.rule()) + " can never decide: ";
    return blockers.size() == 1
        ? start
            + wording.withPriority(blockers.get(0))
            + " goes first and matches "
            + Wording.allRequests(dead.requests())
            + " it matches"
        : start + Wording.list(blockers) + " cover it";
  }

  private String share(DeadRule.Blocker blocker, DeadRule dead) {
    String rule = wording.inFull(blocker.rule());
    return dead.blockers().size() == 1
        ? rule
        : rule
            + " matches "
            + Wording.number(blocker.requests())
            + " of its "
            + Wording.requests(dead.requests());
  }

  /** The highest priority among the rules ahead. */
  static int highest(DeadRule dead) {
    return dead.blockers().stream().mapToInt(b -> b.rule().priority()).max().orElse(0);
  }
}

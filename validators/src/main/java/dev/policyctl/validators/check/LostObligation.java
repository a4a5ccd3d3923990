package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.RulePair;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Obligation.Action;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A rule that lets requests through without the redaction that the rule it overrides demands. */
final class LostObligation implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.LOST_OBLIGATION);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      new PairReport<RulePair>(analysis, FindingCode.LOST_OBLIGATION, sink)
          .report(analysis.lostObligations(), Star::directed, new Words());
    }
  }

  private record Words() implements PairReport.Words<RulePair> {

    @Override
    public String message(Star<RulePair> star, Wording wording) {
      String end = star.joint() ? ", for somebody with roles of both" : "";
      if (!star.hubFirst()) {
        return "the "
            + redactions(star.hub())
            + " of rule "
            + Wording.quoted(star.hub())
            + " is lost where "
            + Wording.list(star.partners())
            + (star.single() ? " decides" : " decide")
            + end;
      }
      String start = "rule " + Wording.quoted(star.hub()) + " lets requests through without the ";
      RankedRule other = star.partner(star.firstPair());
      return star.single()
          ? start + redactions(other) + " that " + Wording.quoted(other) + " demands" + end
          : start + "redactions of " + Wording.list(star.partners()) + end;
    }

    private static String redactions(RankedRule rule) {
      return rule.obligations().stream()
          .filter(o -> o.action() == Action.REDACT || o.action() == Action.TOKENIZE)
          .map(Words::quoted)
          .collect(Collectors.joining(" and "));
    }

    private static String quoted(DecisionObligation obligation) {
      return "`" + obligation.id().replace(":", ": ") + "`";
    }

    @Override
    public String related(Star<RulePair> star, RulePair pair, Wording wording) {
      RankedRule other = star.partner(pair);
      String demands = star.hubFirst() ? " demands " + redactions(other) : "";
      return wording.inFull(other) + demands;
    }

    @Override
    public String help(Star<RulePair> star) {
      return "add the obligation to the rule that decides, or narrow it";
    }

    @Override
    public Request witness(RulePair pair) {
      return pair.witness();
    }
  }
}

package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.RulePair;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.util.EnumSet;
import java.util.Set;

/** A rule that decides requests which a rule of another effect matches too. Most are meant. */
final class OverriddenRule implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.OVERRIDDEN_RULE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    if (!subject.analyses().options().overrides()) {
      return;
    }
    for (BundleAnalysis analysis : subject.analyses().all()) {
      new PairReport<RulePair>(analysis, FindingCode.OVERRIDDEN_RULE, sink)
          .report(analysis.overrides(), Star::directed, new Words());
    }
  }

  private record Words() implements PairReport.Words<RulePair> {

    @Override
    public String message(Star<RulePair> star, Wording wording) {
      String verb = star.hubFirst() ? " overrides " : " is overridden by ";
      String others =
          star.single()
              ? wording.inFull(star.partner(star.firstPair()))
              : star.pairs().size() + " rules: " + Wording.list(star.partners());
      String end = star.joint() ? ", for somebody with roles of both" : "";
      return "rule " + wording.inFull(star.hub()) + verb + others + end;
    }

    @Override
    public String related(Star<RulePair> star, RulePair pair, Wording wording) {
      return wording.inFull(star.partner(pair));
    }

    @Override
    public String help(Star<RulePair> star) {
      return "nothing is to be done if that is meant";
    }

    @Override
    public Request witness(RulePair pair) {
      return pair.witness();
    }
  }
}

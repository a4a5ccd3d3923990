package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.ObligationConflict;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Obligations of one decision that cannot all be met. */
final class ObligationClash implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.OBLIGATION_CONFLICT);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      new PairReport<ObligationConflict>(analysis, FindingCode.OBLIGATION_CONFLICT, sink)
          .report(analysis.obligationConflicts(), Star::of, new Words());
    }
  }

  private record Words() implements PairReport.Words<ObligationConflict> {

    @Override
    public String message(Star<ObligationConflict> star, Wording wording) {
      RankedRule hub = star.hub();
      ObligationConflict first = star.firstPair();
      String both = quoted(first.ofFirst()) + " and " + quoted(first.ofSecond());
      if (star.partners().equals(List.of(hub))) {
        return "rule " + Wording.quoted(hub) + " demands " + both + " at once";
      }
      return star.single()
          ? "rules "
              + Wording.list(List.of(first.first(), first.second()))
              + " decide together"
              + end(first)
              + ", and demand "
              + both
          : "rule "
              + Wording.quoted(hub)
              + " contradicts the obligations of "
              + Wording.list(star.partners())
              + ", which decide together with it"
              + end(first);
    }

    private static String end(ObligationConflict pair) {
      if (pair.needsTwoRoles()) {
        return " for somebody with roles of both";
      }
      return pair.needsTwoClasses() ? " where a request has two classifications" : "";
    }

    /** What a rule demands that the other one of a pair contradicts. */
    private static DecisionObligation of(RankedRule rule, ObligationConflict pair) {
      return pair.first() == rule ? pair.ofFirst() : pair.ofSecond();
    }

    private static String quoted(DecisionObligation obligation) {
      return "`" + obligation.id().replaceFirst(":", ": ") + "`";
    }

    @Override
    public String related(Star<ObligationConflict> star, ObligationConflict pair, Wording wording) {
      RankedRule other = star.partner(pair);
      return wording.inFull(other)
          + " demands "
          + quoted(of(other, pair))
          + ", not "
          + quoted(of(star.hub(), pair));
    }

    @Override
    public String help(Star<ObligationConflict> star) {
      return "keep one of the two, or see to it that only one of the rules decides";
    }

    @Override
    public Request witness(ObligationConflict pair) {
      return pair.witness();
    }
  }
}

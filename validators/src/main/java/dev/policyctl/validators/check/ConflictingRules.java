package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.RulePair;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Rules of one priority that say different things about the same request. */
final class ConflictingRules implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.CONFLICTING_RULES);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      Set<RankedRule> masked = new HashSet<>();
      analysis.maskedByConflict().forEach(dead -> masked.add(dead.rule()));
      new PairReport<RulePair>(analysis, FindingCode.CONFLICTING_RULES, sink)
          .report(analysis.conflicts(), Star::of, new Words(masked));
    }
  }

  /**
   * @param masked the rules that one conflict keeps from ever deciding
   */
  private record Words(Set<RankedRule> masked) implements PairReport.Words<RulePair> {

    @Override
    public String message(Star<RulePair> star, Wording wording) {
      RankedRule hub = star.hub();
      String end = star.joint() ? " for somebody with roles of both" : "";
      String at = " at priority " + hub.priority() + end;
      String start =
          "rule " + Wording.quoted(hub) + " (" + hub.effect().label() + ") conflicts with ";
      if (star.single()) {
        RankedRule other = star.partner(star.firstPair());
        return start + Wording.quoted(other) + " (" + other.effect().label() + ")" + at;
      }
      return start + star.pairs().size() + " rules" + at + ": " + Wording.list(star.partners());
    }

    @Override
    public String related(Star<RulePair> star, RulePair pair, Wording wording) {
      RankedRule other = star.partner(pair);
      boolean never = masked.contains(other) && pair.second() == other;
      return wording.inFull(other) + (never ? " can never decide: the other one is stricter" : "");
    }

    @Override
    public String help(Star<RulePair> star) {
      return "the stricter one decides; give the one that is meant to the higher priority";
    }

    @Override
    public Request witness(RulePair pair) {
      return pair.witness();
    }
  }
}

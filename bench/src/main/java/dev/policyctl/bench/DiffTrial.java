package dev.policyctl.bench;

import dev.policyctl.analysis.change.DecisionDiff;
import dev.policyctl.analysis.change.Region;
import dev.policyctl.analysis.change.Transition;
import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.List;

/**
 * The exact difference that ten random edits of a policy make, from the two compiled policies on.
 * Checked at points: a witness of each region, and random requests of the edited rules, go through
 * both engines.
 */
final class DiffTrial implements Trial {
  private static final int POINTS = 500;

  private final CompiledPolicy before;
  private final CompiledPolicy after;
  private final List<String> edited;
  private DecisionDiff.Answer answer = DecisionDiff.Answer.NOTHING;

  DiffTrial(AnalysisWorkload workload, CompiledPolicy before) {
    TenEdits edits = new TenEdits(workload.policy(), new Draw(AnalysisWorkload.SEED));
    this.before = before;
    this.after = PolicyEngine.compile(edits.policy(), workload.registries()).compiled();
    this.edited = edits.ids();
  }

  @Override
  public void run() {
    answer = DecisionDiff.of(before, after, DeadRules.AS_OF, new Budget(Budget.DEFAULT_NODES));
  }

  @Override
  public void check() {
    for (Region region : answer.regions()) {
      Outcome one = before.engine().evaluate(region.witness()).outcome();
      Outcome other = after.engine().evaluate(region.witness()).outcome();
      if (one != region.shift().before().outcome() || other != region.shift().after().outcome()) {
        throw new IllegalStateException(one + " to " + other + ", not as in " + region);
      }
    }
    Draw draw = new Draw(AnalysisWorkload.SEED);
    for (CompiledPolicy side : List.of(before, after)) {
      List<RankedRule> rules =
          side.rules().stream().filter(rule -> edited.contains(rule.id())).toList();
      RequestPoints points = new RequestPoints(side, draw);
      for (int i = 0; i < POINTS && !rules.isEmpty(); i++) {
        points.of(draw.one(rules)).ifPresent(this::check);
      }
    }
  }

  /** That a request's decisions, if they differ, are of a transition that was counted. */
  private void check(Request request) {
    Decision one = before.engine().evaluate(request);
    Decision other = after.engine().evaluate(request);
    boolean differs =
        one.outcome() != other.outcome() || !one.obligations().equals(other.obligations());
    if (differs && answer.complete() && count(one.outcome(), other.outcome()).signum() == 0) {
      throw new IllegalStateException("not counted: " + one + " to " + other);
    }
  }

  private BigInteger count(Outcome from, Outcome to) {
    return answer.transitions().stream()
        .filter(transition -> transition.from() == from && transition.to() == to)
        .map(Transition::requests)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  @Override
  public long found() {
    return answer.regions().size();
  }

  @Override
  public long undetermined() {
    return answer.unexplored().size();
  }
}

package dev.policyctl.bench;

import dev.policyctl.analysis.anomaly.DeadRule;
import dev.policyctl.analysis.anomaly.PolicySpace;
import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import java.util.Set;
import java.util.stream.Collectors;

/** What is measured: policyctl's own analysis, from the compiled policy on. */
final class OwnAnalysis implements DeadRules {
  private final long nodes;

  /** With a budget of so many nodes a rule. */
  OwnAnalysis(long nodes) {
    this.nodes = nodes;
  }

  @Override
  public Set<String> dead(CompiledPolicy policy) {
    return judge(policy).dead();
  }

  @Override
  public Verdicts judge(CompiledPolicy policy) {
    PolicySpace space = new PolicySpace(policy, AS_OF, new Budget(nodes));
    var answer = dev.policyctl.analysis.anomaly.DeadRules.of(space);
    return new Verdicts(
        answer.dead().stream().map(DeadRule::rule).map(RankedRule::id).collect(Collectors.toSet()),
        answer.undetermined().stream().map(RankedRule::id).collect(Collectors.toSet()));
  }
}

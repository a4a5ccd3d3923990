package dev.policyctl.bench;

import dev.policyctl.analysis.anomaly.Conflicts;
import dev.policyctl.analysis.anomaly.Found;
import dev.policyctl.analysis.anomaly.PairAnswer;
import dev.policyctl.analysis.anomaly.PolicySpace;
import dev.policyctl.analysis.anomaly.RulePair;
import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.CompiledPolicy;
import java.util.List;

/**
 * Every pair of rules that conflict, counted, once the dead rules are known. Checked pair by pair:
 * there are at most as many as overlap, and at least as many as random points show; what is listed
 * overlaps.
 */
final class ConflictTrial implements Trial {
  /** Beyond so many rules pair by pair takes too long. */
  private static final int MOST_RULES = 10_000;

  private final CompiledPolicy policy;
  private final PolicySpace space;
  private PairAnswer<RulePair> answer;

  ConflictTrial(CompiledPolicy policy) {
    this.policy = policy;
    this.space = new PolicySpace(policy, DeadRules.AS_OF, new Budget(Budget.DEFAULT_NODES));
    dev.policyctl.analysis.anomaly.DeadRules.of(space);
    this.answer =
        new PairAnswer<>(
            new Found<>(List.of(), 0, false), new Found<>(List.of(), 0, false), List.of());
  }

  @Override
  public void run() {
    answer = Conflicts.of(space);
  }

  @Override
  public void check() {
    NaiveConflicts naive = new NaiveConflicts(policy, new Draw(AnalysisWorkload.SEED));
    for (RulePair pair : answer.direct().listed()) {
      if (!naive.overlap(pair.first(), pair.second())) {
        throw new IllegalStateException("apart: " + pair.first().id() + ", " + pair.second().id());
      }
    }
    if (policy.rules().size() > MOST_RULES) {
      return;
    }
    NaiveConflicts.Bounds bounds = naive.count();
    boolean few = !answer.direct().atLeast() && found() < bounds.atLeast();
    if (few || found() > bounds.atMost()) {
      throw new IllegalStateException(found() + " conflicts, but " + bounds);
    }
  }

  @Override
  public long found() {
    return answer.direct().count();
  }

  @Override
  public long undetermined() {
    return answer.undetermined().size() + (answer.direct().atLeast() ? 1L : 0L);
  }
}

package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import java.time.Instant;
import java.util.Set;

/** An analysis that finds the dead rules of a policy; see {@link AnalysisWorkload}. */
interface DeadRules {
  /** When it is asked: what ended before this is over. */
  Instant AS_OF = Instant.parse("2026-09-01T00:00:00Z");

  /** The ids of the dead rules. */
  Set<String> dead(CompiledPolicy policy);

  /** The same, for an analysis that may give up on some. */
  default Verdicts judge(CompiledPolicy policy) {
    return new Verdicts(dead(policy), Set.of());
  }

  /**
   * What an analysis says, by the ids of rules.
   *
   * @param undetermined those that it gave up on; the others are live
   */
  record Verdicts(Set<String> dead, Set<String> undetermined) {
    public Verdicts {
      dead = Set.copyOf(dead);
      undetermined = Set.copyOf(undetermined);
    }
  }
}

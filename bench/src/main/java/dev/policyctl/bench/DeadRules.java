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
}

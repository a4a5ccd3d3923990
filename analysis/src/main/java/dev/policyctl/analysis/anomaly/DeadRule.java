package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;
import java.math.BigInteger;
import java.util.List;

/**
 * A rule that never decides.
 *
 * @param requests how many atomic requests it matches
 * @param blockers a small set of rules that together match all of those before it can, those with
 *     another effect first; empty for a vacuous rule
 */
public record DeadRule(RankedRule rule, Kind kind, BigInteger requests, List<Blocker> blockers) {

  public DeadRule {
    blockers = List.copyOf(blockers);
  }

  /** Why a rule never decides; the first that holds. */
  public enum Kind {
    /** It matches no request at all. */
    VACUOUS,
    /** Rules of higher priority match all that it matches. */
    SHADOWED,
    /** These and stricter rules of its own priority do. */
    MASKED
  }

  /**
   * A rule that keeps a dead one from deciding.
   *
   * @param requests how many of the dead rule's atomic requests it matches
   */
  public record Blocker(RankedRule rule, BigInteger requests) {}
}

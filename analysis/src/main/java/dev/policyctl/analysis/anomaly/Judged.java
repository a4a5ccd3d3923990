package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.LiveRules;
import java.util.BitSet;

/** Which rules of a policy are dead, and an index of all others. */
final class Judged {
  private final DeadRules.Answer answer;
  private final LiveRules live;
  private final BitSet dead;
  private final BitSet masked;

  /**
   * @param live every rule that is not known to be dead
   * @param rules how many rules there are
   */
  Judged(DeadRules.Answer answer, LiveRules live, int rules) {
    this.answer = answer;
    this.live = live;
    this.dead = new BitSet(rules);
    this.masked = new BitSet(rules);
    for (DeadRule rule : answer.dead()) {
      dead.set(rule.rule().rank());
      masked.set(rule.rule().rank(), rule.kind() == DeadRule.Kind.MASKED);
    }
  }

  DeadRules.Answer answer() {
    return answer;
  }

  LiveRules live() {
    return live;
  }

  /** Whether rules of smaller tiers are known to match all that a rule does. */
  boolean dead(int rank) {
    return dead.get(rank);
  }

  /** Whether rules of higher priorities are known to match all that a rule does. */
  boolean outranked(int rank) {
    return dead.get(rank) && !masked.get(rank);
  }
}

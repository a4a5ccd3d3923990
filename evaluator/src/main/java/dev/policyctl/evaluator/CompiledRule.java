package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Rule;
import java.util.BitSet;
import java.util.List;

/**
 * A rule with its names resolved.
 *
 * @param tier how it ranks: of two rules the one with the smaller tier decides; equal where both do
 */
record CompiledRule(
    Rule rule, RuleView view, int tier, Box box, List<DecisionObligation> obligations) {

  /** What a rule accepts by position; see {@link Space#accepted}. Shared, never changed. */
  static final class Box {
    private final BitSet[] accepted;

    Box(BitSet[] accepted) {
      this.accepted = accepted;
    }

    BitSet accepted(int position) {
      return accepted[position];
    }

    /** Whether at least one of the values is accepted. */
    boolean acceptsAny(int position, int[] values) {
      for (int value : values) {
        if (accepted[position].get(value)) {
          return true;
        }
      }
      return false;
    }

    /** Whether no request at all lies inside. */
    boolean empty() {
      for (BitSet set : accepted) {
        if (set.isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }
}

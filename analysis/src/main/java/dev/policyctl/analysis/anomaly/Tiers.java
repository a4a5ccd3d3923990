package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;
import java.util.List;
import java.util.function.ToIntFunction;

/** By rank, where the rule's tier and its priority begin and end among the ranks. */
final class Tiers {
  private final int[] tierStart;
  private final int[] tierEnd;
  private final int[] priorityStart;
  private final int[] priorityEnd;

  Tiers(List<RankedRule> rules) {
    this.tierStart = starts(rules, RankedRule::tier);
    this.tierEnd = ends(rules, RankedRule::tier);
    this.priorityStart = starts(rules, RankedRule::priority);
    this.priorityEnd = ends(rules, RankedRule::priority);
  }

  private static int[] starts(List<RankedRule> rules, ToIntFunction<RankedRule> of) {
    int[] starts = new int[rules.size()];
    for (int rank = 1; rank < starts.length; rank++) {
      boolean same = of.applyAsInt(rules.get(rank)) == of.applyAsInt(rules.get(rank - 1));
      starts[rank] = same ? starts[rank - 1] : rank;
    }
    return starts;
  }

  private static int[] ends(List<RankedRule> rules, ToIntFunction<RankedRule> of) {
    int[] ends = new int[rules.size()];
    for (int rank = ends.length - 1; rank >= 0; rank--) {
      boolean last =
          rank == ends.length - 1
              || of.applyAsInt(rules.get(rank)) != of.applyAsInt(rules.get(rank + 1));
      ends[rank] = last ? rank + 1 : ends[rank + 1];
    }
    return ends;
  }

  /** The first rank of the tier. */
  int tierStart(int rank) {
    return tierStart[rank];
  }

  /** The first rank behind the tier. */
  int tierEnd(int rank) {
    return tierEnd[rank];
  }

  /** The first rank of the priority; under {@code deny-overrides} there is one priority. */
  int priorityStart(int rank) {
    return priorityStart[rank];
  }

  /** The first rank behind the priority. */
  int priorityEnd(int rank) {
    return priorityEnd[rank];
  }
}

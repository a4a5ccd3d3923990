package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Cover;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Names a few of the rules that cover a dead one: those with another effect, and large ones. */
final class Blame {
  /** How many regions may be looked at to leave some out: where many cover a rule, many stay. */
  private static final int MOST_WORK = 4_000;

  private final PolicySpace policy;
  private final RuleBoxes boxes;

  Blame(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
  }

  /**
   * As few of the covering rules as are found to suffice.
   *
   * @param covering ranks of rules that together cover the rule
   * @param requests how many the rule matches
   */
  List<DeadRule.Blocker> of(int rank, int[] covering, BigInteger requests, Budget budget) {
    if (covering.length == 1) {
      return List.of(new DeadRule.Blocker(boxes.rule(covering[0]), requests));
    }
    List<int[]> regions = new ArrayList<>(covering.length);
    for (int other : covering) {
      regions.add(boxes.box(other));
    }
    LocalSpace local = new LocalSpace(policy.frame(), boxes.box(rank), regions);
    Outcome effect = boxes.rule(rank).effect();
    List<DeadRule.Blocker> blockers = new ArrayList<>(covering.length);
    // Two are needed both: whether one rule covers it alone was asked first.
    int[] named =
        covering.length == 2
            ? new int[] {0, 1}
            : fewer(local, preferred(local, covering, effect), budget);
    for (int i : named) {
      blockers.add(new DeadRule.Blocker(boxes.rule(covering[i]), local.volumeOf(i)));
    }
    blockers.sort(
        Comparator.comparing((DeadRule.Blocker b) -> b.rule().effect() == effect)
            .thenComparing(DeadRule.Blocker::requests, Comparator.reverseOrder())
            .thenComparing(b -> b.rule().rank()));
    return blockers;
  }

  /** The numbers of the regions, those first that are to be kept. */
  private int[] preferred(LocalSpace local, int[] covering, Outcome effect) {
    Integer[] order = new Integer[covering.length];
    double[] shares = new double[covering.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      shares[i] = local.share(i) - (boxes.rule(covering[i]).effect() == effect ? 1 : 0);
    }
    Arrays.sort(order, (one, other) -> Double.compare(shares[other], shares[one]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /**
   * Leaves out what the rest does without, from the end, in runs that are halved: few questions
   * where few regions are needed.
   */
  private static int[] fewer(LocalSpace local, int[] order, Budget budget) {
    int[] needed = used(local, order, budget);
    needed = needed.length == 0 ? order : needed;
    int work = MOST_WORK;
    for (int run = Math.max(1, needed.length / 2); run > 0; run /= 2) {
      for (int end = needed.length; end > 0 && work > 0; end -= run) {
        work -= needed.length;
        int[] used = used(local, without(needed, Math.max(0, end - run), end), budget);
        if (used.length > 0) {
          needed = used;
          end = Math.min(end, needed.length + run);
        }
      }
    }
    return needed;
  }

  private static int[] without(int[] all, int from, int to) {
    int[] rest = Arrays.copyOf(all, all.length - (to - from));
    System.arraycopy(all, to, rest, from, all.length - to);
    return rest;
  }

  /** Those of some regions that cover, in their order; none where they do not, or nobody knows. */
  private static int[] used(LocalSpace local, int[] order, Budget budget) {
    try {
      return order.length == 0 ? order : in(order, Cover.of(local, order, budget).used());
    } catch (Budget.Exhausted e) {
      return new int[0];
    }
  }

  private static int[] in(int[] order, BitSet used) {
    int[] in = new int[used.cardinality()];
    int size = 0;
    for (int number : order) {
      if (used.get(number)) {
        in[size++] = number;
      }
    }
    return in;
  }
}

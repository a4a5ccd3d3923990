package dev.policyctl.evaluator;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** How rules would fall apart by the values of one position, and what a search would then cost. */
final class SplitPlan {
  /**
   * A rule that accepts more than one in so many values stands in the common part. Copies below
   * each value made the index of 10 000 realistic rules ten times as large.
   */
  private static final int WIDE = 4;

  private final int position;
  private final int[] cardinalities;
  private final int largest;
  private final List<CompiledRule> ranked;
  private final int[] sizes;
  private final double cost;

  private SplitPlan(
      int position,
      int[] cardinalities,
      int largest,
      List<CompiledRule> ranked,
      int[] sizes,
      double cost) {
    this.position = position;
    this.cardinalities = cardinalities;
    this.largest = largest;
    this.ranked = ranked;
    this.sizes = sizes;
    this.cost = cost;
  }

  /**
   * Puts as many rules below the values that they accept as memory allows, few values first.
   *
   * @param growth how many times a rule may stand below values, on average
   */
  static SplitPlan of(
      int position,
      int[] ranks,
      int[] cardinalities,
      List<CompiledRule> ranked,
      Space space,
      double growth) {
    int[] sorted = new int[ranks.length];
    Arrays.setAll(sorted, i -> cardinalities[ranks[i]]);
    Arrays.sort(sorted);
    long budget = (long) (growth * ranks.length);
    int narrow = 0;
    int widest = space.table(position).size() / WIDE;
    while (narrow < sorted.length && sorted[narrow] <= Math.min(budget, widest)) {
      budget -= sorted[narrow++];
    }
    // All rules that accept equally many values go the same way.
    int largest = narrow == sorted.length ? Integer.MAX_VALUE : sorted[narrow] - 1;
    int[] sizes = new int[space.table(position).size()];
    int common = 0;
    for (int rank : ranks) {
      if (cardinalities[rank] > largest) {
        common++;
      } else {
        ranked.get(rank).box().accepted(position).stream().forEach(value -> sizes[value]++);
      }
    }
    return new SplitPlan(position, cardinalities, largest, ranked, sizes, common + expected(sizes));
  }

  /** The size of a child as a request meets it that is as likely to carry a value as rules are. */
  private static double expected(int[] sizes) {
    double sum = 0;
    double squares = 0;
    for (int size : sizes) {
      sum += size;
      squares += (double) size * size;
    }
    return sum == 0 ? 0 : squares / sum;
  }

  int position() {
    return position;
  }

  /** How many rules a search has to look at afterwards. */
  double cost() {
    return cost;
  }

  /** How many times a rule stands below values, on average. */
  double growth(int rules) {
    return (double) Arrays.stream(sizes).asLongStream().sum() / rules;
  }

  /** Whether it spares a search a fair part of so many rules. */
  boolean worthwhile(int rules) {
    return cost < 0.8 * rules;
  }

  /** The rules below each value, ascending. */
  int[][] byValue(int[] ranks) {
    int[][] byValue = new int[sizes.length][];
    Arrays.setAll(byValue, value -> new int[sizes[value]]);
    int[] filled = new int[sizes.length];
    for (int rank : ranks) {
      if (cardinalities[rank] <= largest) {
        BitSet accepted = ranked.get(rank).box().accepted(position);
        accepted.stream().forEach(value -> byValue[value][filled[value]++] = rank);
      }
    }
    return byValue;
  }

  /** The rules that stand below no value, ascending. */
  int[] common(int[] ranks) {
    return Arrays.stream(ranks).filter(rank -> cardinalities[rank] > largest).toArray();
  }
}

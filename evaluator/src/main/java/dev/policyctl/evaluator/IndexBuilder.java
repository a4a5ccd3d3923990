package dev.policyctl.evaluator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the index: splits the rules on the position that tells them apart best until a part fits a
 * leaf, as decision-tree packet classifiers do (HiCuts, Gupta and McKeown 1999; rules that accept
 * much go into a tree of their own as in EffiCuts, Vamanan et al. 2010).
 */
final class IndexBuilder {
  /** Parts up to this size are not split further: eight words a row. */
  private static final int SMALL = 512;

  /** How many times a rule may stand below the values of one position, on average. */
  private static final double GROWTH_OF_SPLIT = 16;

  /** How many rules the leaves may hold together, if there are fewer rules: bounds memory. */
  private static final double ENTRIES = 1_600_000;

  /** How many times a rule may stand in leaves, on average, however many rules there are. */
  private static final double LEAST_GROWTH = 4;

  private final List<CompiledRule> ranked;
  private final Space space;
  private final int[] tiers;
  private final LeafBuilder leaves;
  private final int[][] cardinalities;

  IndexBuilder(List<CompiledRule> ranked, Space space, int[] tiers) {
    this.ranked = ranked;
    this.space = space;
    this.tiers = tiers;
    this.leaves = new LeafBuilder(ranked, space, tiers);
    this.cardinalities = new int[space.dimensions().size()][ranked.size()];
    for (int position = 0; position < cardinalities.length; position++) {
      for (int rank = 0; rank < ranked.size(); rank++) {
        cardinalities[position][rank] = ranked.get(rank).box().accepted(position).cardinality();
      }
    }
  }

  /** The index of all rules that can match at all. */
  IndexNode build() {
    int[] ranks =
        IntStream.range(0, ranked.size()).filter(rank -> !ranked.get(rank).box().empty()).toArray();
    return ranks.length == 0
        ? new IndexChain(Integer.MAX_VALUE, List.of())
        : build(ranks, new BitSet(), new BitSet(), Math.max(LEAST_GROWTH, ENTRIES / ranks.length));
  }

  /**
   * @param settled positions in which all of the rules are known to match once they are reached
   * @param tried positions that cannot be split on again
   * @param growth how many times a rule may stand in leaves, on average
   */
  private IndexNode build(int[] ranks, BitSet settled, BitSet tried, double growth) {
    if (ranks.length > SMALL) {
      SplitPlan plan = best(ranks, tried, Math.min(growth, GROWTH_OF_SPLIT));
      if (plan != null) {
        return split(ranks, plan, settled, tried, growth);
      }
    }
    if (ranks.length <= IndexLeaf.MAX_RULES) {
      return leaves.build(ranks, settled);
    }
    List<IndexNode> parts = new ArrayList<>();
    for (int from = 0; from < ranks.length; from += IndexLeaf.MAX_RULES) {
      int to = Math.min(ranks.length, from + IndexLeaf.MAX_RULES);
      parts.add(leaves.build(Arrays.copyOfRange(ranks, from, to), settled));
    }
    return new IndexChain(tiers[ranks[0]], parts);
  }

  private @Nullable SplitPlan best(int[] ranks, BitSet tried, double growth) {
    SplitPlan best = null;
    for (int position = 0; position < cardinalities.length; position++) {
      if (!tried.get(position)) {
        SplitPlan plan =
            SplitPlan.of(position, ranks, cardinalities[position], ranked, space, growth);
        if (plan.worthwhile(ranks.length) && (best == null || plan.cost() < best.cost())) {
          best = plan;
        }
      }
    }
    return best;
  }

  private IndexNode split(
      int[] ranks, SplitPlan plan, BitSet settled, BitSet tried, double growth) {
    int position = plan.position();
    BitSet nowTried = (BitSet) tried.clone();
    nowTried.set(position);
    BitSet nowSettled = (BitSet) settled.clone();
    nowSettled.set(position);
    double left = growth / Math.max(1, plan.growth(ranks.length));
    int[][] byValue = plan.byValue(ranks);
    @Nullable IndexNode[] children = new IndexNode[byValue.length];
    Map<IntArray, IndexNode> built = new HashMap<>();
    for (int value = 0; value < byValue.length; value++) {
      int[] child = byValue[value];
      if (child.length > 0) {
        children[value] =
            built.computeIfAbsent(
                new IntArray(child), key -> build(child, nowSettled, nowTried, left));
      }
    }
    int[] common = plan.common(ranks);
    IndexNode rest = common.length == 0 ? null : build(common, settled, nowTried, growth);
    return new IndexSplit(tiers[ranks[0]], position, children, rest);
  }
}

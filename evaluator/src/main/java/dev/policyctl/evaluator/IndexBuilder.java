package dev.policyctl.evaluator;

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
  /** Parts up to this size are not split further: sixteen words a row. */
  private static final int SMALL = 1024;

  /** How many times a rule may stand below the values of one position, on average. */
  private static final double GROWTH_OF_SPLIT = 16;

  /** How many rules the leaves may hold together, if there are fewer rules: bounds memory. */
  private static final double ENTRIES = 1_600_000;

  /** How many times a rule may stand in leaves, on average, however many rules there are. */
  private static final double LEAST_GROWTH = 4;

  private final List<CompiledRule> ranked;
  private final Space space;
  private final LeafBuilder leaves;
  private final int[][] cardinalities;

  /** As {@link RuleIndex} has it. */
  private int[] tree = new int[16];

  private int treeSize;

  /**
   * @param demands by rank the place of what a rule demands
   */
  IndexBuilder(List<CompiledRule> ranked, Space space, int[] demands) {
    this.ranked = ranked;
    this.space = space;
    this.leaves = new LeafBuilder(ranked, space, demands);
    this.cardinalities = new int[space.dimensions().size()][ranked.size()];
    for (int position = 0; position < cardinalities.length; position++) {
      for (int rank = 0; rank < ranked.size(); rank++) {
        cardinalities[position][rank] = ranked.get(rank).box().accepted(position).cardinality();
      }
    }
  }

  /** The node of all rules that can match at all. */
  int build() {
    int[] ranks =
        IntStream.range(0, ranked.size()).filter(rank -> !ranked.get(rank).box().empty()).toArray();
    return ranks.length == 0
        ? 0
        : build(ranks, new BitSet(), new BitSet(), Math.max(LEAST_GROWTH, ENTRIES / ranks.length));
  }

  int[] tree() {
    return Arrays.copyOf(tree, treeSize);
  }

  long[] words() {
    return leaves.words();
  }

  /**
   * @param settled positions in which all of the rules are known to match once they are reached
   * @param tried positions that cannot be split on again
   * @param growth how many times a rule may stand in leaves, on average
   */
  private int build(int[] ranks, BitSet settled, BitSet tried, double growth) {
    if (ranks.length > SMALL) {
      SplitPlan plan = best(ranks, tried, Math.min(growth, GROWTH_OF_SPLIT));
      if (plan != null) {
        return split(ranks, plan, settled, tried, growth);
      }
    }
    if (ranks.length <= IndexLeaf.MAX_RULES) {
      return leaves.build(ranks, settled);
    }
    int parts = (ranks.length + IndexLeaf.MAX_RULES - 1) / IndexLeaf.MAX_RULES;
    int at = reserve(ranks[0], RuleIndex.CHAIN, parts);
    tree[at + 2] = parts;
    for (int part = 0; part < parts; part++) {
      int from = part * IndexLeaf.MAX_RULES;
      int to = Math.min(ranks.length, from + IndexLeaf.MAX_RULES);
      tree[at + 3 + part] = leaves.build(Arrays.copyOfRange(ranks, from, to), settled);
    }
    return ~at;
  }

  private int reserve(int bestRank, int position, int parts) {
    int at = treeSize;
    treeSize += 3 + parts;
    if (treeSize > tree.length) {
      tree = Arrays.copyOf(tree, Math.max(treeSize, 2 * tree.length));
    }
    tree[at] = bestRank;
    tree[at + 1] = position;
    return at;
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

  private int split(int[] ranks, SplitPlan plan, BitSet settled, BitSet tried, double growth) {
    int position = plan.position();
    BitSet nowTried = (BitSet) tried.clone();
    nowTried.set(position);
    BitSet nowSettled = (BitSet) settled.clone();
    nowSettled.set(position);
    double left = growth / Math.max(1, plan.growth(ranks.length));
    int[][] byValue = plan.byValue(ranks);
    int at = reserve(ranks[0], position, byValue.length);
    Map<IntArray, Integer> built = new HashMap<>();
    for (int value = 0; value < byValue.length; value++) {
      int[] child = byValue[value];
      if (child.length > 0) {
        IntArray key = new IntArray(child);
        Integer node = built.get(key);
        if (node == null) {
          node = build(child, nowSettled, nowTried, left);
          built.put(key, node);
        }
        tree[at + 3 + value] = node;
      }
    }
    int[] common = plan.common(ranks);
    int rest = common.length == 0 ? 0 : build(common, settled, nowTried, growth);
    tree[at + 2] = rest;
    return ~at;
  }
}

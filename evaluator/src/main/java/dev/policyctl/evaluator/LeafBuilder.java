package dev.policyctl.evaluator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns rules into the rows of an {@link IndexLeaf}. Values that the same rules accept share a row;
 * they are found by partition refinement, one distinct accepted set after the other.
 */
final class LeafBuilder {
  private final List<CompiledRule> ranked;
  private final Space space;
  private final int[] tiers;
  private final Map<IntArray, int[]> sharedRowOf = new HashMap<>();

  LeafBuilder(List<CompiledRule> ranked, Space space, int[] tiers) {
    this.ranked = ranked;
    this.space = space;
    this.tiers = tiers;
  }

  /**
   * @param ranks ascending, at most {@link IndexLeaf#MAX_RULES}
   * @param settled positions in which every one of the rules is known to match
   */
  IndexLeaf build(int[] ranks, BitSet settled) {
    int words = (ranks.length + Long.SIZE - 1) / Long.SIZE;
    BitSet open = new BitSet();
    open.set(0, space.dimensions().size());
    open.andNot(settled);
    int[] positions = open.stream().toArray();
    int[][] rowOf = new int[positions.length][];
    int[] firstRow = new int[positions.length];
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      firstRow[i] = rows.size();
      rowOf[i] = refine(ranks, positions[i], words, rows);
    }
    int[] tierOfWord = new int[words];
    Arrays.setAll(tierOfWord, word -> tiers[ranks[word * Long.SIZE]]);
    long[] flat = new long[rows.size() * (words + 1)];
    for (int row = 0; row < rows.size(); row++) {
      flatten(rows.get(row), flat, row * (words + 1));
    }
    return new IndexLeaf(
        tiers[ranks[0]], ranks, tierOfWord, positions, rowOf, firstRow, flat, words + 1);
  }

  private static void flatten(long[] row, long[] flat, int offset) {
    for (int word = 0; word < row.length; word++) {
      flat[offset + 1 + word] = row[word];
      flat[offset] |= row[word] == 0 ? 0 : 1L << word;
    }
  }

  /** Adds the rows of one position, and says which of them each value has. */
  private int[] refine(int[] ranks, int position, int words, List<long[]> rows) {
    int[] rowOf = new int[space.table(position).size()];
    List<long[]> refined = new ArrayList<>();
    refined.add(new long[words]);
    for (Map.Entry<BitSet, long[]> group : groups(ranks, position, words)) {
      Map<Integer, Integer> moved = new HashMap<>();
      BitSet accepted = group.getKey();
      for (int v = accepted.nextSetBit(0); v >= 0; v = accepted.nextSetBit(v + 1)) {
        int row = rowOf[v];
        Integer to = moved.get(row);
        if (to == null) {
          to = refined.size();
          moved.put(row, to);
          refined.add(union(refined.get(row), group.getValue()));
        }
        rowOf[v] = to;
      }
    }
    return compact(rowOf, refined, rows);
  }

  /** The distinct accepted sets, the largest first, each with the rules that have it. */
  private List<Map.Entry<BitSet, long[]>> groups(int[] ranks, int position, int words) {
    IdentityHashMap<BitSet, long[]> masks = new IdentityHashMap<>();
    List<BitSet> order = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      BitSet accepted = ranked.get(ranks[i]).box().accepted(position);
      long[] mask = masks.get(accepted);
      if (mask == null) {
        mask = new long[words];
        masks.put(accepted, mask);
        order.add(accepted);
      }
      mask[i / Long.SIZE] |= 1L << i;
    }
    order.sort(Comparator.comparingInt(BitSet::cardinality).reversed());
    List<Map.Entry<BitSet, long[]>> groups = new ArrayList<>(order.size());
    order.forEach(accepted -> groups.add(Map.entry(accepted, masks.get(accepted))));
    return groups;
  }

  private static long[] union(long[] row, long[] mask) {
    long[] union = row.clone();
    for (int i = 0; i < union.length; i++) {
      union[i] |= mask[i];
    }
    return union;
  }

  /** Leaves out the rows that no value is left with. */
  private int[] compact(int[] rowOf, List<long[]> refined, List<long[]> rows) {
    int[] number = new int[refined.size()];
    int used = 0;
    int base = rows.size();
    for (int value = 0; value < rowOf.length; value++) {
      int row = rowOf[value];
      if (number[row] == 0) {
        rows.add(refined.get(row));
        number[row] = ++used;
      }
      rowOf[value] = number[row] - 1;
    }
    if (rows.size() - base != used) {
      throw new IllegalStateException("rows were lost");
    }
    int[] shared = sharedRowOf.putIfAbsent(new IntArray(rowOf), rowOf);
    return shared == null ? rowOf : shared;
  }
}

package dev.policyctl.evaluator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns rules into the rows of an {@link IndexLeaf}. Values that the same rules accept share a row;
 * they are found by partition refinement, one distinct accepted set after the other.
 */
final class LeafBuilder {
  /** Up to this many values a row for each costs less than the detour over row numbers. */
  private static final int FEW_VALUES = 64;

  private final List<CompiledRule> ranked;
  private final Space space;
  private final int[] tiers;
  private final Map<IntArray, IndexLeaf.RowNumbers> sharedNumbers = new HashMap<>();
  private final Map<IntArray, IndexLeaf.Shape> sharedShapes = new HashMap<>();
  private final Map<Integer, IndexLeaf.@Nullable RowNumbers[]> sharedDirect = new HashMap<>();

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
    int[] compared = compared(ranks, settled);
    IndexLeaf.@Nullable RowNumbers[] rowOf = new IndexLeaf.RowNumbers[compared.length];
    int[] firstRow = new int[compared.length];
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < compared.length; i++) {
      firstRow[i] = rows.size();
      rowOf[i] = refine(ranks, compared[i], words, rows);
    }
    int[] tierOfWord = new int[words];
    Arrays.setAll(tierOfWord, word -> tiers[ranks[word * Long.SIZE]]);
    int stride = words == 1 ? 1 : words + 1;
    long[] flat = new long[rows.size() * stride];
    for (int row = 0; row < rows.size(); row++) {
      flatten(rows.get(row), flat, row * stride);
    }
    int omitted = omitted(compared, settled);
    IndexLeaf.Shape shape = shape(omitted, compared, firstRow, stride);
    return new IndexLeaf(tiers[ranks[0]], ranks, tierOfWord, shape, direct(rowOf), flat);
  }

  /** The positions that are neither settled nor omitted by every rule. */
  @SuppressWarnings("ReferenceEquality") // equal sets of one space are one object
  private int[] compared(int[] ranks, BitSet settled) {
    BitSet compared = new BitSet();
    for (int position = 0; position < space.dimensions().size(); position++) {
      BitSet omitted = space.omitted(position);
      for (int i = 0; i < ranks.length && !settled.get(position); i++) {
        if (ranked.get(ranks[i]).box().accepted(position) != omitted) {
          compared.set(position);
          break;
        }
      }
    }
    return compared.stream().toArray();
  }

  private int omitted(int[] compared, BitSet settled) {
    int omitted = (1 << space.dimensions().size()) - 1;
    for (int position : compared) {
      omitted &= ~(1 << position);
    }
    for (int p = settled.nextSetBit(0); p >= 0; p = settled.nextSetBit(p + 1)) {
      omitted &= ~(1 << p);
    }
    return omitted;
  }

  private IndexLeaf.Shape shape(int omitted, int[] positions, int[] firstRow, int stride) {
    int[] key = Arrays.copyOf(positions, 2 * positions.length + 2);
    System.arraycopy(firstRow, 0, key, positions.length, firstRow.length);
    key[key.length - 2] = omitted;
    key[key.length - 1] = stride;
    return sharedShapes.computeIfAbsent(
        new IntArray(key), k -> new IndexLeaf.Shape(omitted, positions, firstRow, stride));
  }

  /** One array for all leaves that need no row numbers. */
  private IndexLeaf.@Nullable RowNumbers[] direct(IndexLeaf.@Nullable RowNumbers[] rowOf) {
    for (IndexLeaf.RowNumbers numbers : rowOf) {
      if (numbers != null) {
        return rowOf;
      }
    }
    return sharedDirect.computeIfAbsent(rowOf.length, length -> rowOf);
  }

  private static void flatten(long[] row, long[] flat, int offset) {
    if (row.length == 1) {
      flat[offset] = row[0];
      return;
    }
    for (int word = 0; word < row.length; word++) {
      flat[offset + 1 + word] = row[word];
      flat[offset] |= row[word] == 0 ? 0 : 1L << word;
    }
  }

  /** Adds the rows of one position; null where they are one for each value. */
  private IndexLeaf.@Nullable RowNumbers refine(
      int[] ranks, int position, int words, List<long[]> rows) {
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
    return rowOf.length <= FEW_VALUES ? each(rowOf, refined, rows) : few(rowOf, refined, rows);
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

  private static IndexLeaf.@Nullable RowNumbers each(
      int[] rowOf, List<long[]> refined, List<long[]> rows) {
    for (int row : rowOf) {
      rows.add(refined.get(row));
    }
    return null;
  }

  /** Leaves out the rows that no value is left with. */
  private IndexLeaf.RowNumbers few(int[] rowOf, List<long[]> refined, List<long[]> rows) {
    int[] number = new int[refined.size()];
    int used = 0;
    for (int value = 0; value < rowOf.length; value++) {
      int row = rowOf[value];
      if (number[row] == 0) {
        rows.add(refined.get(row));
        number[row] = ++used;
      }
      rowOf[value] = number[row] - 1;
    }
    return sharedNumbers.computeIfAbsent(
        new IntArray(rowOf), key -> new IndexLeaf.RowNumbers(rowOf));
  }
}

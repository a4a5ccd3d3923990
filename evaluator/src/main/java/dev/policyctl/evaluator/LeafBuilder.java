package dev.policyctl.evaluator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Turns rules into the rows of an {@link IndexLeaf}. */
final class LeafBuilder {
  /**
   * How many rows a position has at most, for each word of a row: more values than that share rows.
   * Wider rows deserve more of them, because more rules would have to be checked again.
   */
  private static final int ROWS_A_WORD = 64;

  private static final int MOST_ROWS = 256;

  private final List<CompiledRule> ranked;
  private final Space space;
  private final int[] tiers;
  private final Map<IntArray, IndexLeaf.Shape> shapes = new HashMap<>();

  /** By number of rows: which rows the values of a set fall into. */
  private final Map<Integer, IdentityHashMap<BitSet, int[]>> rowsOf = new HashMap<>();

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
    int stride = words == 1 ? 1 : words + 1;
    int[] compared = compared(ranks, settled);
    int[] firstRow = new int[compared.length];
    int[] rowBits = new int[compared.length];
    List<long[]> parts = new ArrayList<>();
    int shared = 0;
    int size = 0;
    for (int i = 0; i < compared.length; i++) {
      int values = space.table(compared[i]).size();
      int count = Math.min(MOST_ROWS, Integer.highestOneBit(words) * ROWS_A_WORD);
      firstRow[i] = size;
      if (values <= count) {
        count = values;
        rowBits[i] = -1;
      } else {
        rowBits[i] = count - 1;
        shared |= 1 << compared[i];
      }
      long[] rows = rows(ranks, compared[i], count, rowBits[i], stride);
      parts.add(rows);
      size += rows.length;
    }
    int[] tierOfWord = new int[words];
    Arrays.setAll(tierOfWord, word -> tiers[ranks[word * Long.SIZE]]);
    IndexLeaf.Shape shape =
        shape(omitted(compared, settled), compared, firstRow, rowBits, shared, stride);
    return new IndexLeaf(tiers[ranks[0]], ranks, tierOfWord, shape, concat(parts, size));
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

  private IndexLeaf.Shape shape(
      int omitted, int[] positions, int[] firstRow, int[] rowBits, int shared, int stride) {
    // Positions and stride say where everything stands.
    int[] key = Arrays.copyOf(positions, positions.length + 2);
    key[positions.length] = omitted;
    key[positions.length + 1] = stride;
    return shapes.computeIfAbsent(
        new IntArray(key),
        k -> new IndexLeaf.Shape(omitted, positions, firstRow, rowBits, shared, stride));
  }

  /** The rows of one position, one behind the other. */
  private long[] rows(int[] ranks, int position, int count, int rowBits, int stride) {
    long[] rows = new long[count * stride];
    IdentityHashMap<BitSet, int[]> known =
        rowsOf.computeIfAbsent(count, c -> new IdentityHashMap<>());
    for (int i = 0; i < ranks.length; i++) {
      BitSet accepted = ranked.get(ranks[i]).box().accepted(position);
      int[] at =
          known.computeIfAbsent(
              accepted, set -> set.stream().map(v -> v & rowBits).distinct().toArray());
      int word = i / Long.SIZE;
      for (int row : at) {
        int start = row * stride;
        if (stride == 1) {
          rows[start] |= 1L << i;
        } else {
          rows[start] |= 1L << word;
          rows[start + 1 + word] |= 1L << i;
        }
      }
    }
    return rows;
  }

  private static long[] concat(List<long[]> parts, int size) {
    long[] all = new long[size];
    int at = 0;
    for (long[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}

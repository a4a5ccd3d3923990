package dev.policyctl.evaluator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Writes leaves as {@link IndexLeaf} says, one behind the other. */
final class LeafBuilder {
  private final List<CompiledRule> ranked;
  private final Space space;
  private final int[] demands;

  /** The first word is none, so that no leaf has the place zero. */
  private long[] words = new long[1024];

  private int size = 1;

  /**
   * @param demands by rank the place of what a rule demands
   */
  LeafBuilder(List<CompiledRule> ranked, Space space, int[] demands) {
    this.ranked = ranked;
    this.space = space;
    this.demands = demands;
  }

  long[] words() {
    return Arrays.copyOf(words, size);
  }

  /**
   * Writes a leaf.
   *
   * @param ranks ascending, at most {@link IndexLeaf#MAX_RULES}
   * @param settled positions in which every one of the rules is known to match
   * @return its place
   */
  int build(int[] ranks, BitSet settled) {
    List<LeafRows> compared = compared(ranks, settled);
    int at = reserve(1 + compared.size() + ranks.length);
    int narrowing = narrowing(ranks.length);
    words[at] =
        IndexLeaf.head(
            ranks.length, compared.size(), narrowing, omitted(compared, settled), ranks[0]);
    int rule = at + 1 + compared.size();
    for (int rank : ranks) {
      words[rule++] = ((long) demands[rank] << Integer.SIZE) | rank;
    }
    for (int i = 0; i < compared.size(); i++) {
      LeafRows rows = compared.get(i);
      int begin = size - at;
      int hashBits = rows.hashBits(narrowing);
      if (ranks.length > Long.SIZE) {
        wide(at, rows, hashBits);
      } else if (hashBits == 0) {
        narrow(rows, narrowing);
      } else {
        hashed(rows, narrowing, hashBits);
      }
      words[at + 1 + i] = IndexLeaf.position(rows.position(), hashBits, begin);
    }
    return at;
  }

  private int reserve(int count) {
    int at = size;
    size = Math.addExact(size, count);
    if (size > words.length) {
      words = Arrays.copyOf(words, (int) Math.min(Integer.MAX_VALUE - 8, 2L * size));
    }
    return at;
  }

  /** The logarithm of how many rows share a word. */
  private static int narrowing(int rules) {
    return rules > 32 ? 0 : rules > 16 ? 1 : rules > 8 ? 2 : 3;
  }

  /**
   * The positions that are neither settled nor omitted by every rule; those that fewest rules
   * accept first.
   */
  private List<LeafRows> compared(int[] ranks, BitSet settled) {
    List<LeafRows> compared = new ArrayList<>();
    for (int position = 0; position < space.dimensions().size(); position++) {
      if (!settled.get(position) && compares(ranks, position)) {
        compared.add(LeafRows.of(ranks, position, ranked, space.table(position).size()));
      }
    }
    compared.sort(Comparator.comparingDouble(LeafRows::density));
    return compared;
  }

  @SuppressWarnings("ReferenceEquality") // equal sets of one space are one object
  private boolean compares(int[] ranks, int position) {
    BitSet omitted = space.omitted(position);
    for (int rank : ranks) {
      if (ranked.get(rank).box().accepted(position) != omitted) {
        return true;
      }
    }
    return false;
  }

  private int omitted(List<LeafRows> compared, BitSet settled) {
    int omitted = (1 << space.dimensions().size()) - 1;
    for (LeafRows rows : compared) {
      omitted &= ~(1 << rows.position());
    }
    for (int p = settled.nextSetBit(0); p >= 0; p = settled.nextSetBit(p + 1)) {
      omitted &= ~(1 << p);
    }
    return omitted;
  }

  private void narrow(LeafRows rows, int narrowing) {
    int lanes = 1 << narrowing;
    int at = reserve((rows.values() + lanes - 1) / lanes);
    for (int value = 0; value < rows.values(); value++) {
      int shift = (value % lanes) * (Long.SIZE / lanes);
      words[at + value / lanes] |= rows.row(value)[0] << shift;
    }
  }

  private void hashed(LeafRows rows, int narrowing, int hashBits) {
    int each = narrowing == 0 ? 2 : 1;
    int at = reserve(each << hashBits);
    for (int slot = 0; slot < 1 << hashBits; slot++) {
      put(at, slot, IndexLeaf.FREE, rows.common()[0], each);
    }
    for (int value : rows.others()) {
      put(at, free(at, value, hashBits, each), value, rows.row(value)[0], each);
    }
  }

  private void put(int at, int slot, int value, long row, int each) {
    long key = Integer.toUnsignedLong(value);
    if (each == 1) {
      words[at + slot] = (row << Integer.SIZE) | key;
    } else {
      words[at + 2 * slot] = key;
      words[at + 2 * slot + 1] = row;
    }
  }

  private int free(int at, int value, int hashBits, int each) {
    int slot = IndexLeaf.slot(value, hashBits);
    while ((int) words[at + slot * each] != IndexLeaf.FREE) {
      slot = IndexLeaf.next(slot, hashBits);
    }
    return slot;
  }

  private void wide(int leaf, LeafRows rows, int hashBits) {
    if (hashBits == 0) {
      for (int value = 0; value < rows.values(); value++) {
        wideRow(rows.row(value));
      }
      return;
    }
    int at = reserve(1 << hashBits);
    int common = wideRow(rows.common()) - leaf;
    for (int slot = 0; slot < 1 << hashBits; slot++) {
      put(at, slot, IndexLeaf.FREE, common, 1);
    }
    for (int value : rows.others()) {
      put(at, free(at, value, hashBits, 1), value, wideRow(rows.row(value)) - leaf, 1);
    }
  }

  private int wideRow(long[] row) {
    int at = reserve(1 + row.length);
    for (int word = 0; word < row.length; word++) {
      words[at + 1 + word] = row[word];
      words[at] |= row[word] == 0 ? 0 : 1L << word;
    }
    return at;
  }
}

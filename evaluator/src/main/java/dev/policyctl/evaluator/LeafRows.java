package dev.policyctl.evaluator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The rows of one position of a leaf: for most values one and the same, and those of the others.
 */
final class LeafRows {
  private final int position;
  private final long[] common;

  /** By value the number of its row, from 1; 0 where it has the common one. */
  private final int[] numbers;

  private final List<long[]> rows = new ArrayList<>();
  private long accepted;
  private final int rules;

  private LeafRows(int position, int rules, int values) {
    this.position = position;
    this.rules = rules;
    this.common = new long[(rules + Long.SIZE - 1) / Long.SIZE];
    this.numbers = new int[values];
  }

  /**
   * @param ranks the rules of the leaf
   * @param values how many values the position has
   */
  static LeafRows of(int[] ranks, int position, List<CompiledRule> ranked, int values) {
    LeafRows rows = new LeafRows(position, ranks.length, values);
    for (int i = 0; i < ranks.length; i++) {
      if (2L * ranked.get(ranks[i]).box().accepted(position).cardinality() > values) {
        rows.common[i / Long.SIZE] |= 1L << i;
      }
    }
    for (int i = 0; i < ranks.length; i++) {
      rows.add(i, ranked.get(ranks[i]).box().accepted(position));
    }
    return rows;
  }

  private void add(int rule, BitSet set) {
    int cardinality = set.cardinality();
    accepted += cardinality;
    if (2L * cardinality > numbers.length) {
      for (int v = set.nextClearBit(0); v < numbers.length; v = set.nextClearBit(v + 1)) {
        flip(v, rule);
      }
    } else {
      for (int v = set.nextSetBit(0); v >= 0; v = set.nextSetBit(v + 1)) {
        flip(v, rule);
      }
    }
  }

  private void flip(int value, int rule) {
    if (numbers[value] == 0) {
      rows.add(common.clone());
      numbers[value] = rows.size();
    }
    rows.get(numbers[value] - 1)[rule / Long.SIZE] ^= 1L << rule;
  }

  int position() {
    return position;
  }

  int values() {
    return numbers.length;
  }

  /** Which part of the values a rule accepts on average. */
  double density() {
    return (double) accepted / rules / numbers.length;
  }

  long[] common() {
    return common;
  }

  long[] row(int value) {
    return numbers[value] == 0 ? common : rows.get(numbers[value] - 1);
  }

  /** The values that have not the common row, ascending. */
  int[] others() {
    int[] others = new int[rows.size()];
    int size = 0;
    for (int value = 0; value < numbers.length; value++) {
      if (numbers[value] != 0) {
        others[size++] = value;
      }
    }
    return Arrays.copyOf(others, size);
  }

  /**
   * The logarithm of the size of a hash table that takes clearly less room than a row for each
   * value; 0 where there is none.
   *
   * @param narrowing the logarithm of how many rows share a word
   */
  int hashBits(int narrowing) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, rows.size() * 3 / 2));
    long slots = 1L << bits;
    long row = common.length == 1 ? 0 : 1L + common.length;
    long direct = row == 0 ? numbers.length >> narrowing : numbers.length * row;
    long hashed = row == 0 ? (narrowing == 0 ? 2 * slots : slots) : slots + (rows.size() + 1) * row;
    return 2 * hashed < direct ? bits : 0;
  }
}

package dev.policyctl.evaluator;

import java.util.Arrays;

/** A growing set of ranks of rules. Not shared between threads. */
final class RankSet {
  private static final int[] NONE = {};

  private int first;
  private int[] ranks = NONE;
  private int size;
  private boolean ordered = true;

  /** Adds a rank; one that was added before may be added again. */
  void add(int rank) {
    if (size == 0) {
      first = rank;
      size = 1;
      return;
    }
    if (size == ranks.length || size == 1) {
      grow();
    }
    ordered &= rank > ranks[size - 1];
    ranks[size++] = rank;
  }

  private void grow() {
    ranks = Arrays.copyOf(ranks, Math.max(8, 2 * size));
    ranks[0] = first;
  }

  void addAll(RankSet other) {
    for (int i = 0; i < other.size; i++) {
      add(i == 0 ? other.first : other.ranks[i]);
    }
  }

  void clear() {
    size = 0;
    ordered = true;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Any one of the ranks; of an ordered set the smallest. */
  int any() {
    return first;
  }

  /** How many different ranks there are. */
  int size() {
    order();
    return size;
  }

  /** The ranks, ascending, without repetition. */
  int[] toArray() {
    order();
    if (size <= 1) {
      return size == 0 ? NONE : new int[] {first};
    }
    return Arrays.copyOf(ranks, size);
  }

  /** Whether it holds just these, which are ascending. */
  boolean equalTo(int[] others) {
    order();
    return size == others.length
        && (size == 0
            || (size == 1 ? first == others[0] : Arrays.equals(ranks, 0, size, others, 0, size)));
  }

  int hash() {
    order();
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + (i == 0 ? first : ranks[i]);
    }
    return hash;
  }

  private void order() {
    if (ordered) {
      return;
    }
    Arrays.sort(ranks, 0, size);
    int distinct = 1;
    for (int i = 1; i < size; i++) {
      if (ranks[i] != ranks[i - 1]) {
        ranks[distinct++] = ranks[i];
      }
    }
    size = distinct;
    first = ranks[0];
    ordered = true;
  }
}

package dev.policyctl.evaluator;

import org.jspecify.annotations.Nullable;

/**
 * Up to 4096 rules as rows of bits: per position and value the rules that accept it. A search
 * intersects one row per position; where a row has several words it looks only into those that a
 * summary of one bit a word leaves over (a two-level bitmap). Rules stand in the order of their
 * ranks.
 */
final class IndexLeaf extends IndexNode {
  static final int MAX_RULES = 64 * Long.SIZE;

  /** The rank of each rule. */
  private final int[] ranks;

  /** The tier of the first rule of each word. */
  private final int[] tierOfWord;

  private final Shape shape;

  /** By compared position; null where each value has its own row, in the order of the values. */
  private final @Nullable RowNumbers[] rowOf;

  /** Rows one behind the other; each a summary, if it has several words, then the words. */
  private final long[] rows;

  IndexLeaf(
      int bestTier,
      int[] ranks,
      int[] tierOfWord,
      Shape shape,
      @Nullable RowNumbers[] rowOf,
      long[] rows) {
    super(bestTier);
    this.ranks = ranks;
    this.tierOfWord = tierOfWord;
    this.shape = shape;
    this.rowOf = rowOf;
    this.rows = rows;
  }

  /**
   * Where the rows of a leaf stand. Shared by leaves, so that it stays in the processor's cache.
   */
  static final class Shape {
    /** Bits of the positions in which every rule accepts what an omitted selector does. */
    final int omitted;

    /** The positions that are compared, ascending; others are omitted, or known to match. */
    final int[] positions;

    /** By compared position the number of its first row. */
    final int[] firstRow;

    /** How far a row is from the next one. */
    final int stride;

    Shape(int omitted, int[] positions, int[] firstRow, int stride) {
      this.omitted = omitted;
      this.positions = positions;
      this.firstRow = firstRow;
      this.stride = stride;
    }

    private boolean comparesRoles() {
      return positions.length > 0 && positions[0] == Space.ROLES;
    }
  }

  /** The row of each value, for positions where many values share one. */
  static final class RowNumbers {
    private final int[] rowOf;

    RowNumbers(int[] rowOf) {
      this.rowOf = rowOf;
    }
  }

  @Override
  void visit(Search search) {
    if ((shape.omitted & search.special) != 0) {
      return;
    }
    int[] offsets = search.offsets;
    int[] positions = shape.positions;
    long bits = -1L;
    int from = 0;
    if (search.roles.length > 1 && shape.comparesRoles()) {
      bits = anyRole(search.roles, 0);
      from = 1;
    }
    for (int i = from; i < positions.length; i++) {
      int offset = offset(i, search.values[positions[i]]);
      bits &= rows[offset];
      offsets[i] = offset;
    }
    if (shape.stride == 1) {
      offer(search, 0, ranks.length == Long.SIZE ? bits : bits & ((1L << ranks.length) - 1));
    } else if (bits != 0) {
      words(search, bits & ((1L << tierOfWord.length) - 1), from);
    }
  }

  private void words(Search search, long summary, int from) {
    int[] offsets = search.offsets;
    int compared = shape.positions.length;
    for (long left = summary; left != 0; left &= left - 1) {
      int word = Long.numberOfTrailingZeros(left);
      if (tierOfWord[word] > search.worstTier()) {
        return;
      }
      long bits = from == 0 ? -1L : anyRole(search.roles, 1 + word);
      for (int i = from; i < compared && bits != 0; i++) {
        bits &= rows[offsets[i] + 1 + word];
      }
      offer(search, word, bits);
    }
  }

  private void offer(Search search, int word, long bits) {
    for (long left = bits; left != 0; left &= left - 1) {
      search.offer(ranks[word * Long.SIZE + Long.numberOfTrailingZeros(left)]);
    }
  }

  private int offset(int compared, int value) {
    RowNumbers numbers = rowOf[compared];
    int row = numbers == null ? value : numbers.rowOf[value];
    return (shape.firstRow[compared] + row) * shape.stride;
  }

  /** Roles are the first position wherever they are compared. */
  private long anyRole(int[] roles, int word) {
    long any = 0;
    for (int role : roles) {
      any |= rows[offset(0, role) + word];
    }
    return any;
  }
}

package dev.policyctl.evaluator;

/**
 * Up to 4096 rules as rows of bits: per position and value, or bucket of values, the rules that
 * accept it. A search intersects one row per position; where a row has several words it looks only
 * into those that a summary of one bit a word leaves over (a two-level bitmap). Rules stand in the
 * order of their ranks.
 */
final class IndexLeaf extends IndexNode {
  static final int MAX_RULES = 64 * Long.SIZE;

  /** The rank of each rule. */
  private final int[] ranks;

  /** The tier of the first rule of each word. */
  private final int[] tierOfWord;

  private final Shape shape;

  /** Rows one behind the other; each a summary, if it has several words, then the words. */
  private final long[] rows;

  IndexLeaf(int bestTier, int[] ranks, int[] tierOfWord, Shape shape, long[] rows) {
    super(bestTier);
    this.ranks = ranks;
    this.tierOfWord = tierOfWord;
    this.shape = shape;
    this.rows = rows;
  }

  /**
   * Where the rows of a leaf stand. Shared by leaves, so that it stays in the processor's cache.
   */
  static final class Shape {
    /** Bits of the positions in which every rule accepts what an omitted selector does. */
    private final int omitted;

    /** The positions that are compared, ascending; others are omitted, or known to match. */
    private final int[] positions;

    /** By compared position the place of its first row. */
    private final int[] firstRow;

    /** By compared position the bits of a value that choose its row. */
    private final int[] rowBits;

    /** Bits of the positions where several values share a row, so that rules are checked again. */
    private final int shared;

    /** How far a row is from the next one. */
    private final int stride;

    Shape(int omitted, int[] positions, int[] firstRow, int[] rowBits, int shared, int stride) {
      this.omitted = omitted;
      this.positions = positions;
      this.firstRow = firstRow;
      this.rowBits = rowBits;
      this.shared = shared;
      this.stride = stride;
    }

    private int offset(int compared, int value) {
      return firstRow[compared] + (value & rowBits[compared]) * stride;
    }

    private boolean comparesRoles() {
      return positions.length > 0 && positions[0] == Space.ROLES;
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
      int offset = shape.offset(i, search.values[positions[i]]);
      bits &= rows[offset];
      offsets[i] = offset;
    }
    if (shape.stride == 1) {
      offer(search, 0, ranks.length == Long.SIZE ? bits : bits & ((1L << ranks.length) - 1));
    } else if (bits != 0) {
      words(search, bits, from);
    }
  }

  private void words(Search search, long summary, int from) {
    int[] offsets = search.offsets;
    int compared = shape.positions.length;
    int words = tierOfWord.length;
    long all = words == Long.SIZE ? -1L : (1L << words) - 1;
    for (long left = summary & all; left != 0; left &= left - 1) {
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
      int rule = word * Long.SIZE + Long.numberOfTrailingZeros(left);
      if (rule >= ranks.length) {
        return;
      }
      search.offer(ranks[rule], shape.shared);
    }
  }

  /** Roles are the first position wherever they are compared. */
  private long anyRole(int[] roles, int word) {
    long any = 0;
    for (int role : roles) {
      any |= rows[shape.offset(0, role) + word];
    }
    return any;
  }
}

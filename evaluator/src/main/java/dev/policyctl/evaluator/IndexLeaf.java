package dev.policyctl.evaluator;

/**
 * Up to 4096 rules as rows of bits: per position and value the rules that accept it. A search
 * intersects one row per position, and looks only into words that a summary of one bit a word
 * leaves over (a two-level bitmap). Rules stand in the order of their ranks.
 */
final class IndexLeaf extends IndexNode {
  static final int MAX_RULES = 64 * Long.SIZE;

  /** The rank of each rule. */
  private final int[] ranks;

  /** The tier of the first rule of each word. */
  private final int[] tierOfWord;

  /** The positions that are compared; others are known to match. */
  private final int[] positions;

  /** Per compared position and value the number of its row, from the position's first one. */
  private final int[][] rowOf;

  /** Per compared position the number of its first row. */
  private final int[] firstRow;

  /** Rows one behind the other; each a summary, then the words. */
  private final long[] rows;

  private final int stride;

  IndexLeaf(
      int bestTier,
      int[] ranks,
      int[] tierOfWord,
      int[] positions,
      int[][] rowOf,
      int[] firstRow,
      long[] rows,
      int stride) {
    super(bestTier);
    this.ranks = ranks;
    this.tierOfWord = tierOfWord;
    this.positions = positions;
    this.rowOf = rowOf;
    this.firstRow = firstRow;
    this.rows = rows;
    this.stride = stride;
  }

  @Override
  void visit(Search search) {
    int[] offsets = search.offsets;
    long summary = -1L;
    int count = 0;
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      if (position == Space.ROLES && search.roles.length > 1) {
        summary &= anyRole(search.roles, 0);
      } else {
        int offset = (firstRow[i] + rowOf[i][search.value(position)]) * stride;
        summary &= rows[offset];
        offsets[count++] = offset;
      }
    }
    if (summary != 0) {
      words(search, summary, count);
    }
  }

  private void words(Search search, long summary, int count) {
    int[] offsets = search.offsets;
    boolean severalRoles =
        search.roles.length > 1 && positions.length > 0 && positions[0] == Space.ROLES;
    for (long left = summary; left != 0; left &= left - 1) {
      int word = Long.numberOfTrailingZeros(left);
      if (tierOfWord[word] > search.worstTier()) {
        return;
      }
      long bits = severalRoles ? anyRole(search.roles, 1 + word) : -1L;
      for (int i = 0; i < count && bits != 0; i++) {
        bits &= rows[offsets[i] + 1 + word];
      }
      for (; bits != 0; bits &= bits - 1) {
        search.offer(ranks[word * Long.SIZE + Long.numberOfTrailingZeros(bits)]);
      }
    }
  }

  /** Roles are the first position wherever they are compared. */
  private long anyRole(int[] roles, int word) {
    long any = 0;
    for (int role : roles) {
      any |= rows[(firstRow[0] + rowOf[0][role]) * stride + word];
    }
    return any;
  }
}

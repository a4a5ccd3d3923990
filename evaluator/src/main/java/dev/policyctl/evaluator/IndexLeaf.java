package dev.policyctl.evaluator;

/**
 * How a leaf of the index stands in the words of a {@link RuleIndex}: up to 4096 rules, in the
 * order of their ranks, as rows of bits: per position and value the rules that accept it. A search
 * intersects one row a position.
 *
 * <p>A head says how many rules and compared positions there are, which positions every rule omits,
 * and the best rank. A word for each compared position follows: its number, how its rows are found,
 * and how far from the head they begin. Then come the rules: each a rank, and the place of its
 * demand.
 *
 * <p>Rows of a leaf of at most 64 rules are as many bits wide as 8, 16, 32, or 64 hold them, so
 * that a line of the processor's cache holds many. Rows of a larger leaf are words, behind a
 * summary with a bit for each word that is not zero (a two-level bitmap).
 *
 * <p>The row of a value is found by its number; or, where most values have one and the same row, in
 * a hash table of the other values. A free slot holds that common row.
 */
final class IndexLeaf {
  static final int MAX_RULES = 64 * Long.SIZE;

  /** Fields of a head, by their lowest bit. */
  private static final int HEAD_COMPARED = 13;

  private static final int HEAD_WIDTH = 17;
  private static final int HEAD_OMITTED = 20;

  /** Fields of a position. */
  private static final int POSITION_HASH = 4;

  /** What is no value. */
  static final int FREE = -1;

  private static final int HASH = 0x9E3779B9;

  private IndexLeaf() {}

  /**
   * A head.
   *
   * @param narrowing rows of this many times the half of a word; of wide rows 0
   * @param omitted bits of the positions in which every rule accepts what an omitted selector does
   */
  static long head(int rules, int compared, int narrowing, int omitted, int bestRank) {
    return ((long) bestRank << Integer.SIZE)
        | ((long) omitted << HEAD_OMITTED)
        | ((long) narrowing << HEAD_WIDTH)
        | ((long) compared << HEAD_COMPARED)
        | rules;
  }

  static int rules(long head) {
    return (int) head & ((1 << HEAD_COMPARED) - 1);
  }

  static int compared(long head) {
    return (int) (head >>> HEAD_COMPARED) & 15;
  }

  static int narrowing(long head) {
    return (int) (head >>> HEAD_WIDTH) & 7;
  }

  static int omitted(long head) {
    return (int) (head >>> HEAD_OMITTED) & 0xFFF;
  }

  static int bestRank(long head) {
    return (int) (head >>> Integer.SIZE);
  }

  /**
   * How one position is compared.
   *
   * @param hashBits the logarithm of the size of the hash table; 0 where there is none
   * @param begin how far from the head its rows or its hash table stand
   */
  static long position(int position, int hashBits, int begin) {
    return ((long) begin << Integer.SIZE) | ((long) hashBits << POSITION_HASH) | position;
  }

  static int position(long descriptor) {
    return (int) descriptor & 15;
  }

  static int hashBits(long descriptor) {
    return (int) (descriptor >>> POSITION_HASH) & 31;
  }

  static int begin(long descriptor) {
    return (int) (descriptor >>> Integer.SIZE);
  }

  /** Where a value's slot is, or the one that is to be tried first. */
  static int slot(int value, int hashBits) {
    return (value * HASH) >>> (Integer.SIZE - hashBits);
  }

  static int next(int slot, int hashBits) {
    return (slot + 1) & ((1 << hashBits) - 1);
  }
}

package dev.policyctl.analysis.cover;

/** Puts regions in an order by the powers of two that their shares of a box reach. */
final class BySize {
  /** Smaller shares than two to the power of minus this are all alike. */
  private static final int POWERS = 128;

  private BySize() {}

  /** The larger ones first; those of about one size as they come. */
  static int[] descending(int[] numbers, double[] shares) {
    int[] end = new int[POWERS + 1];
    for (int i = 0; i < numbers.length; i++) {
      end[power(shares[i]) + 1]++;
    }
    for (int power = 1; power < end.length; power++) {
      end[power] += end[power - 1];
    }
    int[] order = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      order[end[power(shares[i])]++] = numbers[i];
    }
    return order;
  }

  private static int power(double share) {
    return Math.max(0, Math.min(POWERS - 1, -Math.getExponent(share)));
  }
}

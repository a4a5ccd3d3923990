package dev.policyctl.suites;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of something was reached.
 *
 * @param hit at most {@code total}
 * @param total not negative
 */
public record Ratio(long hit, long total) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Ratio {
    if (hit < 0 || hit > total) {
      throw new IllegalArgumentException(hit + " of " + total);
    }
  }

  /**
   * Per cent with one digit, rounded down, so that 100.0 means all; 100.0 where there is nothing to
   * reach.
   */
  public BigDecimal percent() {
    return total == 0
        ? HUNDRED.setScale(1)
        : BigDecimal.valueOf(hit)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(total), 1, RoundingMode.DOWN);
  }

  /** Whether it is at least this many per cent, compared exactly. */
  public boolean reaches(BigDecimal percent) {
    return total == 0
        ? percent.compareTo(HUNDRED) <= 0
        : BigDecimal.valueOf(hit)
                .multiply(HUNDRED)
                .compareTo(percent.multiply(BigDecimal.valueOf(total)))
            >= 0;
  }

  /** {@code 87.5 % (7 of 8)}. */
  @Override
  public String toString() {
    return percent() + " % (" + hit + " of " + total + ")";
  }
}

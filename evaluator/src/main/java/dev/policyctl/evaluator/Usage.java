package dev.policyctl.evaluator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a response cost, for limits on tokens and money.
 *
 * @param tokens input and output tokens together; not negative
 * @param costUsd US dollars; not negative, below 10<sup>18</sup>; kept to 18 fraction digits,
 *     rounded up
 */
public record Usage(long tokens, BigDecimal costUsd) {
  private static final int FRACTION_DIGITS = 18;

  public Usage {
    if (tokens < 0 || costUsd.signum() < 0) {
      throw new IllegalArgumentException("usage is never negative");
    }
    // Magnitudes first: rounding 1e999999999, or adding it to anything, would take gigabytes.
    long magnitude = (long) costUsd.precision() - costUsd.scale();
    if (costUsd.signum() != 0 && magnitude > FRACTION_DIGITS) {
      throw new IllegalArgumentException("a cost is below 10^18 US dollars");
    }
    if (costUsd.signum() == 0) {
      costUsd = BigDecimal.ZERO;
    } else if (costUsd.scale() > FRACTION_DIGITS) {
      costUsd = costUsd.setScale(FRACTION_DIGITS, RoundingMode.CEILING);
    }
  }

  /** Tokens without a cost. */
  public static Usage ofTokens(long tokens) {
    return new Usage(tokens, BigDecimal.ZERO);
  }
}

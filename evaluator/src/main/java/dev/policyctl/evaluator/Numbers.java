package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** The domains of numeric attributes, checked without ever expanding an exponent. */
final class Numbers {
  private static final BigDecimal MAX_INTEGER = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final Instant EARLIEST = Instant.parse("-0001-12-30T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+10000-01-02T00:00:00Z");
  private static final int MAX_SECONDS_DIGITS = 17;
  private static final int NANO_DIGITS = 9;

  private Numbers() {}

  /**
   * Whether a value may stand for this attribute: never negative; whole and of 63 bits if an
   * integer.
   */
  static boolean inDomain(Attribute attribute, BigDecimal value) {
    if (value.signum() < 0) {
      return false;
    }
    return !attribute.integer() || (value.compareTo(MAX_INTEGER) <= 0 && whole(value));
  }

  /** Whether RFC 3339 can write an instant, whatever the offset. Calendars end somewhere beyond. */
  static boolean inDomain(Instant time) {
    return time.isAfter(EARLIEST) && time.isBefore(LATEST);
  }

  private static boolean whole(BigDecimal value) {
    // Below one, and yet not zero: no integer, whatever its digits. Keeps 1e-999999999 from being
    // stripped or divided.
    if (value.signum() == 0 || value.scale() <= 0) {
      return true;
    }
    if ((long) value.precision() - value.scale() <= 0) {
      return false;
    }
    return value.stripTrailingZeros().scale() <= 0;
  }

  /**
   * The first whole nanosecond that is not before this many seconds since the epoch; the ends of
   * time where that lies beyond them. An expiry has passed exactly when this instant has.
   */
  static Instant instant(BigDecimal seconds) {
    long magnitude = (long) seconds.precision() - seconds.scale();
    if (seconds.signum() != 0 && magnitude > MAX_SECONDS_DIGITS) {
      return seconds.signum() < 0 ? Instant.MIN : Instant.MAX;
    }
    if (seconds.signum() == 0 || magnitude < -NANO_DIGITS) {
      return Instant.EPOCH.plusNanos(Math.max(0, seconds.signum()));
    }
    BigDecimal exact = seconds.setScale(NANO_DIGITS, RoundingMode.CEILING);
    long whole = exact.setScale(0, RoundingMode.FLOOR).longValueExact();
    if (whole > Instant.MAX.getEpochSecond() || whole < Instant.MIN.getEpochSecond()) {
      return whole < 0 ? Instant.MIN : Instant.MAX;
    }
    long nanos = exact.subtract(BigDecimal.valueOf(whole)).movePointRight(NANO_DIGITS).longValue();
    return Instant.ofEpochSecond(whole, nanos);
  }
}

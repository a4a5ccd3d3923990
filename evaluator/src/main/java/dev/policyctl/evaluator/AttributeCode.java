package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Numeric attributes as whole numbers that compare as the values do. An integer attribute stands
 * for itself. Another one has twice its billionths, rounded down, and one more where it was
 * rounded: so it compares exactly with every bound that has at most nine decimals, whatever its own
 * digits.
 */
final class AttributeCode {
  /** What stands for an absent attribute; below every code. */
  static final long ABSENT = -1;

  private static final int DECIMALS = 9;

  /** Values of more digits before the point are larger than every bound that has a code. */
  private static final int DIGITS = 9;

  private static final int INTEGER_DIGITS = 18;

  private AttributeCode() {}

  /**
   * The code of a value of a request.
   *
   * @param value in the domain of the attribute
   */
  static long of(Attribute attribute, @Nullable BigDecimal value) {
    if (value == null) {
      return ABSENT;
    }
    if (value.signum() == 0) {
      return 0;
    }
    if (attribute.integer()) {
      return value.longValueExact();
    }
    long digits = (long) value.precision() - value.scale();
    if (digits > DIGITS) {
      return Long.MAX_VALUE;
    }
    if (digits < -DECIMALS) {
      return 1;
    }
    BigDecimal rounded = value.setScale(DECIMALS, RoundingMode.DOWN);
    return 2 * rounded.unscaledValue().longValueExact() + (rounded.compareTo(value) == 0 ? 0 : 1);
  }

  /** The code of a bound of a rule; none for one that codes cannot be compared with exactly. */
  static OptionalLong ofBound(Attribute attribute, BigDecimal bound) {
    int decimals = attribute.integer() ? 0 : DECIMALS;
    int digits = attribute.integer() ? INTEGER_DIGITS : DIGITS;
    if (bound.signum() < 0) {
      return OptionalLong.empty();
    }
    if (bound.signum() == 0) {
      return OptionalLong.of(0);
    }
    long before = (long) bound.precision() - bound.scale();
    if (before > digits || before < -decimals) {
      return OptionalLong.empty();
    }
    BigDecimal stripped = bound.stripTrailingZeros();
    return stripped.scale() > decimals
        ? OptionalLong.empty()
        : OptionalLong.of(of(attribute, stripped));
  }
}

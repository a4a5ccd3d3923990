package dev.policyctl.model.policy;

import dev.policyctl.model.finding.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An interval of a numeric attribute; {@code eq} is one with both ends inclusive and equal.
 *
 * @param span the key and its value in the rule
 */
public record NumericRange(Span span, Optional<Bound> lower, Optional<Bound> upper) {
  private static final Bound LARGEST_INTEGER = new Bound(BigDecimal.valueOf(Long.MAX_VALUE), true);

  /** Whether a value lies inside; compared exactly, so 1.0 equals 1.00. */
  public boolean contains(BigDecimal value) {
    return lower.map(b -> reaches(value.compareTo(b.value()), b)).orElse(true)
        && upper.map(b -> reaches(b.value().compareTo(value), b)).orElse(true);
  }

  /**
   * Whether no value of an attribute lies inside. Values are not negative; those of an integer
   * attribute are whole and have at most 63 bits.
   */
  public boolean isEmptyFor(Attribute attribute) {
    BigDecimal lowest = lower.map(Bound::value).orElse(BigDecimal.ZERO).max(BigDecimal.ZERO);
    boolean lowestIn = lower.filter(b -> !b.inclusive() && b.value().signum() >= 0).isEmpty();
    if (!attribute.integer()) {
      return upper.isPresent() && isEmpty(lowest, lowestIn, upper.get());
    }
    BigDecimal first = lowest.setScale(0, RoundingMode.CEILING);
    boolean skip = !lowestIn && first.compareTo(lowest) == 0;
    Bound last = upper.orElse(LARGEST_INTEGER);
    last = last.value().compareTo(LARGEST_INTEGER.value()) > 0 ? LARGEST_INTEGER : last;
    return isEmpty(skip ? first.add(BigDecimal.ONE) : first, true, last);
  }

  private static boolean isEmpty(BigDecimal lowest, boolean lowestIn, Bound upper) {
    int comparison = lowest.compareTo(upper.value());
    return comparison > 0 || (comparison == 0 && !(lowestIn && upper.inclusive()));
  }

  private static boolean reaches(int comparison, Bound bound) {
    return comparison > 0 || (comparison == 0 && bound.inclusive());
  }
}

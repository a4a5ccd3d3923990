package dev.policyctl.model.policy;

import dev.policyctl.model.finding.Span;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An interval of a numeric attribute; {@code eq} is one with both ends inclusive and equal.
 *
 * @param span the key and its value in the rule
 */
public record NumericRange(Span span, Optional<Bound> lower, Optional<Bound> upper) {

  /** Whether a value lies inside; compared exactly, so 1.0 equals 1.00. */
  public boolean contains(BigDecimal value) {
    return lower.map(b -> reaches(value.compareTo(b.value()), b)).orElse(true)
        && upper.map(b -> reaches(b.value().compareTo(value), b)).orElse(true);
  }

  private static boolean reaches(int comparison, Bound bound) {
    return comparison > 0 || (comparison == 0 && bound.inclusive());
  }
}

package dev.policyctl.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Span;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericRangeTest {

  private static Optional<Bound> bound(String value, boolean inclusive) {
    return Optional.of(new Bound(new BigDecimal(value), inclusive));
  }

  private static NumericRange range(Optional<Bound> lower, Optional<Bound> upper) {
    return new NumericRange(Span.startOf("policy.yaml"), lower, upper);
  }

  @ParameterizedTest
  @CsvSource({
    "0.999999999999999999, false",
    "1, false",
    "1.0, false",
    "1.000000000000000001, true",
    "2, true",
    "2.00, true",
    "2.000000000000000001, false"
  })
  void comparesExactly(BigDecimal value, boolean inside) {
    assertThat(range(bound("1.0", false), bound("2", true)).contains(value)).isEqualTo(inside);
  }

  @Test
  void isOpenWhereAnEndIsAbsent() {
    assertThat(range(Optional.empty(), bound("5", false)).contains(BigDecimal.ZERO)).isTrue();
    assertThat(range(bound("5", true), Optional.empty()).contains(new BigDecimal("1e18"))).isTrue();
    assertThat(range(bound("5", true), Optional.empty()).contains(new BigDecimal("4.9"))).isFalse();
  }

  @Test
  void holdsOnePointWhereBothEndsAreEqual() {
    NumericRange point = range(bound("0.10", true), bound("0.1", true));
    assertThat(point.contains(new BigDecimal("0.100"))).isTrue();
    assertThat(point.contains(new BigDecimal("0.11"))).isFalse();
    assertThat(range(bound("1", true), bound("1", false)).contains(BigDecimal.ONE)).isFalse();
  }
}

package dev.policyctl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.policy.Attribute;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AttributeCodeTest {
  private static final List<BigDecimal> NUMBERS =
      Stream.of(
              "0",
              "0e-999999999",
              "0.00",
              "1e-999999999",
              "1e-10",
              "1e-9",
              "1.5e-9",
              "2e-9",
              "0.5",
              "0.9",
              "0.90",
              "0.9000000001",
              "1",
              "1.0",
              "1e0",
              "1.000000001",
              "7",
              "10",
              "1e1",
              "64000",
              "999999999",
              "999999999.999999999",
              "999999999.9999999999",
              "1000000000",
              "1e9",
              "4611686018.5",
              "1e18",
              "999999999999999999",
              "1e999999999",
              "9223372036854775807",
              "9223372036854775806",
              "9223372036854775808")
          .map(BigDecimal::new)
          .toList();

  @Test
  void comparesWithEveryBoundThatHasACodeAsTheNumbersDo() {
    for (Attribute attribute : Attribute.values()) {
      for (BigDecimal bound : NUMBERS) {
        OptionalLong code = AttributeCode.ofBound(attribute, bound);
        if (code.isPresent()) {
          for (BigDecimal value : NUMBERS) {
            if (Numbers.inDomain(attribute, value)) {
              assertThat(Long.compare(AttributeCode.of(attribute, value), code.getAsLong()))
                  .as(attribute + " " + value + " and " + bound)
                  .isEqualTo(value.compareTo(bound));
            }
          }
        }
      }
    }
  }

  @Test
  void putsAbsenceBelowEveryValue() {
    assertThat(AttributeCode.of(Attribute.RISK_SCORE, null)).isEqualTo(AttributeCode.ABSENT);
    assertThat(AttributeCode.of(Attribute.RISK_SCORE, BigDecimal.ZERO))
        .isGreaterThan(AttributeCode.ABSENT);
  }

  @Test
  void hasCodesForTheBoundsThatPeopleWrite() {
    assertThat(AttributeCode.ofBound(Attribute.ESTIMATED_COST_USD, new BigDecimal("0.25")))
        .isPresent();
    assertThat(AttributeCode.ofBound(Attribute.INPUT_TOKENS, new BigDecimal("200000"))).isPresent();
    assertThat(AttributeCode.ofBound(Attribute.INPUT_TOKENS, new BigDecimal("0.5"))).isEmpty();
  }
}

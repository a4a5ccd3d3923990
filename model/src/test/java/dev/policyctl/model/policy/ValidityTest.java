package dev.policyctl.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Span;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidityTest {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private static Validity validity(Optional<Instant> from, Optional<Instant> until) {
    return new Validity(Span.startOf("policy.yaml"), from, until);
  }

  @Test
  void beginsWithItsFirstInstant() {
    Validity from = validity(Optional.of(NEW_YEAR), Optional.empty());
    assertThat(from.contains(NEW_YEAR.minusNanos(1))).isFalse();
    assertThat(from.contains(NEW_YEAR)).isTrue();
    assertThat(from.contains(Instant.MAX)).isTrue();
  }

  @Test
  void endsRightBeforeItsLast() {
    Validity until = validity(Optional.empty(), Optional.of(NEW_YEAR));
    assertThat(until.contains(NEW_YEAR.minusNanos(1))).isTrue();
    assertThat(until.contains(NEW_YEAR)).isFalse();
    assertThat(until.contains(Instant.MIN)).isTrue();
  }

  @Test
  void holdsNothingWhereItEndsBeforeItBegins() {
    Validity none = validity(Optional.of(NEW_YEAR), Optional.of(NEW_YEAR));
    assertThat(none.contains(NEW_YEAR)).isFalse();
  }
}

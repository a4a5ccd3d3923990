package dev.policyctl.model.policy;

import dev.policyctl.model.finding.Span;
import java.time.Instant;
import java.util.Optional;

/** When a rule exists at all: half-open instants; an absent end is open. */
public record Validity(Span span, Optional<Instant> from, Optional<Instant> until) {

  /** Whether the rule exists at this instant. */
  public boolean contains(Instant instant) {
    return from.map(f -> !instant.isBefore(f)).orElse(true)
        && until.map(instant::isBefore).orElse(true);
  }
}

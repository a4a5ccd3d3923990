package dev.policyctl.model.policy;

import java.util.Locale;
import java.util.Optional;

/** What a rule, or a whole decision, says; the strictest first. */
public enum Outcome {
  DENY,
  REQUIRE_APPROVAL,
  ALLOW;

  /** The word in policies and decisions: {@code require_approval}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it outweighs {@code other} within one priority. */
  public boolean stricterThan(Outcome other) {
    return compareTo(other) < 0;
  }

  /** The outcome with this word, if there is one. */
  public static Optional<Outcome> ofLabel(String label) {
    for (Outcome outcome : values()) {
      if (outcome.label().equals(label)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }
}

package dev.policyctl.model.finding;

import java.util.Locale;

/** How much a finding weighs; the worst first. */
public enum Severity {
  /** The policy must not ship. */
  ERROR,
  /** The policy works, yet somebody should look; a gate may fail on it. */
  WARNING,
  /** Worth knowing; never fails a gate. */
  NOTE;

  /** The name in reports: {@code error}, {@code warning} or {@code note}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

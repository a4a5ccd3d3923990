package dev.policyctl.model.text;

import dev.policyctl.model.finding.Span;

/** A string of the user's, and where it stands. */
public record Text(String value, Span span) {

  @Override
  public String toString() {
    return value;
  }
}

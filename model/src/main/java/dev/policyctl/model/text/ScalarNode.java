package dev.policyctl.model.text;

import dev.policyctl.model.finding.Span;

/**
 * A scalar, typed by the core schema of YAML 1.2: only {@code true} and {@code false} are booleans,
 * a date is a string.
 *
 * @param text the value: of an integer its decimal digits, of a string its characters
 */
public record ScalarNode(Span span, Kind kind, String text) implements Node {

  /** The type of a scalar. */
  public enum Kind {
    STRING("a string"),
    /** Fits 64 bits. */
    INTEGER("an integer"),
    /** Finite, at most 18 significant digits. */
    DECIMAL("a decimal number"),
    BOOLEAN("a boolean"),
    NULL("nothing"),
    /** Was reported already; whoever meets it stays silent. */
    BROKEN("a broken value");

    private final String description;

    Kind(String description) {
      this.description = description;
    }
  }

  @Override
  public String describe() {
    return kind.description;
  }

  /** Whether it holds nothing, as in {@code key:}. */
  public boolean isNull() {
    return kind == Kind.NULL;
  }

  /** The string with its place. */
  public Text asText() {
    return new Text(text, span);
  }
}

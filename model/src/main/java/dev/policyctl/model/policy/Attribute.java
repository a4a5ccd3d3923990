package dev.policyctl.model.policy;

import java.util.Locale;
import java.util.Optional;

/** The numeric attributes of a request that a rule may condition on; none is ever negative. */
public enum Attribute {
  INPUT_TOKENS(true),
  MAX_OUTPUT_TOKENS(true),
  ESTIMATED_COST_USD(false),
  RISK_SCORE(false);

  private final boolean integer;

  Attribute(boolean integer) {
    this.integer = integer;
  }

  /** The key in {@code when} and in a request's context: {@code input_tokens}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its values are whole numbers; otherwise decimals, compared exactly. */
  public boolean integer() {
    return integer;
  }

  /** The attribute with this key, if there is one. */
  public static Optional<Attribute> ofKey(String key) {
    for (Attribute attribute : values()) {
      if (attribute.key().equals(key)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }
}

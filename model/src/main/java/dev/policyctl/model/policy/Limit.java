package dev.policyctl.model.policy;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A stateful bound on what is allowed: at most {@code max} of a metric per key and window.
 *
 * @param key by what counters are kept apart; never empty, without repetition
 * @param max larger than zero; a whole number for requests and tokens
 * @param window longer than zero
 * @param sliding whether the window ends at the request; otherwise windows follow each other from
 *     the epoch on
 */
public record Limit(
    Span span,
    Text id,
    Optional<String> description,
    Match match,
    List<Key> key,
    Metric metric,
    BigDecimal max,
    Duration window,
    boolean sliding) {

  public Limit {
    key = List.copyOf(key);
  }

  /** What is counted. */
  public enum Metric {
    REQUESTS,
    TOKENS,
    COST_USD;

    /** The word in a policy: {@code cost_usd}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** By what counters are kept apart. */
  public enum Key {
    SUBJECT,
    ROLE,
    ROUTE,
    MODEL,
    TENANT,
    AGENT;

    /** The word in a policy: {@code subject}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

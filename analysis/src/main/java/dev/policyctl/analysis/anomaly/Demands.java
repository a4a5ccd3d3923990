package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Obligation.Action;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a rule demands, as far as it can clash.
 *
 * @param routes the models that it routes to; at most one, by the format
 * @param logs the levels that it logs at
 */
record Demands(Set<String> routes, Set<String> logs, boolean redacts, boolean tokenizes) {

  static Demands of(RankedRule rule) {
    return new Demands(
        arguments(rule, Action.ROUTE_TO),
        arguments(rule, Action.LOG),
        !arguments(rule, Action.REDACT).isEmpty(),
        !arguments(rule, Action.TOKENIZE).isEmpty());
  }

  private static Set<String> arguments(RankedRule rule, Action action) {
    return rule.obligations().stream()
        .filter(obligation -> obligation.action() == action)
        .map(DecisionObligation::argument)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether there is nothing that could clash. */
  boolean none() {
    return routes.isEmpty() && logs.isEmpty() && !redacts && !tokenizes;
  }

  /**
   * Whether this and another, or this alone, cannot both be met.
   *
   * @param oneClass whether both are about one class; a text is not redacted and tokenized at once
   */
  boolean clash(Demands other, boolean oneClass) {
    return differ(routes, other.routes)
        || differ(logs, other.logs)
        || (oneClass && ((redacts && other.tokenizes) || (tokenizes && other.redacts)));
  }

  private static boolean differ(Set<String> some, Set<String> others) {
    return !some.isEmpty() && !others.isEmpty() && (some.size() > 1 || !some.equals(others));
  }

  /** What of one rule cannot be met together with what of another, or of the same. */
  static Optional<Clash> clash(RankedRule one, RankedRule other, boolean oneClass) {
    for (DecisionObligation first : one.obligations()) {
      for (DecisionObligation second : other.obligations()) {
        if (clash(first, second, oneClass)) {
          return Optional.of(new Clash(first, second));
        }
      }
    }
    return Optional.empty();
  }

  /** One obligation of each of two rules. */
  record Clash(DecisionObligation first, DecisionObligation second) {}

  private static boolean clash(DecisionObligation one, DecisionObligation other, boolean oneClass) {
    return switch (one.action()) {
      case ROUTE_TO, LOG ->
          one.action() == other.action() && !one.argument().equals(other.argument());
      case REDACT -> oneClass && other.action() == Action.TOKENIZE;
      case TOKENIZE -> oneClass && other.action() == Action.REDACT;
      case NOTIFY -> false;
    };
  }
}

package dev.policyctl.suites;

import dev.policyctl.evaluator.Explanation;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts how many things keep a rule from matching, where the engine says only which is the first.
 * It ranks hints and decides nothing. Not thread-safe.
 */
final class NearMisses {
  private final NameResolver resolver;

  NearMisses(Registries registries) {
    this.resolver = new NameResolver(registries);
  }

  /** How many selectors and conditions of a rule a request does not meet, for one class. */
  int count(Rule rule, Explanation explanation, String classification, Request request) {
    int misses = 0;
    for (Map.Entry<Dimension, List<String>> entry : explanation.values().entrySet()) {
      List<String> actual = entry.getValue();
      if (entry.getKey() == Dimension.CLASSIFICATIONS) {
        actual = List.of(classification);
      } else if (entry.getKey() == Dimension.ROLES && !explanation.effectiveRoles().isEmpty()) {
        actual = explanation.effectiveRoles();
      }
      misses += accepts(rule, entry.getKey(), actual) ? 0 : 1;
    }
    for (Map.Entry<Attribute, NumericRange> range : rule.when().ranges().entrySet()) {
      Optional<BigDecimal> value = request.attribute(range.getKey());
      boolean holds = value.map(range.getValue()::contains).orElse(rule.effect() != Outcome.ALLOW);
      misses += holds ? 0 : 1;
    }
    misses += holds(request, rule) ? 0 : 1;
    misses +=
        request.time().map(t -> rule.validity().map(v -> v.contains(t)).orElse(true)).orElse(true)
            ? 0
            : 1;
    return misses;
  }

  private static boolean holds(Request request, Rule rule) {
    return request
        .time()
        .map(t -> rule.when().time().map(window -> window.contains(t)).orElse(true))
        .orElse(true);
  }

  private boolean accepts(Rule rule, Dimension dimension, List<String> actual) {
    Optional<Selector> selector = rule.match().find(dimension);
    if (selector.isEmpty()) {
      return actual.stream()
          .anyMatch(
              value ->
                  !value.startsWith("$")
                      || (!dimension.required() && value.equals(Dimension.MISSING)));
    }
    for (Text entry : selector.get().values()) {
      if (resolver.resolve(dimension, entry.value()).stream().anyMatch(actual::contains)) {
        return true;
      }
    }
    return false;
  }
}

package dev.policyctl.bench;

import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule with its names resolved.
 *
 * @param accepted ids and special values, in the order of the dimensions
 */
record ScannedRule(Rule rule, List<Set<String>> accepted, List<DecisionObligation> obligations) {

  /** Whether a request of one class matches. */
  boolean matches(List<Set<String>> values, Request request, Instant time) {
    for (int i = 0; i < values.size(); i++) {
      if (!anyOf(values.get(i), accepted.get(i))) {
        return false;
      }
    }
    return rule.validity().map(v -> v.contains(time)).orElse(true)
        && rule.when().time().map(w -> w.contains(time)).orElse(true)
        && rangesHold(request);
  }

  private static boolean anyOf(Set<String> values, Set<String> accepted) {
    for (String value : values) {
      if (accepted.contains(value)) {
        return true;
      }
    }
    return false;
  }

  private boolean rangesHold(Request request) {
    for (Map.Entry<Attribute, NumericRange> range : rule.when().ranges().entrySet()) {
      Optional<BigDecimal> value = request.attribute(range.getKey());
      boolean holds =
          value.map(v -> range.getValue().contains(v)).orElse(rule.effect() != Outcome.ALLOW);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  /** Makes them; equal selectors share their sets. */
  static final class Reader {
    private final Registries registries;
    private final NameResolver resolver;
    private final Map<Dimension, Set<String>> omitted = new EnumMap<>(Dimension.class);
    private final Map<Selector, Set<String>> known = new HashMap<>();

    Reader(Registries registries) {
      this.registries = registries;
      this.resolver = new NameResolver(registries);
      for (Dimension dimension : registries.dimensions()) {
        Set<String> all =
            new HashSet<>(registries.find(dimension).orElseThrow().entries().keySet());
        if (!dimension.required()) {
          all.add(Dimension.MISSING);
        }
        omitted.put(dimension, all);
      }
    }

    ScannedRule read(Rule rule) {
      List<Set<String>> accepted = new ArrayList<>();
      for (Dimension dimension : registries.dimensions()) {
        Optional<Selector> selector = rule.match().find(dimension);
        accepted.add(
            selector
                .map(s -> known.computeIfAbsent(s, k -> ids(dimension, k)))
                .orElseGet(() -> omitted.getOrDefault(dimension, Set.of())));
      }
      return new ScannedRule(
          rule, accepted, rule.obligations().stream().map(this::resolve).toList());
    }

    private Set<String> ids(Dimension dimension, Selector selector) {
      Set<String> ids = new HashSet<>();
      selector.values().forEach(v -> ids.addAll(resolver.resolve(dimension, v.value())));
      return ids;
    }

    private DecisionObligation resolve(Obligation obligation) {
      String argument = obligation.argument().value();
      String canonical =
          obligation.action() == Obligation.Action.ROUTE_TO
              ? registries.find(RegistryKind.MODELS).orElseThrow().resolve(argument).orElseThrow()
              : argument;
      return new DecisionObligation(obligation.action(), canonical);
    }
  }
}

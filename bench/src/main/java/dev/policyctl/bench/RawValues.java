package dev.policyctl.bench;

import dev.policyctl.evaluator.Reason;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the raw strings of a request stand for: registered ids, unknown, missing. */
final class RawValues {
  private final Map<Dimension, Registry> registries = new EnumMap<>(Dimension.class);
  private final Map<String, Set<String>> effective = new HashMap<>();

  RawValues(Registries all) {
    for (Dimension dimension : all.dimensions()) {
      all.find(dimension).ifPresent(registry -> registries.put(dimension, registry));
    }
    Registry roles = all.find(Dimension.ROLES).orElseThrow();
    roles.entries().keySet().forEach(id -> effective.put(id, roles.withInherited(id)));
  }

  /** The ids, with those of inherited roles; the special values where there are none. */
  Set<String> resolve(Dimension dimension, List<String> raw) {
    if (raw.isEmpty()) {
      return Set.of(Dimension.MISSING);
    }
    Set<String> ids = new HashSet<>();
    for (String value : raw) {
      Optional<String> id = registry(dimension).resolve(value);
      if (dimension == Dimension.ROLES) {
        id.ifPresent(role -> ids.addAll(effective.getOrDefault(role, Set.of())));
      } else {
        ids.add(id.orElse(Dimension.UNKNOWN));
      }
    }
    return ids.isEmpty() ? Set.of(Dimension.UNKNOWN) : ids;
  }

  private Registry registry(Dimension dimension) {
    Registry registry = registries.get(dimension);
    if (registry == null) {
      throw new IllegalArgumentException("no registry of " + dimension.key());
    }
    return registry;
  }

  /** The roles that the registry lacks, sorted. */
  List<String> dropped(List<String> roles) {
    return roles.stream()
        .filter(role -> registry(Dimension.ROLES).resolve(role).isEmpty())
        .sorted()
        .distinct()
        .toList();
  }

  /** The reason to deny a request that no rule matches, where something is unknown or missing. */
  Optional<Reason> silence(List<Dimension> dimensions, List<Set<String>> values) {
    Optional<Reason> first = Optional.empty();
    for (int i = 0; i < values.size(); i++) {
      Dimension dimension = dimensions.get(i);
      Optional<Reason> reason = Optional.empty();
      if (values.get(i).contains(Dimension.UNKNOWN)) {
        reason = Optional.of(Reason.unknown(dimension));
      } else if (dimension.required() && values.get(i).contains(Dimension.MISSING)) {
        reason = Optional.of(Reason.missing(dimension));
      }
      if (reason.isPresent() && (first.isEmpty() || reason.get().compareTo(first.get()) < 0)) {
        first = reason;
      }
    }
    return first;
  }
}

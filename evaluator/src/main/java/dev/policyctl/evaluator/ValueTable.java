package dev.policyctl.evaluator;

import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one dimension as numbers: the registry's ids in their order from 0, then {@code
 * $unknown}, then {@code $missing}.
 */
final class ValueTable {
  private final Dimension dimension;
  private final List<String> names;
  private final Map<String, Integer> byName;

  ValueTable(Dimension dimension, Registries registries) {
    this.dimension = dimension;
    this.names = new ArrayList<>();
    this.byName = new HashMap<>();
    Optional<Registry> registry = registries.find(dimension);
    registry.ifPresent(r -> names.addAll(r.entries().keySet()));
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), i);
    }
    registry.ifPresent(r -> r.aliases().forEach((alias, id) -> byName.put(alias, number(id))));
    byName.keySet().removeIf(name -> name.startsWith("$"));
    names.add(Dimension.UNKNOWN);
    names.add(Dimension.MISSING);
  }

  Dimension dimension() {
    return dimension;
  }

  /** How many values there are, the special ones included. */
  int size() {
    return names.size();
  }

  /** How many registry entries there are. */
  int entries() {
    return names.size() - 2;
  }

  int unknown() {
    return names.size() - 2;
  }

  int missing() {
    return names.size() - 1;
  }

  /** The canonical id, {@code $unknown} or {@code $missing}. */
  String name(int value) {
    return names.get(value);
  }

  /** The value behind a raw string of a request; never that of {@code $missing}. */
  int resolve(String raw) {
    Integer value = byName.get(raw);
    return value == null ? unknown() : value;
  }

  /** The values behind the raw strings that mean one, aliases included; not to be changed. */
  Map<String, Integer> numbers() {
    return byName;
  }

  /** The number of a canonical id or a special value, as {@code NameResolver} gives them. */
  int number(String canonical) {
    if (canonical.equals(Dimension.UNKNOWN)) {
      return unknown();
    }
    if (canonical.equals(Dimension.MISSING)) {
      return missing();
    }
    Integer value = byName.get(canonical);
    if (value == null) {
      throw new IllegalStateException("no canonical id: " + canonical);
    }
    return value;
  }
}

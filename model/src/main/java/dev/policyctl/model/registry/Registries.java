package dev.policyctl.model.registry;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All registries of a policy repository: the closed world that rules may name. */
public final class Registries {
  private final Map<RegistryKind, Registry> byKind;

  /** Makes the registries of these; of two of one kind the first stays. */
  public Registries(Collection<Registry> registries) {
    Map<RegistryKind, Registry> map = new EnumMap<>(RegistryKind.class);
    registries.forEach(registry -> map.putIfAbsent(registry.kind(), registry));
    this.byKind = Collections.unmodifiableMap(map);
  }

  /** The registry of a kind, if the repository has one. */
  public Optional<Registry> find(RegistryKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** The registry of a dimension's values, if the repository has one. */
  public Optional<Registry> find(Dimension dimension) {
    return find(dimension.kind());
  }

  /** The registries, in the order of the kinds. */
  public Collection<Registry> all() {
    return byKind.values();
  }

  /** The dimensions of a request: the required ones, and each optional one that has a registry. */
  public List<Dimension> dimensions() {
    return Stream.of(Dimension.values())
        .filter(dimension -> dimension.required() || byKind.containsKey(dimension.kind()))
        .toList();
  }
}

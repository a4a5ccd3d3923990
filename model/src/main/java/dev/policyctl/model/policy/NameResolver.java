package dev.policyctl.model.policy;

import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the entries of a selector stand for, given the registries.
 *
 * <p>Remembers what each entry resolved to, since ten thousand rules have a few hundred distinct
 * ones. Not thread-safe.
 */
public final class NameResolver {
  private final Registries registries;
  private final Map<Dimension, Map<String, List<String>>> known = new EnumMap<>(Dimension.class);

  public NameResolver(Registries registries) {
    this.registries = registries;
  }

  /**
   * The canonical ids that one selector entry stands for, sorted: those that a glob hits, the one
   * behind an id or alias, or {@code $unknown} and {@code $missing} themselves. Empty where nothing
   * is hit or the dimension has no registry.
   */
  public List<String> resolve(Dimension dimension, String entry) {
    return known
        .computeIfAbsent(dimension, d -> new HashMap<>())
        .computeIfAbsent(entry, e -> compute(dimension, e));
  }

  private List<String> compute(Dimension dimension, String entry) {
    if (entry.equals(Dimension.UNKNOWN) || entry.equals(Dimension.MISSING)) {
      return List.of(entry);
    }
    Optional<Registry> registry = registries.find(dimension);
    if (registry.isEmpty()) {
      return List.of();
    }
    return Glob.isGlob(entry)
        ? registry.get().matching(Glob.of(entry))
        : registry.get().resolve(entry).map(List::of).orElse(List.of());
  }
}

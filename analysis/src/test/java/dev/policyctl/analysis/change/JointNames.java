package dev.policyctl.analysis.change;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that span the joint space of two policies, made without the request space: all ids of
 * both, the aliases that they resolve differently, a stranger, and absence.
 */
final class JointNames {
  static final String STRANGER = "stranger";

  private final Map<Dimension, List<Optional<String>>> values = new EnumMap<>(Dimension.class);
  private final Set<String> movedAliases = new TreeSet<>();

  JointNames(PolicyEngine before, PolicyEngine after) {
    Registries one = before.compiled().registries();
    Registries other = after.compiled().registries();
    for (Dimension dimension : Dimension.values()) {
      Optional<Registry> old = one.find(dimension);
      Optional<Registry> now = other.find(dimension);
      if (old.isPresent() || now.isPresent()) {
        values.put(dimension, values(old, now));
      }
    }
  }

  private List<Optional<String>> values(Optional<Registry> old, Optional<Registry> now) {
    TreeSet<String> ids = new TreeSet<>();
    TreeSet<String> aliases = new TreeSet<>();
    old.ifPresent(registry -> ids.addAll(registry.entries().keySet()));
    now.ifPresent(registry -> ids.addAll(registry.entries().keySet()));
    old.ifPresent(registry -> aliases.addAll(registry.aliases().keySet()));
    now.ifPresent(registry -> aliases.addAll(registry.aliases().keySet()));
    aliases.removeAll(ids);
    aliases.removeIf(
        a -> old.flatMap(r -> r.resolve(a)).equals(now.flatMap(registry -> registry.resolve(a))));
    movedAliases.addAll(aliases);
    List<Optional<String>> values = new ArrayList<>();
    ids.forEach(id -> values.add(Optional.of(id)));
    aliases.forEach(alias -> values.add(Optional.of(alias)));
    values.add(Optional.of(STRANGER));
    values.add(Optional.empty());
    return values;
  }

  /** The dimensions that a side has. */
  Set<Dimension> dimensions() {
    return values.keySet();
  }

  /** Names first, then the stranger, then absence. */
  List<Optional<String>> values(Dimension dimension) {
    return values.getOrDefault(dimension, List.of(Optional.empty()));
  }

  /** The aliases that are values of their own. */
  Set<String> movedAliases() {
    return movedAliases;
  }

  /** How many of the values of a dimension are names; they are the first. */
  int named(Dimension dimension) {
    return values(dimension).size() - 2;
  }

  /** The values that some words of a region stand for. */
  Set<Optional<String>> among(Dimension dimension, List<String> words) {
    Set<Optional<String>> among = new HashSet<>();
    for (String word : words) {
      List<Optional<String>> hit =
          values(dimension).stream().filter(value -> hits(word, value)).toList();
      if (hit.isEmpty()) {
        throw new AssertionError("`" + word + "` stands for nothing");
      }
      among.addAll(hit);
    }
    return among;
  }

  private static boolean hits(String word, Optional<String> value) {
    if (word.startsWith("$")) {
      return word.equals(value.map(v -> Dimension.UNKNOWN).orElse(Dimension.MISSING))
          && value.filter(v -> !v.equals(STRANGER)).isEmpty();
    }
    return value.isPresent()
        && !value.get().equals(STRANGER)
        && (Glob.isGlob(word) ? Glob.of(word).matches(value.get()) : word.equals(value.get()));
  }
}

package dev.policyctl.model.registry;

import dev.policyctl.model.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One entry of a registry.
 *
 * @param inherits for a role: the roles whose permissions it has too
 * @param aliases for a model: other names of it
 * @param details what decides nothing, by key: {@code provider}, {@code regions}, {@code paths},
 *     {@code methods}, {@code rank}, {@code method}, {@code detectors}; a single value is a list of
 *     one; sorted by key
 */
public record RegistryEntry(
    Text id,
    Optional<String> description,
    Optional<String> owner,
    Optional<Deprecation> deprecated,
    List<Text> inherits,
    List<Text> aliases,
    Map<String, List<Text>> details) {

  public RegistryEntry {
    inherits = List.copyOf(inherits);
    aliases = List.copyOf(aliases);
    TreeMap<String, List<Text>> copy = new TreeMap<>();
    details.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    details = java.util.Collections.unmodifiableSortedMap(copy);
  }
}

package dev.policyctl.model.registry;

import dev.policyctl.model.finding.Span;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The entries of one kind, by id, in the order of their ids.
 *
 * <p>Defects (an alias that is an id, a cycle) are for checks to report; until then the first use
 * of a name wins, and a cycle is walked once.
 */
public final class Registry {
  private final RegistryKind kind;
  private final Span span;
  private final SortedMap<String, RegistryEntry> entries;
  private final Map<String, String> aliases;

  /**
   * Makes a registry of these entries; of two with one id the first stays.
   *
   * @param span where the registry stands: its top-level key
   */
  public Registry(RegistryKind kind, Span span, Collection<RegistryEntry> entries) {
    this.kind = kind;
    this.span = span;
    TreeMap<String, RegistryEntry> byId = new TreeMap<>();
    entries.forEach(entry -> byId.putIfAbsent(entry.id().value(), entry));
    Map<String, String> byAlias = new HashMap<>();
    for (RegistryEntry entry : byId.values()) {
      entry.aliases().forEach(a -> byAlias.putIfAbsent(a.value(), entry.id().value()));
    }
    byAlias.keySet().removeAll(byId.keySet());
    this.entries = java.util.Collections.unmodifiableSortedMap(byId);
    this.aliases = Map.copyOf(byAlias);
  }

  public RegistryKind kind() {
    return kind;
  }

  /** Where the registry stands. */
  public Span span() {
    return span;
  }

  /** The entries by id, sorted. */
  public SortedMap<String, RegistryEntry> entries() {
    return entries;
  }

  /** The ids by alias; no alias is an id. */
  public Map<String, String> aliases() {
    return aliases;
  }

  /** The canonical id behind an id or an alias, if the registry knows it. */
  public Optional<String> resolve(String idOrAlias) {
    return entries.containsKey(idOrAlias)
        ? Optional.of(idOrAlias)
        : Optional.ofNullable(aliases.get(idOrAlias));
  }

  /** The ids that a glob hits, sorted. Aliases are never matched. */
  public List<String> matching(Glob glob) {
    // Ten thousand rules have as many globs as teams: only ids that begin alike are looked at.
    String prefix = glob.literalPrefix();
    SortedMap<String, RegistryEntry> candidates =
        prefix.isEmpty() ? entries : entries.subMap(prefix, prefix + Character.MAX_VALUE);
    return candidates.keySet().stream().filter(glob::matches).toList();
  }

  /**
   * An entry and all that it inherits from, directly or not, sorted; ids that the registry lacks
   * are left out. The entry alone where nothing inherits.
   */
  public SortedSet<String> withInherited(String id) {
    SortedSet<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      RegistryEntry entry = entries.get(open.pop());
      if (entry != null && seen.add(entry.id().value())) {
        entry.inherits().forEach(parent -> open.push(parent.value()));
      }
    }
    return seen;
  }
}

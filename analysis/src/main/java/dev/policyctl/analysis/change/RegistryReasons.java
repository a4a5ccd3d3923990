package dev.policyctl.analysis.change;

import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Entries, aliases and inheritance edges of registries that one side alone has. */
final class RegistryReasons {
  private final Registries before;
  private final Registries after;
  private final List<BumpReason> reasons = new ArrayList<>();

  private RegistryReasons(Registries before, Registries after) {
    this.before = before;
    this.after = after;
  }

  static List<BumpReason> of(Registries before, Registries after) {
    RegistryReasons registries = new RegistryReasons(before, after);
    for (RegistryKind kind : RegistryKind.values()) {
      registries.entries(kind);
      registries.aliases(kind);
    }
    return registries.reasons;
  }

  private static SortedMap<String, RegistryEntry> entries(Registries side, RegistryKind kind) {
    return side.find(kind).map(Registry::entries).orElse(new TreeMap<>());
  }

  private void entries(RegistryKind kind) {
    SortedMap<String, RegistryEntry> old = entries(before, kind);
    SortedMap<String, RegistryEntry> now = entries(after, kind);
    Set<String> ids = new TreeSet<>(old.keySet());
    ids.addAll(now.keySet());
    for (String id : ids) {
      RegistryEntry one = old.get(id);
      RegistryEntry other = now.get(id);
      if (one == null) {
        reasons.add(BumpReason.minor(kind.noun() + " `" + id + "` is new"));
      } else if (other == null) {
        reasons.add(BumpReason.major(kind.noun() + " `" + id + "` is removed"));
      } else {
        edges(kind, id, one, other);
      }
    }
  }

  private void edges(RegistryKind kind, String id, RegistryEntry one, RegistryEntry other) {
    Set<String> old = parents(one);
    Set<String> now = parents(other);
    String child = kind.noun() + " `" + id + "`";
    now.stream()
        .filter(parent -> !old.contains(parent))
        .forEach(p -> reasons.add(BumpReason.minor(child + " inherits `" + p + "` now")));
    old.stream()
        .filter(parent -> !now.contains(parent))
        .forEach(p -> reasons.add(BumpReason.major(child + " inherits `" + p + "` no longer")));
  }

  private static Set<String> parents(RegistryEntry entry) {
    Set<String> parents = new TreeSet<>();
    entry.inherits().stream().map(Text::value).forEach(parents::add);
    return parents;
  }

  private void aliases(RegistryKind kind) {
    Map<String, String> old = before.find(kind).map(Registry::aliases).orElse(Map.of());
    Map<String, String> now = after.find(kind).map(Registry::aliases).orElse(Map.of());
    Set<String> all = new TreeSet<>(old.keySet());
    all.addAll(now.keySet());
    for (String alias : all) {
      String one = old.get(alias);
      String other = now.get(alias);
      String subject = "alias `" + alias + "`";
      if (one == null) {
        reasons.add(BumpReason.minor(subject + " of " + kind.noun() + " `" + other + "` is new"));
      } else if (other == null) {
        reasons.add(BumpReason.major(subject + " of " + kind.noun() + " `" + one + "` is removed"));
      } else if (!one.equals(other)) {
        reasons.add(BumpReason.major(subject + " moves from `" + one + "` to `" + other + "`"));
      }
    }
  }
}

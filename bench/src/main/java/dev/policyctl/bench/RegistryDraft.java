package dev.policyctl.bench;

import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry in the making. */
final class RegistryDraft {
  private final RegistryKind kind;
  private final List<RegistryEntry> entries = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  RegistryDraft(RegistryKind kind) {
    this.kind = kind;
  }

  RegistryDraft add(String id) {
    return add(id, List.of(), List.of(), Map.of());
  }

  RegistryDraft add(
      String id, List<String> inherits, List<String> aliases, Map<String, String> details) {
    Map<String, List<Text>> texts = new java.util.TreeMap<>();
    details.forEach((key, value) -> texts.put(key, List.of(RuleDraft.text(value))));
    entries.add(
        new RegistryEntry(
            RuleDraft.text(id),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            inherits.stream().map(RuleDraft::text).toList(),
            aliases.stream().map(RuleDraft::text).toList(),
            texts));
    ids.add(id);
    return this;
  }

  /** The ids so far, in the order added; grows on. */
  List<String> ids() {
    return ids;
  }

  Registry registry() {
    return new Registry(kind, RuleDraft.NOWHERE, entries);
  }
}

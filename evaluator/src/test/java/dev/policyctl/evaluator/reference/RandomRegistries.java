package dev.policyctl.evaluator.reference;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Small random registries: inheritance, aliases, ids that globs tell apart, optional kinds. */
public final class RandomRegistries {
  private static final Span SPAN = Span.startOf("registries/random.yaml");

  private static final Map<RegistryKind, List<String>> NAMES =
      Map.of(
          RegistryKind.ROLES, List.of("employee", "support", "support/lead", "admin", "bot", "hr"),
          RegistryKind.ROUTES, List.of("chat", "chat-eu", "chat/eu", "support/chat", "batch"),
          RegistryKind.MODELS,
              List.of("openai/gpt-4o", "openai/gpt-4o-mini", "anthropic/opus:5", "local", "X@1"),
          RegistryKind.CLASSIFICATIONS, List.of("public", "internal", "pii", "phi"),
          RegistryKind.REDACTIONS, List.of("pii-standard", "phi-strict"),
          RegistryKind.TOOLS, List.of("search", "code/run", "code/read"),
          RegistryKind.REGIONS, List.of("eu", "us"),
          RegistryKind.AGENTS, List.of("planner", "coder"),
          RegistryKind.ACTIONS, List.of("model.invoke", "model.embed"));

  private RandomRegistries() {}

  /** A value at a made-up place. */
  static Text text(String value) {
    return new Text(value, SPAN);
  }

  /**
   * All required kinds and redactions, and some of the optional ones; rarely one without entries.
   */
  public static Registries next(Random random) {
    List<Registry> registries = new ArrayList<>();
    for (RegistryKind kind : RegistryKind.values()) {
      boolean optional = kind.compareTo(RegistryKind.REDACTIONS) > 0;
      if (!optional || random.nextInt(10) < 4) {
        registries.add(new Registry(kind, SPAN, entries(kind, random)));
      }
    }
    return new Registries(registries);
  }

  private static List<RegistryEntry> entries(RegistryKind kind, Random random) {
    List<String> names = new ArrayList<>(NAMES.get(kind));
    if (kind != RegistryKind.REDACTIONS) {
      Collections.shuffle(names, random);
      names = names.subList(0, random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(names.size()));
    }
    List<RegistryEntry> entries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Text> inherits = new ArrayList<>();
      for (int j = 0; j < i && kind == RegistryKind.ROLES; j++) {
        if (random.nextInt(3) == 0) {
          inherits.add(text(names.get(j)));
        }
      }
      boolean aliased = kind == RegistryKind.MODELS && random.nextInt(3) == 0;
      entries.add(entry(names.get(i), inherits, aliased ? List.of(text("alias-" + i)) : List.of()));
    }
    return entries;
  }

  private static RegistryEntry entry(String id, List<Text> inherits, List<Text> aliases) {
    return new RegistryEntry(
        text(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        inherits,
        aliases,
        Map.of());
  }
}

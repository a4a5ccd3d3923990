package dev.policyctl.analysis.change;

import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random edits of a draft: what pull requests do to rules and registries. */
final class RandomEdits {
  private static final List<RegistryKind> DIMENSIONS =
      List.of(
          RegistryKind.ROLES,
          RegistryKind.ROLES,
          RegistryKind.ROUTES,
          RegistryKind.MODELS,
          RegistryKind.MODELS,
          RegistryKind.CLASSIFICATIONS,
          RegistryKind.TOOLS);

  private final RandomRules random;
  private final Draft draft;
  private int added;

  private final Map<String, Runnable> edits = new TreeMap<>();

  RandomEdits(RandomRules random, Draft draft) {
    this.random = random;
    this.draft = draft;
    edits.put("rule added", () -> draft.rules.add(random.rule("new-" + added++)));
    edits.put("rule removed", () -> edit(rule -> Optional.empty()));
    edits.put("rule replaced", () -> edit(rule -> Optional.of(random.rule(rule.id().value()))));
    edits.put("rule renamed", () -> edit(rule -> Optional.of(renamed(rule))));
    edits.put("rule's selector", () -> edit(rule -> Optional.of(selected(rule))));
    edits.put("rule's effect", () -> edit(this::flipped));
    edits.put("rule's conditions", () -> edit(rule -> Optional.of(conditioned(rule))));
    edits.put("rule's priority", () -> edit(rule -> Optional.of(ranked(rule))));
    edits.put("rule's obligations", () -> edit(rule -> Optional.of(obliged(rule))));
    edits.put("default", this::flipDefault);
    edits.put("combining", this::flipCombining);
    edits.put("entry added", this::addEntry);
    edits.put("entry removed", this::removeEntry);
    edits.put("entry added ", this::addEntry);
    edits.put("entry removed ", this::removeEntry);
    edits.put("entry becomes alias", this::entryBecomesAlias);
    edits.put("alias", this::alias);
    edits.put("inheritance", this::inheritance);
    edits.put("inheritance ", this::inheritance);
    edits.put("dimension", this::dimension);
  }

  private interface Edit {
    Optional<Rule> of(Rule rule);
  }

  /** Makes so many edits, and says which. */
  Set<String> apply(int count) {
    Set<String> made = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      String name = random.one(List.copyOf(edits.keySet()));
      Optional.ofNullable(edits.get(name)).orElseThrow().run();
      draft.repair();
      made.add(name.strip());
    }
    return made;
  }

  /** What {@link RandomRules#grantAndGuard} denies is denied no longer, or to nobody. */
  Set<String> guardGoes() {
    List<Rule> guards =
        draft.rules.stream().filter(rule -> rule.id().value().equals("pair-1")).toList();
    draft.rules.removeAll(guards);
    if (random.chance(50)) {
      guards.stream()
          .flatMap(rule -> rule.match().find(Dimension.ROLES).stream())
          .flatMap(selector -> selector.values().stream())
          .forEach(role -> entries(RegistryKind.ROLES).ifPresent(e -> e.remove(role.value())));
    }
    draft.repair();
    return Set.of("guard");
  }

  private void edit(Edit edit) {
    if (!draft.rules.isEmpty()) {
      Rule old = random.one(draft.rules);
      List<Rule> rules = new ArrayList<>();
      draft.rules.forEach(
          rule -> (rule.equals(old) ? edit.of(rule) : Optional.of(rule)).ifPresent(rules::add));
      draft.rules.clear();
      draft.rules.addAll(rules);
    }
  }

  private Rule renamed(Rule rule) {
    return RandomRules.rule(
        rule.id() + "-renamed",
        rule.priority(),
        rule.effect(),
        rule.match(),
        rule.when(),
        rule.obligations(),
        rule.validity());
  }

  private Rule selected(Rule rule) {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    selectors.putAll(rule.match().selectors());
    Dimension dimension = random.one(List.of(Dimension.values()));
    if (!draft.registries.containsKey(dimension.kind())) {
      dimension = Dimension.ROLES;
    }
    if (random.chance(30)) {
      selectors.remove(dimension);
    } else {
      selectors.put(dimension, random.selector(dimension));
    }
    return Draft.with(rule, new Match(selectors), rule.obligations());
  }

  private Optional<Rule> flipped(Rule rule) {
    return Optional.of(
        RandomRules.rule(
            rule.id().value(),
            rule.priority(),
            random.one(List.of(Outcome.values())),
            rule.match(),
            rule.when(),
            rule.obligations(),
            rule.validity()));
  }

  private Rule conditioned(Rule rule) {
    return RandomRules.rule(
        rule.id().value(),
        rule.priority(),
        rule.effect(),
        rule.match(),
        random.chance(70) ? random.when() : rule.when(),
        rule.obligations(),
        random.chance(70) ? random.validity() : rule.validity());
  }

  private Rule ranked(Rule rule) {
    return RandomRules.rule(
        rule.id().value(),
        random.priority(),
        rule.effect(),
        rule.match(),
        rule.when(),
        rule.obligations(),
        rule.validity());
  }

  private Rule obliged(Rule rule) {
    return Draft.with(rule, rule.match(), random.obligations(rule.effect()));
  }

  private void flipDefault() {
    draft.defaultOutcome = draft.defaultOutcome == Outcome.DENY ? Outcome.ALLOW : Outcome.DENY;
  }

  private void flipCombining() {
    boolean priority = draft.combining == Combining.PRIORITY;
    draft.combining = priority ? Combining.DENY_OVERRIDES : Combining.PRIORITY;
  }

  private void addEntry() {
    RegistryKind kind = random.one(DIMENSIONS);
    List<String> free =
        new ArrayList<>(Optional.ofNullable(RandomPair.NAMES.get(kind)).orElseThrow());
    free.removeAll(draft.ids(kind));
    if (draft.registries.containsKey(kind) && !free.isEmpty()) {
      List<String> parents =
          kind == RegistryKind.ROLES && random.chance(50)
              ? List.of(random.one(draft.ids(kind)))
              : List.of();
      draft.put(kind, free.get(0), parents, List.of());
    }
  }

  private void removeEntry() {
    RegistryKind kind = random.one(DIMENSIONS);
    entries(kind)
        .filter(entries -> entries.size() > 1)
        .ifPresent(entries -> entries.remove(random.one(draft.ids(kind))));
  }

  private Optional<java.util.Map<String, RegistryEntry>> entries(RegistryKind kind) {
    return Optional.ofNullable(draft.registries.get(kind));
  }

  private void entryBecomesAlias() {
    List<String> models = new ArrayList<>(draft.ids(RegistryKind.MODELS));
    if (models.size() > 1) {
      String gone = random.one(models);
      models.remove(gone);
      entries(RegistryKind.MODELS).ifPresent(entries -> entries.remove(gone));
      addAlias(random.one(models), gone);
    }
  }

  private void addAlias(String model, String alias) {
    List<String> aliases = new ArrayList<>(draft.aliases(RegistryKind.MODELS, model));
    aliases.add(alias);
    draft.put(RegistryKind.MODELS, model, List.of(), aliases);
  }

  /** An alias appears, goes, or moves from one model to another. */
  private void alias() {
    String model = random.one(draft.ids(RegistryKind.MODELS));
    List<String> aliases = draft.aliases(RegistryKind.MODELS, model);
    if (aliases.isEmpty()) {
      addAlias(model, "alias-" + random.one(List.of("x/m", "x/m-mini")));
      return;
    }
    draft.put(RegistryKind.MODELS, model, List.of(), List.of());
    if (random.chance(80)) {
      addAlias(random.one(draft.ids(RegistryKind.MODELS)), aliases.get(0));
    }
  }

  private void inheritance() {
    List<String> roles = draft.ids(RegistryKind.ROLES);
    String role = random.one(roles);
    if (!draft.inherits(role).isEmpty()) {
      draft.put(RegistryKind.ROLES, role, List.of(), List.of());
    } else {
      List<String> parents = roles.stream().filter(parent -> !reaches(parent, role)).toList();
      if (!parents.isEmpty()) {
        draft.put(RegistryKind.ROLES, role, List.of(random.one(parents)), List.of());
      }
    }
  }

  private boolean reaches(String role, String other) {
    return role.equals(other) || draft.inherits(role).stream().anyMatch(p -> reaches(p, other));
  }

  private void dimension() {
    if (draft.registries.remove(RegistryKind.TOOLS) == null) {
      draft.put(RegistryKind.TOOLS, "web", List.of(), List.of());
      if (random.chance(50)) {
        draft.put(RegistryKind.TOOLS, "shell", List.of(), List.of());
      }
    }
  }
}

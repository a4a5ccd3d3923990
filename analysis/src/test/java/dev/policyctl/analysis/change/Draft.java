package dev.policyctl.analysis.change;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.BundleHeader;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One side of a comparison in the making: registries and rules that can still be edited. */
final class Draft {
  static final Span SPAN = Span.startOf("policies/prod/default/policy.yaml");

  final Map<RegistryKind, TreeMap<String, RegistryEntry>> registries =
      new EnumMap<>(RegistryKind.class);
  final List<Rule> rules = new ArrayList<>();
  Outcome defaultOutcome = Outcome.DENY;
  Combining combining = Combining.PRIORITY;

  Draft copy() {
    Draft copy = new Draft();
    registries.forEach((kind, entries) -> copy.registries.put(kind, new TreeMap<>(entries)));
    copy.rules.addAll(rules);
    copy.defaultOutcome = defaultOutcome;
    copy.combining = combining;
    return copy;
  }

  static Text text(String value) {
    return new Text(value, SPAN);
  }

  /** Adds an entry, or replaces it. */
  void put(RegistryKind kind, String id, Collection<String> inherits, Collection<String> aliases) {
    RegistryEntry entry =
        new RegistryEntry(
            text(id),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            inherits.stream().map(Draft::text).toList(),
            aliases.stream().map(Draft::text).toList(),
            Map.of());
    registries.computeIfAbsent(kind, k -> new TreeMap<>()).put(id, entry);
  }

  List<String> ids(RegistryKind kind) {
    TreeMap<String, RegistryEntry> entries = registries.get(kind);
    return entries == null ? List.of() : List.copyOf(entries.keySet());
  }

  /** Ids and aliases. */
  List<String> names(RegistryKind kind) {
    TreeSet<String> names = new TreeSet<>(ids(kind));
    for (String id : ids(kind)) {
      names.addAll(aliases(kind, id));
    }
    return List.copyOf(names);
  }

  List<String> aliases(RegistryKind kind, String id) {
    return entry(kind, id).aliases().stream().map(Text::value).toList();
  }

  List<String> inherits(String role) {
    return entry(RegistryKind.ROLES, role).inherits().stream().map(Text::value).toList();
  }

  private RegistryEntry entry(RegistryKind kind, String id) {
    return Optional.ofNullable(registries.get(kind)).map(entries -> entries.get(id)).orElseThrow();
  }

  /** Takes out what an edit of the registries left without a meaning. */
  void repair() {
    for (String role : ids(RegistryKind.ROLES)) {
      List<String> kept =
          inherits(role).stream().filter(ids(RegistryKind.ROLES)::contains).toList();
      put(RegistryKind.ROLES, role, kept, List.of());
    }
    Set<String> taken = new HashSet<>(ids(RegistryKind.MODELS));
    for (String model : ids(RegistryKind.MODELS)) {
      List<String> kept = aliases(RegistryKind.MODELS, model).stream().filter(taken::add).toList();
      put(RegistryKind.MODELS, model, List.of(), kept);
    }
    List<Rule> repaired = rules.stream().flatMap(rule -> repaired(rule).stream()).toList();
    rules.clear();
    rules.addAll(repaired);
  }

  private Optional<Rule> repaired(Rule rule) {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    for (Map.Entry<Dimension, Selector> selector : rule.match().selectors().entrySet()) {
      RegistryKind kind = selector.getKey().kind();
      if (registries.containsKey(kind)) {
        List<Text> kept =
            selector.getValue().values().stream().filter(v -> means(kind, v.value())).toList();
        if (kept.isEmpty()) {
          return Optional.empty();
        }
        selectors.put(selector.getKey(), new Selector(SPAN, kept));
      }
    }
    Match match = new Match(selectors);
    List<Obligation> obligations =
        rule.obligations().stream()
            .filter(
                o ->
                    o.action() != Obligation.Action.ROUTE_TO
                        || names(RegistryKind.MODELS).contains(o.argument().value()))
            .toList();
    boolean same = match.equals(rule.match()) && obligations.equals(rule.obligations());
    return Optional.of(same ? rule : with(rule, match, obligations));
  }

  private boolean means(RegistryKind kind, String value) {
    if (Glob.isGlob(value)) {
      return ids(kind).stream().anyMatch(Glob.of(value)::matches);
    }
    return value.startsWith("$") || names(kind).contains(value);
  }

  static Rule with(Rule rule, Match match, List<Obligation> obligations) {
    return new Rule(
        rule.span(),
        rule.id(),
        rule.description(),
        rule.owner(),
        rule.priority(),
        rule.priorityText(),
        rule.effect(),
        match,
        rule.when(),
        obligations,
        rule.validity());
  }

  PolicyEngine compile() {
    List<Registry> all = new ArrayList<>();
    registries.forEach((kind, entries) -> all.add(new Registry(kind, SPAN, entries.values())));
    Policy policy =
        new Policy(
            new BundleHeader(
                text("random"), text("1.0.0"), text("prod"), text("default"), List.of()),
            defaultOutcome,
            text("deny"),
            combining,
            IdentityPolicy.DEFAULT,
            rules,
            List.of());
    return PolicyEngine.compile(policy, new Registries(all));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("default ").append(defaultOutcome).append(", ").append(combining).append('\n');
    registries.forEach(
        (kind, entries) -> {
          text.append(kind.key());
          entries
              .values()
              .forEach(
                  e -> text.append(" ").append(e.id()).append(e.inherits()).append(e.aliases()));
          text.append('\n');
        });
    rules.forEach(rule -> text.append(words(rule)).append('\n'));
    return text.toString();
  }

  private static String words(Rule rule) {
    StringBuilder text = new StringBuilder();
    text.append(rule.id()).append(' ').append(rule.priority()).append(' ').append(rule.effect());
    rule.match().selectors().forEach((d, s) -> text.append(' ').append(d.key()).append(s.values()));
    rule.when()
        .ranges()
        .forEach((a, r) -> text.append(' ').append(a.key()).append(r.lower()).append(r.upper()));
    rule.when()
        .time()
        .ifPresent(
            t ->
                text.append(' ')
                    .append(t.days())
                    .append(t.fromMinute())
                    .append('-')
                    .append(t.toMinute())
                    .append(t.zone()));
    rule.validity().ifPresent(v -> text.append(' ').append(v.from()).append(v.until()));
    rule.obligations().forEach(o -> text.append(' ').append(o.action()).append(o.argument()));
    return text.toString();
  }
}

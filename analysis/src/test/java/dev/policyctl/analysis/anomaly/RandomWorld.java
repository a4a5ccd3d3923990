package dev.policyctl.analysis.anomaly;

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
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A random policy over tiny registries, so dense that its rules get into each other's way in every
 * manner, and so small that every request can be tried.
 */
public final class RandomWorld {
  static final Span SPAN = Span.startOf("policies/prod/default/policy.yaml");
  private static final List<Instant> AS_OF =
      List.of(
          Instant.parse("2026-09-01T09:00:00Z"),
          Instant.parse("2026-03-28T23:30:00Z"),
          Instant.parse("2026-11-01T05:30:00Z"));

  public final long seed;
  public final Registries registries;
  public final Policy policy;
  public final PolicyEngine engine;
  public final Instant asOf;
  private final Random random;

  /** Whether rules are told apart by single roles and classes, and by little else. */
  private final boolean narrow;

  /** The world of a seed. */
  public RandomWorld(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.asOf = one(AS_OF);
    this.narrow = chance(50);
    this.registries = registries();
    this.policy = policy();
    this.engine = PolicyEngine.compile(policy, registries);
  }

  private RandomWorld(RandomWorld like, Registries registries) {
    this.seed = like.seed;
    this.random = like.random;
    this.asOf = like.asOf;
    this.narrow = like.narrow;
    this.registries = registries;
    this.policy = like.policy;
    this.engine = PolicyEngine.compile(policy, registries);
  }

  /** The same policy, over registries that have an entry in an empty dimension. */
  RandomWorld filled(Dimension dimension) {
    List<Registry> all = new ArrayList<>(registries.all());
    all.removeIf(registry -> registry.kind() == dimension.kind());
    all.add(registry(dimension.kind(), 1));
    return new RandomWorld(this, new Registries(all));
  }

  static Text text(String value) {
    return new Text(value, SPAN);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** True so many times in a hundred. */
  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private Registries registries() {
    List<Registry> all = new ArrayList<>();
    all.add(
        registry(
            RegistryKind.ROLES,
            chance(3) ? 0 : one(narrow ? List.of(2, 3, 3, 4) : List.of(1, 2, 2, 3, 3))));
    all.add(registry(RegistryKind.ROUTES, narrow ? 1 : chance(4) ? 0 : 1 + random.nextInt(2)));
    all.add(registry(RegistryKind.MODELS, 1 + random.nextInt(narrow ? 2 : 3)));
    all.add(registry(RegistryKind.CLASSIFICATIONS, chance(3) ? 0 : 1 + random.nextInt(3)));
    all.add(registry(RegistryKind.REDACTIONS, 2));
    if (!narrow && chance(30)) {
      all.add(registry(RegistryKind.TOOLS, chance(15) ? 0 : 1));
    }
    return new Registries(all);
  }

  private Registry registry(RegistryKind kind, int size) {
    List<RegistryEntry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Text> inherits = new ArrayList<>();
      for (int j = 0; j < i && kind == RegistryKind.ROLES; j++) {
        if (chance(narrow ? 8 : 20)) {
          inherits.add(text(name(kind, j)));
        }
      }
      boolean aliased = kind == RegistryKind.MODELS && chance(30);
      List<Text> aliases = aliased ? List.of(text("alias-" + i)) : List.of();
      entries.add(
          new RegistryEntry(
              text(name(kind, i)),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              inherits,
              aliases,
              Map.of()));
    }
    return new Registry(kind, SPAN, entries);
  }

  private static String name(RegistryKind kind, int number) {
    return kind.key() + "-" + number;
  }

  /** Numbers in some policies, times in others, both in few: they multiply. */
  private RandomTerms terms() {
    boolean numbers = chance(25);
    return new RandomTerms(random, asOf, numbers, chance(numbers ? 8 : 25));
  }

  private Policy policy() {
    RandomTerms terms = terms();
    int priorities = 1 + random.nextInt(3);
    List<Rule> rules = new ArrayList<>();
    for (int i = 1 + random.nextInt(7); i > 0; i--) {
      rules.add(rule("rule-" + i, 10 * random.nextInt(priorities), terms));
    }
    return new Policy(
        new BundleHeader(text("random"), text("1.0.0"), text("prod"), text("default"), List.of()),
        chance(35) ? Outcome.ALLOW : Outcome.DENY,
        text("deny"),
        chance(35) ? Combining.DENY_OVERRIDES : Combining.PRIORITY,
        IdentityPolicy.DEFAULT,
        rules,
        List.of());
  }

  private Rule rule(String id, int priority, RandomTerms terms) {
    Outcome effect = effect();
    return new Rule(
        SPAN,
        text(id),
        Optional.empty(),
        Optional.empty(),
        priority,
        Optional.empty(),
        effect,
        match(),
        terms.when(),
        obligations(effect),
        terms.validity());
  }

  private Outcome effect() {
    return chance(narrow ? 50 : 33) ? Outcome.ALLOW : one(List.of(Outcome.values()));
  }

  private Match match() {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    for (Dimension dimension : registries.dimensions()) {
      if (chance(selected(dimension))) {
        List<Text> values = new ArrayList<>();
        for (int i = narrow ? 1 : 1 + random.nextInt(2); i > 0; i--) {
          values.add(text(value(registries.find(dimension).orElseThrow())));
        }
        selectors.put(dimension, new Selector(SPAN, values));
      }
    }
    return new Match(selectors);
  }

  /** How often in a hundred times a rule selects in a dimension. */
  private int selected(Dimension dimension) {
    return switch (dimension) {
      case ROLES -> narrow ? 90 : 45;
      case CLASSIFICATIONS -> narrow ? 75 : 45;
      case MODELS -> 45;
      default -> narrow || !dimension.required() ? 25 : 45;
    };
  }

  private String value(Registry registry) {
    if (registry.entries().isEmpty() || chance(narrow ? 5 : 18)) {
      return chance(55) ? Dimension.UNKNOWN : Dimension.MISSING;
    }
    List<String> names = new ArrayList<>(registry.entries().keySet());
    registry.aliases().keySet().stream().sorted().forEach(names::add);
    return chance(15) ? "*" : one(names);
  }

  private List<Obligation> obligations(Outcome effect) {
    List<Obligation> obligations = new ArrayList<>();
    for (int i = random.nextInt(narrow ? 4 : 3); i > 0; i--) {
      obligations.add(
          switch (random.nextInt(5)) {
            case 0 -> new Obligation(Obligation.Action.REDACT, text("redactions-0"));
            case 1 -> new Obligation(Obligation.Action.TOKENIZE, text("redactions-1"));
            case 2 -> new Obligation(Obligation.Action.LOG, text("full"));
            case 3 -> new Obligation(Obligation.Action.LOG, text("metadata"));
            default -> new Obligation(Obligation.Action.NOTIFY, text("#security"));
          });
    }
    Registry models = registries.find(Dimension.MODELS).orElseThrow();
    if (effect != Outcome.DENY && chance(narrow ? 45 : 25)) {
      List<String> names = new ArrayList<>(models.entries().keySet());
      models.aliases().keySet().stream().sorted().forEach(names::add);
      obligations.add(new Obligation(Obligation.Action.ROUTE_TO, text(one(names))));
    }
    return obligations;
  }
}

package dev.policyctl.evaluator.reference;

import static dev.policyctl.evaluator.reference.RandomRegistries.text;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.BundleHeader;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random policies over given registries; always valid, dense enough that rules meet. */
public final class RandomPolicies {
  /** The environment that every random policy and most random requests name. */
  public static final String ENVIRONMENT = "prod";

  /** The tenant that every random policy names. */
  public static final String TENANT = "default";

  private static final Span SPAN = Span.startOf("policies/prod/default/policy.yaml");

  private final Registries registries;
  private final Random random;

  private RandomPolicies(Registries registries, Random random) {
    this.registries = registries;
    this.random = random;
  }

  /** A policy of up to this many rules, and of up to three limits. */
  public static Policy next(Registries registries, int maxRules, Random random) {
    return new RandomPolicies(registries, random).policy(random.nextInt(maxRules + 1));
  }

  private static <T> T one(Random random, T[] of) {
    return of[random.nextInt(of.length)];
  }

  private Policy policy(int size) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rules.add(rule("r" + random.nextInt(1000) + "-" + i));
    }
    List<Limit> limits = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      limits.add(limit("limit-" + i));
    }
    Duration skew = Duration.ofSeconds(random.nextInt(3) * 30L);
    return new Policy(
        new BundleHeader(text("random"), text("1.0.0"), text(ENVIRONMENT), text(TENANT), List.of()),
        random.nextInt(3) == 0 ? Outcome.ALLOW : Outcome.DENY,
        text("deny"),
        random.nextInt(3) == 0 ? Combining.DENY_OVERRIDES : Combining.PRIORITY,
        new IdentityPolicy(random.nextBoolean(), skew),
        rules,
        limits);
  }

  private Rule rule(String id) {
    Outcome effect = one(random, Outcome.values());
    return new Rule(
        SPAN,
        text(id),
        Optional.empty(),
        Optional.empty(),
        random.nextInt(4) * 10,
        Optional.empty(),
        effect,
        match(),
        RandomConditions.when(random),
        obligations(effect),
        RandomConditions.validity(random));
  }

  private Match match() {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    for (Dimension dimension : registries.dimensions()) {
      if (random.nextInt(10) < (dimension.required() ? 5 : 2)) {
        List<Text> values = values(dimension);
        selectors.put(dimension, new Selector(SPAN, values));
      }
    }
    return new Match(selectors);
  }

  private List<Text> values(Dimension dimension) {
    List<String> names = new ArrayList<>();
    registries
        .find(dimension)
        .ifPresent(
            registry -> {
              names.addAll(registry.entries().keySet());
              names.addAll(registry.aliases().keySet().stream().sorted().toList());
            });
    List<Text> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int kind = random.nextInt(8);
      if (kind == 0 || names.isEmpty()) {
        values.add(text(random.nextBoolean() ? Dimension.UNKNOWN : Dimension.MISSING));
      } else {
        String name = names.get(random.nextInt(names.size()));
        values.add(text(kind < 3 ? glob(registries.find(dimension).orElseThrow(), name) : name));
      }
    }
    return values;
  }

  /** A glob that hits something: an id with a random part replaced. */
  private String glob(Registry registry, String name) {
    String id = registry.aliases().getOrDefault(name, name);
    String star = random.nextBoolean() ? "*" : "**";
    int from = random.nextInt(id.length() + 1);
    int to = from + random.nextInt(id.length() - from + 1);
    String glob = id.substring(0, from) + star + id.substring(to);
    boolean hits =
        registry.entries().keySet().stream()
            .anyMatch(entry -> ReferenceMatching.regex(glob).matcher(entry).matches());
    return hits ? glob : "*";
  }

  private List<Obligation> obligations(Outcome effect) {
    List<Obligation> obligations = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String profile = random.nextBoolean() ? "pii-standard" : "phi-strict";
      obligations.add(
          switch (random.nextInt(4)) {
            case 0 -> new Obligation(Obligation.Action.REDACT, text(profile));
            case 1 -> new Obligation(Obligation.Action.TOKENIZE, text(profile));
            case 2 -> new Obligation(Obligation.Action.LOG, text("info"));
            default -> new Obligation(Obligation.Action.NOTIFY, text("#security"));
          });
    }
    Registry models = registries.find(Dimension.MODELS).orElseThrow();
    List<String> names = new ArrayList<>(models.entries().keySet());
    names.addAll(models.aliases().keySet().stream().sorted().toList());
    if (effect != Outcome.DENY && !names.isEmpty() && random.nextInt(4) == 0) {
      String model = names.get(random.nextInt(names.size()));
      obligations.add(new Obligation(Obligation.Action.ROUTE_TO, text(model)));
    }
    return obligations;
  }

  private Limit limit(String id) {
    List<Limit.Key> keys = new ArrayList<>();
    for (Limit.Key key : Limit.Key.values()) {
      boolean possible =
          key != Limit.Key.AGENT || registries.dimensions().contains(Dimension.AGENTS);
      if (possible && random.nextInt(3) == 0) {
        keys.add(key);
      }
    }
    return new Limit(
        SPAN,
        text(id),
        Optional.empty(),
        random.nextBoolean() ? Match.ANY : match(),
        keys.isEmpty() ? List.of(Limit.Key.SUBJECT) : keys,
        one(random, Limit.Metric.values()),
        BigDecimal.valueOf(1L + random.nextInt(4)),
        Duration.ofMinutes(1L + random.nextInt(90)),
        random.nextBoolean());
  }
}

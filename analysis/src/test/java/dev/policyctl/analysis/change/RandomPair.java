package dev.policyctl.analysis.change;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.RegistryKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Two random policies over tiny registries, of which the second is the first after a few edits; so
 * small that every request can be put before both.
 */
final class RandomPair {
  static final Map<RegistryKind, List<String>> NAMES =
      Map.of(
          RegistryKind.ROLES, List.of("eng-a", "eng-b", "ops", "guest"),
          RegistryKind.ROUTES, List.of("chat/a", "chat/b", "mail"),
          RegistryKind.MODELS, List.of("x/m", "x/m-mini", "y"),
          RegistryKind.CLASSIFICATIONS, List.of("pii-a", "pii-b", "open"),
          RegistryKind.REDACTIONS, List.of("plain", "strict"),
          RegistryKind.TOOLS, List.of("web", "shell"));

  private static final List<Instant> AS_OF =
      List.of(
          Instant.parse("2026-09-01T09:00:00Z"),
          Instant.parse("2026-03-28T23:30:00Z"),
          Instant.parse("2026-11-01T05:30:00Z"));

  final long seed;
  final Instant asOf;
  final Draft draftBefore = new Draft();
  final Draft draftAfter;
  final Set<String> edits;
  final PolicyEngine before;
  final PolicyEngine after;

  private final Random random;

  RandomPair(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.asOf = AS_OF.get(random.nextInt(AS_OF.size()));
    boolean times = random.nextInt(100) < 25;
    RandomRules rules = new RandomRules(random, draftBefore, asOf, attributes(times), times);
    registries(rules);
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      draftBefore.rules.add(rules.rule("rule-" + i));
    }
    boolean guarded = rules.chance(35);
    if (guarded) {
      draftBefore.rules.addAll(rules.grantAndGuard(draftBefore.ids(RegistryKind.ROLES)));
    }
    draftBefore.defaultOutcome = rules.chance(35) ? Outcome.ALLOW : Outcome.DENY;
    draftBefore.combining = rules.chance(35) ? Combining.DENY_OVERRIDES : Combining.PRIORITY;
    draftBefore.repair();
    this.draftAfter = draftBefore.copy();
    RandomEdits random = new RandomEdits(rules.over(draftAfter), draftAfter);
    this.edits =
        guarded && rules.chance(50) ? random.guardGoes() : random.apply(1 + rules.below(3));
    this.before = draftBefore.compile();
    this.after = draftAfter.compile();
  }

  private List<Attribute> attributes(boolean times) {
    List<Attribute> attributes = new ArrayList<>();
    int percent = times ? 20 : 40;
    if (random.nextInt(100) < percent) {
      attributes.add(random.nextBoolean() ? Attribute.INPUT_TOKENS : Attribute.RISK_SCORE);
      if (random.nextInt(5) == 0) {
        attributes.add(Attribute.ESTIMATED_COST_USD);
      }
    }
    return attributes;
  }

  private void registries(RandomRules rules) {
    for (RegistryKind kind : RegistryKind.values()) {
      List<String> names = NAMES.getOrDefault(kind, List.of());
      boolean optional = kind == RegistryKind.TOOLS;
      if (!names.isEmpty() && (!optional || rules.chance(20))) {
        int size = kind == RegistryKind.ROLES ? 2 + random.nextInt(2) : 1 + random.nextInt(2);
        if (kind == RegistryKind.REDACTIONS) {
          size = 2;
        }
        names.stream().limit(size).forEach(name -> put(kind, name, rules));
      }
    }
  }

  private void put(RegistryKind kind, String name, RandomRules rules) {
    List<String> parents =
        kind == RegistryKind.ROLES
            ? draftBefore.ids(kind).stream().filter(parent -> rules.chance(25)).toList()
            : List.of();
    boolean aliased = kind == RegistryKind.MODELS && rules.chance(40);
    draftBefore.put(kind, name, parents, aliased ? List.of("alias-" + name) : List.of());
  }

  /** Whether a side has a dimension that the other lacks. */
  boolean oneSided() {
    boolean there = draftBefore.registries.containsKey(Dimension.TOOLS.kind());
    return there != draftAfter.registries.containsKey(Dimension.TOOLS.kind());
  }

  /** Whether the sides differ in their registries alone. */
  boolean registriesOnly() {
    return draftBefore.rules.equals(draftAfter.rules)
        && draftBefore.defaultOutcome == draftAfter.defaultOutcome
        && draftBefore.combining == draftAfter.combining;
  }

  @Override
  public String toString() {
    return "-Dpolicyctl.seed="
        + seed
        + " as of "
        + asOf
        + " "
        + edits
        + "\nbefore: "
        + draftBefore
        + "after: "
        + draftAfter;
  }
}

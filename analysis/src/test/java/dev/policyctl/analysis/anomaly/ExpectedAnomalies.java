package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.anomaly.BruteForce.Cell;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Obligation.Action;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The anomalies of a small policy as analysis.md defines them, read off what an evaluator says
 * about every request. Each is a line: its kind, its rules, and what it takes to show it.
 */
final class ExpectedAnomalies {
  private final BruteForce all;
  private final List<Rule> rules;
  private final boolean byPriority;

  /** By finding, the least that shows it: bit 0 for a second role, bit 1 for a second class. */
  private final Map<String, Integer> least = new TreeMap<>();

  private final int[] ranks;

  /** By rule, the dimensions in which it names a special value. */
  private final List<List<Dimension>> special;

  private int matched;
  private int unshadowed;
  private int decided;

  ExpectedAnomalies(BruteForce all) {
    this.all = all;
    this.rules = all.world.policy.rules();
    this.byPriority = all.world.policy.combining() == Combining.PRIORITY;
    this.special = rules.stream().map(ExpectedAnomalies::special).toList();
    this.ranks = new int[rules.size()];
    all.world.engine.compiled().rules().forEach(r -> ranks[all.number(r.id())] = r.rank());
    all.each(this::visit);
  }

  /** The findings as lines, the simplest way to show each at the end. */
  Set<String> lines() {
    Set<String> lines = new TreeSet<>();
    List<String> ways = List.of("one", "roles", "classes", "both");
    least.forEach((finding, way) -> lines.add(finding + " " + ways.get(way)));
    for (int rule = 0; rule < rules.size(); rule++) {
      if (!has(decided, rule)) {
        String kind =
            !has(matched, rule) ? "VACUOUS" : !has(unshadowed, rule) ? "SHADOWED" : "MASKED";
        lines.add("dead " + id(rule) + " " + kind);
      }
    }
    return lines;
  }

  private static boolean has(int bits, int rule) {
    return (bits & (1 << rule)) != 0;
  }

  private String id(int rule) {
    return rules.get(rule).id().value();
  }

  private void found(String kind, int one, int other, int way) {
    least.merge(kind + " " + id(one) + " " + id(other), way, Math::min);
  }

  private int priority(int rule) {
    return byPriority ? rules.get(rule).priority() : 0;
  }

  private Outcome effect(int rule) {
    return rules.get(rule).effect();
  }

  private void visit(int rest, int model, int identity, int of) {
    Cell cell = all.cell(rest, model, identity, of);
    int way = all.several(identity) ? 1 : 0;
    matched |= cell.matching();
    decided |= cell.deciding();
    int top = 0;
    for (int rule = 0; rule < rules.size(); rule++) {
      top = has(cell.matching(), rule) ? Math.max(top, priority(rule)) : top;
    }
    for (int one = 0; one < rules.size(); one++) {
      if (!has(cell.matching(), one)) {
        continue;
      }
      boolean highest = priority(one) == top;
      unshadowed |= highest ? 1 << one : 0;
      for (int other = 0; other < rules.size(); other++) {
        if (has(cell.matching(), other) && effect(one) != effect(other)) {
          pair(one, other, highest, has(cell.deciding(), one), way);
        }
      }
      if (has(cell.deciding(), one)) {
        lost(one, cell, way);
        route(one, rest, model, identity, of, way);
        clashes(one, rest, model, identity, of);
      }
      for (Dimension dimension : special.get(one)) {
        pierced(one, new SpecialValue(all, dimension, rest, model, identity, of), way);
      }
    }
  }

  /** Two rules of different effects match. */
  private void pair(int one, int other, boolean highest, boolean decides, int way) {
    boolean same = priority(one) == priority(other);
    if (byPriority && same && highest && effect(one).stricterThan(effect(other))) {
      found("conflict", one, other, way);
    }
    if (decides && !(byPriority && same)) {
      found("override", one, other, way);
    }
  }

  private boolean redacts(int rule) {
    return demands(rule, Action.REDACT) || demands(rule, Action.TOKENIZE);
  }

  private boolean demands(int rule, Action action) {
    return rules.get(rule).obligations().stream().anyMatch(o -> o.action() == action);
  }

  private void lost(int one, Cell cell, int way) {
    boolean kept = false;
    for (int rule = 0; rule < rules.size(); rule++) {
      kept |= has(cell.deciding(), rule) && redacts(rule);
    }
    for (int other = 0; other < rules.size(); other++) {
      boolean overridden =
          has(cell.matching(), other)
              && !has(cell.deciding(), other)
              && !(byPriority && priority(one) == priority(other));
      if (!kept
          && overridden
          && effect(one) != Outcome.DENY
          && effect(other) == Outcome.ALLOW
          && redacts(other)) {
        found("lost", one, other, way);
      }
    }
  }

  private Optional<String> route(int rule) {
    return rules.get(rule).obligations().stream()
        .filter(o -> o.action() == Action.ROUTE_TO)
        .map(o -> canonical(o.argument().value()))
        .findFirst();
  }

  private String canonical(String model) {
    return all.world.registries.find(Dimension.MODELS).flatMap(r -> r.resolve(model)).orElseThrow();
  }

  /** A rule that decides a class; what stands beside it is another class that is let in. */
  private void route(int rule, int rest, int model, int identity, int of, int way) {
    int missing = all.classes.size() - 1;
    Optional<Integer> to = route(rule).map(name -> all.every.models.indexOf(Optional.of(name)));
    for (int beside = 0; beside <= missing && to.isPresent(); beside++) {
      boolean possible = beside == of || (of != missing && beside != missing);
      if (possible
          && all.cell(rest, model, identity, beside).outcome() != Outcome.DENY
          && all.cell(rest, to.get(), identity, beside).outcome() == Outcome.DENY) {
        found("route", rule, rule, way + (beside == of ? 0 : 2));
      }
    }
  }

  /** A rule that decides a class, together with every other that counts. */
  private void clashes(int one, int rest, int model, int identity, int of) {
    int way = all.several(identity) ? 1 : 0;
    int missing = all.classes.size() - 1;
    for (int alongside = 0; alongside < all.classes.size(); alongside++) {
      if (alongside != of && (of == missing || alongside == missing)) {
        continue;
      }
      Cell cell = all.cell(rest, model, identity, alongside);
      for (int other = 0; other < rules.size(); other++) {
        boolean counts = (effect(one) == Outcome.DENY) == (effect(other) == Outcome.DENY);
        if (has(cell.deciding(), other) && counts && clash(one, other, alongside == of)) {
          boolean ordered = ranks[one] <= ranks[other];
          found(
              "obligations",
              ordered ? one : other,
              ordered ? other : one,
              way + (alongside == of ? 0 : 2));
        }
      }
    }
  }

  private boolean clash(int one, int other, boolean sameClass) {
    for (Obligation first : rules.get(one).obligations()) {
      for (Obligation second : rules.get(other).obligations()) {
        Set<Action> actions = Set.copyOf(List.of(first.action(), second.action()));
        boolean differ =
            !argument(first).equals(argument(second))
                && (actions.equals(Set.of(Action.LOG)) || actions.equals(Set.of(Action.ROUTE_TO)));
        if (differ || (sameClass && actions.equals(Set.of(Action.REDACT, Action.TOKENIZE)))) {
          return true;
        }
      }
    }
    return false;
  }

  private String argument(Obligation obligation) {
    String argument = obligation.argument().value();
    return obligation.action() == Action.ROUTE_TO ? canonical(argument) : argument;
  }

  /** In which dimensions a rule names a special value. */
  private static List<Dimension> special(Rule rule) {
    return rule.match().selectors().entrySet().stream()
        .filter(e -> e.getValue().values().stream().anyMatch(v -> v.value().startsWith("$")))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Looks at a rule that matches a request, and perhaps names the special value that it has. */
  private void pierced(int lax, SpecialValue value, int way) {
    if (!value.present() || !value.namedBy(rules.get(lax))) {
      return;
    }
    for (int guard = 0; guard < rules.size(); guard++) {
      boolean precedes =
          effect(guard).stricterThan(effect(lax)) && priority(guard) >= priority(lax);
      if (precedes && value.heldBackBy(guard)) {
        least.merge("pierced " + id(guard) + " " + id(lax) + " " + value, way, Math::min);
      }
    }
  }
}

package dev.policyctl.analysis.change;

import dev.policyctl.analysis.change.StructuralChange.Kind;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The limits of two sides by id. What a limit applies to is compared as if it were a rule, among
 * the names that both sides know: a name that one side lacks was or is denied there anyway.
 */
final class LimitDiff {
  private final Map<String, Limit> before;
  private final Map<String, Limit> after;
  private final RequestSpace space;
  private final List<long[]> known = new ArrayList<>();
  private final List<StructuralChange> changes = new ArrayList<>();

  private LimitDiff(CompiledPolicy before, CompiledPolicy after) {
    this.before = byId(before.policy());
    this.after = byId(after.policy());
    this.space = RequestSpace.of(asRules(before), asRules(after), Instant.EPOCH);
    for (int axis = 0; axis < space.axes().size(); axis++) {
      CategoryAxis category = space.category(axis);
      long[] both = Bits.empty(category.size());
      for (int atom = 0; atom < category.size(); atom++) {
        if (atom >= category.named()
            || (knows(before, category, atom) && knows(after, category, atom))) {
          Bits.set(both, atom);
        }
      }
      known.add(both);
    }
  }

  /** What differs, by id. */
  static List<StructuralChange> of(CompiledPolicy before, CompiledPolicy after) {
    if (before.policy().limits().isEmpty() && after.policy().limits().isEmpty()) {
      return List.of();
    }
    LimitDiff diff = new LimitDiff(before, after);
    Set<String> ids = new TreeSet<>(diff.before.keySet());
    ids.addAll(diff.after.keySet());
    ids.forEach(diff::compare);
    return diff.changes;
  }

  private static Map<String, Limit> byId(Policy policy) {
    Map<String, Limit> limits = new TreeMap<>();
    policy.limits().forEach(limit -> limits.put(limit.id().value(), limit));
    return limits;
  }

  private static boolean knows(CompiledPolicy side, CategoryAxis axis, int atom) {
    int position = side.dimensions().indexOf(axis.dimension());
    return position >= 0 && side.resolve(position, axis.name(atom)) < side.values(position) - 2;
  }

  /** A policy whose rules match what the limits apply to. */
  private static CompiledPolicy asRules(CompiledPolicy side) {
    Policy policy = side.policy();
    List<Rule> rules = policy.limits().stream().map(LimitDiff::asRule).toList();
    Policy limits =
        new Policy(
            policy.bundle(),
            Outcome.DENY,
            policy.defaultText(),
            Combining.PRIORITY,
            policy.identity(),
            rules,
            List.of());
    return PolicyEngine.compile(limits, side.registries()).compiled();
  }

  private static Rule asRule(Limit limit) {
    return new Rule(
        limit.span(),
        limit.id(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Outcome.DENY,
        limit.match(),
        Conditions.NONE,
        List.of(),
        Optional.empty());
  }

  private void compare(String id) {
    Limit old = before.get(id);
    Limit now = after.get(id);
    if (old == null) {
      add(id, Kind.NARROWING, "is new");
    } else if (now == null) {
      add(id, Kind.BROADENING, "is removed");
    } else {
      List<String> parts = new ArrayList<>();
      Set<Kind> kinds = EnumSet.noneOf(Kind.class);
      numbers(old, now, parts, kinds);
      scope(old, now, parts, kinds);
      if (!kinds.isEmpty()) {
        add(id, kinds.size() > 1 ? Kind.MIXED : kinds.iterator().next(), String.join(", ", parts));
      }
    }
  }

  private void add(String id, Kind kind, String what) {
    changes.add(new StructuralChange(kind, "limit:" + id, "limit `" + id + "`: " + what));
  }

  private static void numbers(Limit old, Limit now, List<String> parts, Set<Kind> kinds) {
    int max = now.max().compareTo(old.max());
    if (max != 0) {
      parts.add(
          (max > 0 ? "max raised from " : "max lowered from ")
              + old.max().toPlainString()
              + " to "
              + now.max().toPlainString());
      kinds.add(max > 0 ? Kind.BROADENING : Kind.NARROWING);
    }
    if (old.metric() != now.metric()) {
      parts.add("counts " + now.metric().label() + " in place of " + old.metric().label());
      kinds.add(Kind.MIXED);
    }
    if (old.sliding() != now.sliding()) {
      parts.add(now.sliding() ? "its window slides now" : "its window slides no longer");
      kinds.add(now.sliding() ? Kind.NARROWING : Kind.BROADENING);
    }
    int window = now.window().compareTo(old.window());
    if (window != 0) {
      parts.add(
          (window < 0 ? "window shortened from " : "window lengthened from ")
              + words(old.window())
              + " to "
              + words(now.window()));
      kinds.add(window(old, now));
    }
  }

  /** Fixed windows are comparable where each of the longer is made of whole shorter ones. */
  private static Kind window(Limit old, Limit now) {
    boolean shorter = now.window().compareTo(old.window()) < 0;
    Duration outer = shorter ? old.window() : now.window();
    Duration inner = shorter ? now.window() : old.window();
    boolean whole =
        inner.multipliedBy(outer.dividedBy(inner)).equals(outer) || old.sliding() || now.sliding();
    if (!whole) {
      return Kind.MIXED;
    }
    return shorter ? Kind.BROADENING : Kind.NARROWING;
  }

  private static String words(Duration window) {
    return window.toString().substring(1).replace("T", "").toLowerCase(java.util.Locale.ROOT);
  }

  private void scope(Limit old, Limit now, List<String> parts, Set<Kind> kinds) {
    Set<Limit.Key> keysBefore = EnumSet.copyOf(old.key());
    Set<Limit.Key> keysAfter = EnumSet.copyOf(now.key());
    if (!keysBefore.equals(keysAfter)) {
      parts.add("counts per " + labels(keysAfter) + " in place of " + labels(keysBefore));
      // More keys are more counters, each with the same maximum.
      boolean finer = keysAfter.containsAll(keysBefore);
      boolean coarser = keysBefore.containsAll(keysAfter);
      kinds.add(finer ? Kind.BROADENING : coarser ? Kind.NARROWING : Kind.MIXED);
    }
    MatchChange match =
        MatchChange.of(space, rank(space.before(), old), rank(space.after(), now), known);
    if (match.loses()) {
      parts.add("applies to fewer requests: " + String.join(", ", match.less()));
      kinds.add(Kind.BROADENING);
    }
    if (match.grows()) {
      parts.add("applies to more requests: " + String.join(", ", match.more()));
      kinds.add(Kind.NARROWING);
    }
  }

  private static String labels(Set<Limit.Key> keys) {
    return String.join(" and ", keys.stream().map(Limit.Key::label).toList());
  }

  private static int rank(RuleBoxes side, Limit limit) {
    for (int rank = 0; rank < side.size(); rank++) {
      if (side.rule(rank).id().equals(limit.id().value())) {
        return rank;
      }
    }
    throw new IllegalStateException("a limit became no rule");
  }
}

package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a policy as boxes for the baselines: products of sets of numbers, one set for each
 * dimension, one for each attribute on which a rule conditions, and one for time where a rule does.
 * An atomic request is a point; it asserts one role and one class.
 *
 * <p>Written apart from the analysis that is measured, so that the two check each other.
 */
final class RuleBoxes {
  private final CompiledPolicy policy;
  private final Map<Attribute, Axis<Condition, Optional<BigDecimal>>> numbers =
      new EnumMap<>(Attribute.class);
  private final TimeCells time;
  private final List<Integer> sizes = new ArrayList<>();

  RuleBoxes(CompiledPolicy policy) {
    this.policy = policy;
    for (int i = 0; i < policy.dimensions().size(); i++) {
      sizes.add(policy.values(i));
    }
    for (Attribute attribute : Attribute.values()) {
      Axis<Condition, Optional<BigDecimal>> axis = axis(attribute);
      if (axis.size() > 1) {
        numbers.put(attribute, axis);
        sizes.add(axis.size());
      }
    }
    time = new TimeCells(policy.rules().stream().map(RankedRule::rule).toList());
    if (time.size() > 1) {
      sizes.add(time.size());
    }
  }

  /** A range, and whether the absence of the number fits too. */
  private record Condition(NumericRange range, boolean absent) {

    boolean holds(Optional<BigDecimal> value) {
      return value.map(range::contains).orElse(absent);
    }
  }

  private static Condition condition(Rule rule, NumericRange range) {
    return new Condition(range, rule.effect() != Outcome.ALLOW);
  }

  /** How many numbers each set draws from. */
  List<Integer> sizes() {
    return sizes;
  }

  /** What a rule accepts in each place; shared, not to be changed. */
  List<BitSet> box(RankedRule rule) {
    List<BitSet> box = new ArrayList<>(sizes.size());
    for (int i = 0; i < policy.dimensions().size(); i++) {
      box.add(rule.accepted(i));
    }
    numbers.forEach(
        (attribute, axis) -> {
          NumericRange range = rule.rule().when().ranges().get(attribute);
          box.add(
              range == null
                  ? all(axis.size())
                  : axis.cells().getOrDefault(condition(rule.rule(), range), new BitSet()));
        });
    if (time.size() > 1) {
      box.add(time.of(rule.rule()));
    }
    return box;
  }

  private static BitSet all(int size) {
    BitSet all = new BitSet();
    all.set(0, size);
    return all;
  }

  private Axis<Condition, Optional<BigDecimal>> axis(Attribute attribute) {
    Set<Condition> conditions = new HashSet<>();
    TreeSet<BigDecimal> cuts = new TreeSet<>(Set.of(BigDecimal.ZERO));
    for (RankedRule ranked : policy.rules()) {
      NumericRange range = ranked.rule().when().ranges().get(attribute);
      if (range != null) {
        conditions.add(condition(ranked.rule(), range));
        range.lower().map(Bound::value).ifPresent(cuts::add);
        range.upper().map(Bound::value).ifPresent(cuts::add);
      }
    }
    List<Optional<BigDecimal>> points = new ArrayList<>();
    points.add(Optional.empty());
    for (BigDecimal cut : cuts) {
      points.add(Optional.of(cut));
      between(attribute, cut, cuts.higher(cut)).ifPresent(p -> points.add(Optional.of(p)));
    }
    return Axis.of(conditions, points, Condition::holds);
  }

  /** A value of the attribute above one and below another, if there is one. */
  private static Optional<BigDecimal> between(
      Attribute attribute, BigDecimal low, @Nullable BigDecimal high) {
    if (high == null || low.add(BigDecimal.ONE).compareTo(high) < 0) {
      return Optional.of(low.add(BigDecimal.ONE));
    }
    return attribute.integer()
        ? Optional.empty()
        : Optional.of(low.add(high).divide(BigDecimal.valueOf(2)));
  }

  /** The values of an attribute at a point; empty where the request lacks it. */
  Map<Attribute, BigDecimal> attributes(List<Integer> point) {
    Map<Attribute, BigDecimal> values = new EnumMap<>(Attribute.class);
    int place = policy.dimensions().size();
    for (Map.Entry<Attribute, Axis<Condition, Optional<BigDecimal>>> e : numbers.entrySet()) {
      Optional<BigDecimal> value = e.getValue().representatives().get(point.get(place++));
      value.ifPresent(v -> values.put(e.getKey(), v));
    }
    return values;
  }

  /** An instant at a point. */
  Instant instant(List<Integer> point) {
    return time.instant(time.size() > 1 ? point.get(point.size() - 1) : 0);
  }
}

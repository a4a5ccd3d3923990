package dev.policyctl.analysis.space;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The space of all atomic requests that one policy, or two side by side, can meet: the categorical
 * dimensions first, in their order, then the numeric attributes that rules condition on, then time.
 * Without a condition on an attribute, or on time, there is no such axis.
 */
public final class RequestSpace {
  /** The axis of roles. */
  public static final int ROLES = 0;

  /** The axis of models. */
  public static final int MODELS = 2;

  /** The axis of classifications. */
  public static final int CLASSES = 3;

  private final List<Axis> axes;
  private final List<SetPool> pools;
  private final int categories;
  private final Instant asOf;
  private final List<RuleBoxes> sides = new ArrayList<>();

  private RequestSpace(
      List<CompiledPolicy> policies, Map<Attribute, NumericRange> cuts, Instant asOf) {
    this.asOf = asOf;
    List<Axis> all = new ArrayList<>();
    Stream.of(Dimension.values())
        .filter(dimension -> policies.stream().anyMatch(p -> p.dimensions().contains(dimension)))
        .forEach(dimension -> all.add(new CategoryAxis(dimension, policies)));
    this.categories = all.size();
    numbers(policies, cuts).forEach((attribute, r) -> all.add(new NumberAxis(attribute, r)));
    time(policies, asOf).ifPresent(all::add);
    this.axes = List.copyOf(all);
    this.pools = axes.stream().map(axis -> new SetPool(axis.size())).toList();
    policies.forEach(policy -> sides.add(new RuleBoxes(policy, this)));
  }

  /**
   * The space of one policy.
   *
   * @param asOf the moment from which on requests are considered
   */
  public static RequestSpace of(CompiledPolicy policy, Instant asOf) {
    return new RequestSpace(List.of(policy), Map.of(), asOf);
  }

  /**
   * As above, with more cuts.
   *
   * @param cuts ranges that consist of whole cells of their attributes
   */
  public static RequestSpace of(
      CompiledPolicy policy, Map<Attribute, NumericRange> cuts, Instant asOf) {
    return new RequestSpace(List.of(policy), cuts, asOf);
  }

  /** The joint space of two policies, spanned by the raw names that either knows. */
  public static RequestSpace of(CompiledPolicy before, CompiledPolicy after, Instant asOf) {
    return new RequestSpace(List.of(before, after), Map.of(), asOf);
  }

  private static Map<Attribute, List<NumericRange>> numbers(
      List<CompiledPolicy> policies, Map<Attribute, NumericRange> cuts) {
    Map<Attribute, Map<List<Object>, NumericRange>> distinct = new java.util.TreeMap<>();
    for (CompiledPolicy policy : policies) {
      for (RankedRule rule : policy.rules()) {
        Map<Attribute, NumericRange> conditions = rule.rule().when().ranges();
        if (!conditions.isEmpty()) {
          conditions.forEach(
              (attribute, range) ->
                  distinct
                      .computeIfAbsent(attribute, a -> new LinkedHashMap<>())
                      .putIfAbsent(List.of(range.lower(), range.upper()), range));
        }
      }
    }
    cuts.forEach(
        (attribute, range) ->
            distinct
                .computeIfAbsent(attribute, a -> new LinkedHashMap<>())
                .putIfAbsent(List.of(range.lower(), range.upper()), range));
    Map<Attribute, List<NumericRange>> ranges = new LinkedHashMap<>();
    distinct.forEach((attribute, map) -> ranges.put(attribute, List.copyOf(map.values())));
    return ranges;
  }

  private static Optional<TimeAxis> time(List<CompiledPolicy> policies, Instant asOf) {
    List<TimeWindow> windows = new ArrayList<>();
    List<Validity> validities = new ArrayList<>();
    for (CompiledPolicy policy : policies) {
      for (RankedRule rule : policy.rules()) {
        rule.rule().when().time().ifPresent(windows::add);
        rule.rule().validity().ifPresent(validities::add);
      }
    }
    return windows.isEmpty() && validities.isEmpty()
        ? Optional.empty()
        : Optional.of(new TimeAxis(windows, validities, asOf));
  }

  /** The axes in order. */
  public List<Axis> axes() {
    return axes;
  }

  /** How many of the axes, the first ones, are categorical. */
  public int categories() {
    return categories;
  }

  /** The categorical axis at a place. */
  public CategoryAxis category(int axis) {
    return (CategoryAxis) axes.get(axis);
  }

  /** The axis of a dimension, if a side has it; -1 otherwise. */
  public int axisOf(Dimension dimension) {
    for (int axis = 0; axis < categories; axis++) {
      if (category(axis).dimension() == dimension) {
        return axis;
      }
    }
    return -1;
  }

  /** The axis of an attribute, if a rule conditions on it; -1 otherwise. */
  public int axisOf(Attribute attribute) {
    for (int axis = categories; axis < axes.size(); axis++) {
      if (axes.get(axis) instanceof NumberAxis numbers && numbers.attribute() == attribute) {
        return axis;
      }
    }
    return -1;
  }

  /** The axis of time, if a rule conditions on it; -1 otherwise. */
  public int axisOfTime() {
    return axes.get(axes.size() - 1) instanceof TimeAxis ? axes.size() - 1 : -1;
  }

  /** The distinct sets of an axis. */
  public SetPool pool(int axis) {
    return pools.get(axis);
  }

  /** The moment from which on requests are considered. */
  public Instant asOf() {
    return asOf;
  }

  /** The one policy, or the one before. */
  public RuleBoxes before() {
    return sides.get(0);
  }

  /** The one policy, or the one after. */
  public RuleBoxes after() {
    return sides.get(sides.size() - 1);
  }
}

package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Collects what rules demand into {@link RuleConditions}. */
final class ConditionsBuilder {
  private final List<Long> demands = new ArrayList<>(List.of(0L));
  private final Map<List<Long>, Integer> places = new HashMap<>();
  private final ZoneClocks zones = new ZoneClocks();
  private final Map<ZoneId, Long> clockOf = new HashMap<>();
  private final List<ZoneClocks.Clock> clocks = new ArrayList<>();
  private final List<NumericRange> exact = new ArrayList<>();

  /** The place of what a rule demands. */
  int add(Rule rule) {
    List<Long> demand = demand(rule);
    if (demand.size() == 1) {
      return RuleConditions.NONE;
    }
    Integer place = places.get(demand);
    if (place == null) {
      place = demands.size();
      demands.addAll(demand);
      places.put(demand, place);
    }
    return place;
  }

  RuleConditions build() {
    return new RuleConditions(
        demands.stream().mapToLong(Long::longValue).toArray(),
        clocks.toArray(new ZoneClocks.Clock[0]),
        exact.toArray(new NumericRange[0]));
  }

  private List<Long> demand(Rule rule) {
    List<Long> parts = new ArrayList<>();
    List<Long> uncoded = new ArrayList<>();
    long bits = rule.effect() == Outcome.ALLOW ? 0 : RuleConditions.HOLDS_ON_ABSENCE;
    for (Map.Entry<Attribute, NumericRange> entry : rule.when().ranges().entrySet()) {
      Attribute attribute = entry.getKey();
      if (addRange(attribute, entry.getValue(), parts)) {
        bits |= 1L << RequestWords.number(attribute);
      } else {
        uncoded.add(((long) RequestWords.number(attribute) << Integer.SIZE) | exact.size());
        exact.add(entry.getValue());
      }
    }
    if (rule.validity().isPresent()) {
      bits |= RuleConditions.VALID;
      addValidity(rule.validity().get(), parts);
    }
    if (rule.when().time().isPresent()) {
      bits |= RuleConditions.WINDOW;
      addWindow(rule.when().time().get(), parts);
    }
    if (!uncoded.isEmpty()) {
      bits |= RuleConditions.EXACT;
      parts.add((long) uncoded.size());
      parts.addAll(uncoded);
    }
    parts.add(0, bits);
    return parts;
  }

  /** Whether the range could be added: both bounds have a code. */
  private static boolean addRange(Attribute attribute, NumericRange range, List<Long> to) {
    OptionalLong lower = code(attribute, range.lower(), 1, 0);
    OptionalLong upper = code(attribute, range.upper(), -1, Long.MAX_VALUE);
    if (lower.isEmpty() || upper.isEmpty()) {
      return false;
    }
    to.add(lower.getAsLong());
    to.add(upper.getAsLong());
    return true;
  }

  /**
   * The last code inside a range.
   *
   * @param inwards from an exclusive bound to the last code inside
   * @param open that of an open end
   */
  private static OptionalLong code(
      Attribute attribute, Optional<Bound> bound, int inwards, long open) {
    if (bound.isEmpty()) {
      return OptionalLong.of(open);
    }
    OptionalLong code = AttributeCode.ofBound(attribute, bound.get().value());
    return code.isEmpty() || bound.get().inclusive()
        ? code
        : OptionalLong.of(code.getAsLong() + inwards);
  }

  private static void addValidity(Validity validity, List<Long> to) {
    Instant from = validity.from().orElse(Instant.MIN);
    to.add(from.getEpochSecond());
    to.add((long) from.getNano());
    // Requests have times that are long before the last instant.
    Instant until = validity.until().orElse(Instant.MAX);
    to.add(until.getEpochSecond());
    to.add((long) until.getNano());
  }

  private void addWindow(TimeWindow window, List<Long> to) {
    long starts = 0;
    for (DayOfWeek day : window.days()) {
      starts |= 1L << (day.getValue() - 1);
    }
    to.add(clockOf.computeIfAbsent(window.zone(), this::addClock));
    to.add((long) window.fromMinute());
    to.add((long) window.toMinute());
    to.add(starts);
  }

  private long addClock(ZoneId zone) {
    clocks.add(zones.of(zone));
    return clocks.size() - 1L;
  }
}

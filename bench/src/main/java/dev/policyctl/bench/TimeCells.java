package dev.policyctl.bench;

import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The time cells of generated rules, from {@link DeadRules#AS_OF} to 366 days past the last
 * validity. Looks at every full hour, which is exact where windows and validities begin and end at
 * full hours and zones are whole hours apart; generated ones do, and others are refused.
 */
final class TimeCells {
  private static final Duration YEAR = Duration.ofDays(366);

  private final Axis<When, Instant> axis;
  private final Map<When, BitSet> known = new HashMap<>();

  TimeCells(List<Rule> rules) {
    Set<When> conditions = new HashSet<>();
    Instant last = DeadRules.AS_OF;
    for (Rule rule : rules) {
      rule.when().time().map(TimeCells::exact).ifPresent(w -> conditions.add(When.of(w)));
      if (rule.validity().isPresent()) {
        Validity validity = rule.validity().get();
        conditions.add(When.of(validity));
        last = latest(last, validity.from());
        last = latest(last, validity.until());
      }
    }
    List<Instant> hours = new ArrayList<>();
    Instant end = last.plus(YEAR);
    for (Instant t = DeadRules.AS_OF; t.isBefore(end); t = t.plus(Duration.ofHours(1))) {
      hours.add(t);
    }
    axis = Axis.of(conditions, conditions.isEmpty() ? hours.subList(0, 1) : hours, When::holds);
  }

  private record When(Optional<TimeWindow> window, Optional<Validity> validity) {

    static When of(TimeWindow window) {
      return new When(Optional.of(window), Optional.empty());
    }

    static When of(Validity validity) {
      return new When(Optional.empty(), Optional.of(validity));
    }

    boolean holds(Instant time) {
      return window.map(w -> w.contains(time)).orElse(true)
          && validity.map(v -> v.contains(time)).orElse(true);
    }
  }

  private static TimeWindow exact(TimeWindow window) {
    if (window.fromMinute() % 60 != 0 || window.toMinute() % 60 != 0) {
      throw new IllegalArgumentException("not at full hours");
    }
    return window;
  }

  private static Instant latest(Instant one, Optional<Instant> other) {
    return other.filter(one::isBefore).orElse(one);
  }

  int size() {
    return axis.size();
  }

  /** The cells in which a rule exists and its window is open; shared, not to be changed. */
  BitSet of(Rule rule) {
    return known.computeIfAbsent(new When(rule.when().time(), rule.validity()), this::cells);
  }

  private BitSet cells(When when) {
    BitSet cells = new BitSet();
    cells.set(0, axis.size());
    when.window().ifPresent(w -> cells.and(axis.cells().getOrDefault(When.of(w), cells)));
    when.validity().ifPresent(v -> cells.and(axis.cells().getOrDefault(When.of(v), cells)));
    return cells;
  }

  /** An instant in a cell. */
  Instant instant(int cell) {
    return axis.representatives().get(cell);
  }
}

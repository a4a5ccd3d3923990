package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a rule demands beyond its selectors: in {@code when}, or by its validity. */
abstract class RuleCondition {

  /** Everything that a rule demands beyond its selectors; null where that is nothing. */
  static @Nullable RuleCondition of(Rule rule, ZoneClocks clocks) {
    List<RuleCondition> all = new ArrayList<>();
    boolean holdsOnAbsence = rule.effect() != Outcome.ALLOW;
    rule.when()
        .ranges()
        .forEach((attribute, range) -> all.add(new InRange(attribute, range, holdsOnAbsence)));
    rule.validity().ifPresent(validity -> all.add(new Valid(validity)));
    rule.when().time().ifPresent(window -> all.add(new InWindow(window, clocks)));
    if (all.isEmpty()) {
      return null;
    }
    return all.size() == 1 ? all.get(0) : new AllOf(all);
  }

  abstract boolean holds(Request request);

  private static final class AllOf extends RuleCondition {
    private final RuleCondition[] parts;

    AllOf(List<RuleCondition> parts) {
      this.parts = parts.toArray(new RuleCondition[0]);
    }

    @Override
    boolean holds(Request request) {
      for (RuleCondition part : parts) {
        if (!part.holds(request)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class InRange extends RuleCondition {
    private final Attribute attribute;
    private final @Nullable BigDecimal lower;
    private final @Nullable BigDecimal upper;

    /** What a comparison with the bound must reach: 0 where the bound is inside, else 1. */
    private final int lowerGap;

    private final int upperGap;
    private final boolean holdsOnAbsence;

    InRange(Attribute attribute, NumericRange range, boolean holdsOnAbsence) {
      this.attribute = attribute;
      this.lower = range.lower().map(bound -> bound.value()).orElse(null);
      this.upper = range.upper().map(bound -> bound.value()).orElse(null);
      this.lowerGap = range.lower().map(bound -> bound.inclusive() ? 0 : 1).orElse(0);
      this.upperGap = range.upper().map(bound -> bound.inclusive() ? 0 : 1).orElse(0);
      this.holdsOnAbsence = holdsOnAbsence;
    }

    @Override
    boolean holds(Request request) {
      BigDecimal value = request.attributeOrNull(attribute);
      if (value == null) {
        return holdsOnAbsence;
      }
      return (lower == null || value.compareTo(lower) >= lowerGap)
          && (upper == null || upper.compareTo(value) >= upperGap);
    }
  }

  private static final class Valid extends RuleCondition {
    private final @Nullable Instant from;
    private final @Nullable Instant until;

    Valid(Validity validity) {
      this.from = validity.from().orElse(null);
      this.until = validity.until().orElse(null);
    }

    @Override
    boolean holds(Request request) {
      Instant time = request.timeOrNull();
      return time != null
          && (from == null || !time.isBefore(from))
          && (until == null || time.isBefore(until));
    }
  }

  private static final class InWindow extends RuleCondition {
    private static final int MINUTES_A_DAY = 24 * 60;

    private final ZoneClocks.Clock clock;
    private final int from;
    private final int to;

    /** By day of the week from Monday on: whether a window starts then. */
    private final boolean[] starts = new boolean[7];

    InWindow(TimeWindow window, ZoneClocks clocks) {
      this.clock = clocks.of(window.zone());
      this.from = window.fromMinute();
      this.to = window.toMinute();
      for (DayOfWeek day : window.days()) {
        starts[day.getValue() - 1] = true;
      }
    }

    @Override
    boolean holds(Request request) {
      Instant time = request.timeOrNull();
      if (time == null) {
        return false;
      }
      int minuteOfWeek = clock.minuteOfWeek(time);
      int day = minuteOfWeek / MINUTES_A_DAY;
      int minute = minuteOfWeek % MINUTES_A_DAY;
      if (from < to) {
        return starts[day] && minute >= from && minute < to;
      }
      return (minute >= from && starts[day]) || (minute < to && starts[(day + 6) % 7]);
    }
  }
}

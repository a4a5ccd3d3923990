package dev.policyctl.evaluator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;

/** The wall clocks of the zones that a policy names, one a zone. */
final class ZoneClocks {
  private final Map<ZoneId, Clock> clocks = new HashMap<>();

  Clock of(ZoneId zone) {
    return clocks.computeIfAbsent(zone, z -> new Clock(z.getRules()));
  }

  /** One wall clock. Thread-safe. */
  static final class Clock {
    private static final int MINUTES_A_WEEK = 7 * 24 * 60;

    /** The epoch was a Thursday; weeks here start on Monday. */
    private static final int MINUTES_TO_EPOCH = 3 * 24 * 60;

    private final ZoneRules rules;

    /** The stretch of constant offset that was asked for last; any thread may replace it. */
    private volatile Stretch last = new Stretch(0, 0, 0);

    private record Stretch(long from, long until, int offset) {}

    Clock(ZoneRules rules) {
      this.rules = rules;
    }

    /**
     * Minutes since Monday 00:00 on the wall.
     *
     * @param second since the epoch
     */
    int minuteOfWeek(long second) {
      Stretch stretch = last;
      if (second < stretch.from() || second >= stretch.until()) {
        stretch = stretch(second);
        last = stretch;
      }
      long minute = Math.floorDiv(second + stretch.offset(), 60L);
      return Math.floorMod(minute + MINUTES_TO_EPOCH, MINUTES_A_WEEK);
    }

    private Stretch stretch(long second) {
      Instant instant = Instant.ofEpochSecond(second);
      ZoneOffsetTransition next = rules.nextTransition(instant);
      ZoneOffsetTransition previous = rules.previousTransition(instant.plusNanos(1));
      return new Stretch(
          previous == null ? Long.MIN_VALUE : previous.toEpochSecond(),
          next == null ? Long.MAX_VALUE : next.toEpochSecond(),
          rules.getOffset(instant).getTotalSeconds());
    }
  }
}

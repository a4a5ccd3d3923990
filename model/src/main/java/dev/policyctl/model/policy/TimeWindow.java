package dev.policyctl.model.policy;

import dev.policyctl.model.finding.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A weekly window of local wall-clock time, half-open; one whose end is before its start runs past
 * midnight into the next day, and its days are those on which it starts.
 *
 * @param days the days on which it starts; never empty
 * @param fromMinute minutes after midnight, 0 to 1439
 * @param toMinute minutes after midnight, 1 to 1440; never {@code fromMinute}
 */
public record TimeWindow(
    Span span, Set<DayOfWeek> days, int fromMinute, int toMinute, ZoneId zone) {

  public TimeWindow {
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
  }

  /** Whether the wall clock of the zone shows a time inside the window at this instant. */
  public boolean contains(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    int minute = local.getHour() * 60 + local.getMinute();
    DayOfWeek day = local.getDayOfWeek();
    if (fromMinute < toMinute) {
      return days.contains(day) && minute >= fromMinute && minute < toMinute;
    }
    return (minute >= fromMinute && days.contains(day))
        || (minute < toMinute && days.contains(day.minus(1)));
  }
}

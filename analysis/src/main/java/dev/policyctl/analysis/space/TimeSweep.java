package dev.policyctl.analysis.space;

import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Walks from as-of to a horizon, and notes every combination of conditions that holds at some
 * instant.
 *
 * <p>The walk is cut into stretches in which no zone changes its offset and no validity begins or
 * ends. Within one everything repeats weekly, so its first week says all; and of two stretches with
 * the same offsets and validities the later one says nothing new once a whole week of them was
 * seen. So a horizon in the year 9999 costs a few hundred weeks, not eight thousand years.
 */
final class TimeSweep {
  /** A year, leap or not. */
  static final Duration YEAR = Duration.ofDays(366);

  private static final Duration WEEK = Duration.ofDays(7);
  private static final long MINUTES_A_DAY = 24 * 60;
  private static final long MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

  /** The epoch was a Thursday; weeks here start on Monday. */
  private static final long MINUTES_TO_EPOCH = 3 * MINUTES_A_DAY;

  private final List<TimeWindow> windows;
  private final List<Validity> validities;
  private final Instant asOf;
  private final Instant horizon;
  private final List<ZoneId> zones;
  private final Map<BitSet, Instant> groups = new LinkedHashMap<>();

  TimeSweep(List<TimeWindow> windows, List<Validity> validities, Instant asOf, Instant horizon) {
    this.windows = windows;
    this.validities = validities;
    this.asOf = asOf;
    this.horizon = horizon;
    this.zones = windows.stream().map(TimeWindow::zone).distinct().toList();
  }

  /** What holds together, windows by number and then validities, with the first such instant. */
  Map<BitSet, Instant> groups() {
    Set<List<Object>> seen = new HashSet<>();
    List<Instant> starts = new ArrayList<>(stretches());
    for (int i = 0; i < starts.size(); i++) {
      Instant from = starts.get(i);
      Instant until = i + 1 < starts.size() ? starts.get(i + 1) : horizon;
      BitSet valid = valid(from);
      List<Object> key = new ArrayList<>();
      key.add(valid);
      zones.forEach(zone -> key.add(zone.getRules().getOffset(from)));
      boolean whole = Duration.between(from, until).compareTo(WEEK) >= 0;
      if (!seen.contains(key)) {
        sweep(from, whole ? from.plus(WEEK) : until, valid);
        if (whole) {
          seen.add(key);
        }
      }
    }
    return groups;
  }

  /** Where an offset or a validity changes, as-of first. */
  private Set<Instant> stretches() {
    TreeSet<Instant> starts = new TreeSet<>(List.of(asOf));
    for (ZoneId zone : zones) {
      ZoneOffsetTransition next = zone.getRules().nextTransition(asOf);
      while (next != null && next.getInstant().isBefore(horizon)) {
        starts.add(next.getInstant());
        next = zone.getRules().nextTransition(next.getInstant());
      }
    }
    for (Validity validity : validities) {
      validity.from().filter(this::inside).ifPresent(starts::add);
      validity.until().filter(this::inside).ifPresent(starts::add);
    }
    return starts;
  }

  private boolean inside(Instant instant) {
    return instant.isAfter(asOf) && instant.isBefore(horizon);
  }

  private BitSet valid(Instant instant) {
    BitSet valid = new BitSet();
    for (int i = 0; i < validities.size(); i++) {
      valid.set(windows.size() + i, validities.get(i).contains(instant));
    }
    return valid;
  }

  /** Takes every combination of windows from an instant to another, at most a week later. */
  private void sweep(Instant from, Instant until, BitSet valid) {
    BitSet now = (BitSet) valid.clone();
    TreeMap<Instant, BitSet> changes = new TreeMap<>();
    for (int i = 0; i < windows.size(); i++) {
      TimeWindow window = windows.get(i);
      now.set(i, window.contains(from));
      changes(window, i, from, until, changes);
    }
    note(now, from);
    changes.forEach(
        (instant, flipped) -> {
          now.xor(flipped);
          note(now, instant);
        });
  }

  private void note(BitSet now, Instant instant) {
    if (!groups.containsKey(now)) {
      groups.put((BitSet) now.clone(), instant);
    }
  }

  /** Adds where a window opens or closes; one that closes as it opens again does neither. */
  private static void changes(
      TimeWindow window, int number, Instant from, Instant until, Map<Instant, BitSet> changes) {
    long offset = window.zone().getRules().getOffset(from).getTotalSeconds();
    long length =
        window.fromMinute() < window.toMinute()
            ? window.toMinute() - window.fromMinute()
            : MINUTES_A_DAY - window.fromMinute() + window.toMinute();
    for (java.time.DayOfWeek day : window.days()) {
      long opens = (day.getValue() - 1) * MINUTES_A_DAY + window.fromMinute();
      flip(opens, offset, number, from, until, changes);
      flip(opens + length, offset, number, from, until, changes);
    }
  }

  /** Flips a condition at a minute of the local week, where that lies between the two instants. */
  private static void flip(
      long minuteOfWeek,
      long offset,
      int number,
      Instant from,
      Instant until,
      Map<Instant, BitSet> changes) {
    long week = MINUTES_A_WEEK * 60;
    long second = (minuteOfWeek - MINUTES_TO_EPOCH) * 60 - offset;
    long start = from.getEpochSecond();
    long first = second + Math.floorDiv(start - second, week) * week;
    for (long at = first; at <= start + week; at += week) {
      Instant instant = Instant.ofEpochSecond(at);
      if (instant.isAfter(from) && instant.isBefore(until)) {
        changes.computeIfAbsent(instant, i -> new BitSet()).flip(number);
      }
    }
  }
}

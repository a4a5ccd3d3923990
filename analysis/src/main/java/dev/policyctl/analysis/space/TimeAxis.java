package dev.policyctl.analysis.space;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Time, as one axis whatever the zones: every instant from as-of to a horizon, grouped by which of
 * the policy's distinct {@code time} and {@code validity} conditions hold; an atom is a group that
 * occurs, in the order of their first instants. Local times in two zones are not independent of
 * each other, so they are never a product.
 */
public final class TimeAxis implements Axis {
  /** No request has a later time. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final List<Instant> firsts = new ArrayList<>();
  private final Map<Window, long[]> windows = new HashMap<>();
  private final Map<Span, long[]> validities = new HashMap<>();
  private final Instant asOf;
  private final Instant horizon;

  /** A window as it is compared: where it stands is no matter. */
  private record Window(java.util.Set<java.time.DayOfWeek> days, int from, int to, ZoneId zone) {
    static Window of(TimeWindow window) {
      return new Window(window.days(), window.fromMinute(), window.toMinute(), window.zone());
    }
  }

  /** A validity as it is compared. */
  private record Span(Instant from, Instant until) {
    static Span of(Validity validity) {
      return new Span(validity.from().orElse(Instant.MIN), validity.until().orElse(Instant.MAX));
    }
  }

  TimeAxis(Collection<TimeWindow> time, Collection<Validity> valid, Instant asOf) {
    this.asOf = asOf;
    Map<Window, TimeWindow> distinct = new LinkedHashMap<>();
    time.forEach(window -> distinct.putIfAbsent(Window.of(window), window));
    Map<Span, Validity> spans = new LinkedHashMap<>();
    valid.forEach(validity -> spans.putIfAbsent(Span.of(validity), validity));
    this.horizon = horizon(spans.values(), asOf);
    TimeSweep sweep =
        new TimeSweep(List.copyOf(distinct.values()), List.copyOf(spans.values()), asOf, horizon);
    Map<BitSet, Instant> groups = sweep.groups();
    List<BitSet> held = new ArrayList<>(groups.keySet());
    firsts.addAll(groups.values());
    int condition = 0;
    for (Window window : distinct.keySet()) {
      windows.put(window, column(held, condition++));
    }
    for (Span span : spans.keySet()) {
      validities.put(span, column(held, condition++));
    }
  }

  private static long[] column(List<BitSet> held, int condition) {
    long[] atoms = Bits.empty(held.size());
    for (int atom = 0; atom < held.size(); atom++) {
      if (held.get(atom).get(condition)) {
        Bits.set(atoms, atom);
      }
    }
    return atoms;
  }

  /**
   * A year past as-of, and past the last end of any validity: every rule's first week is inside.
   */
  private static Instant horizon(Collection<Validity> validities, Instant asOf) {
    TreeSet<Instant> ends = new TreeSet<>(List.of(asOf));
    for (Validity validity : validities) {
      validity.from().ifPresent(ends::add);
      validity.until().ifPresent(ends::add);
    }
    Instant horizon = ends.last().plus(TimeSweep.YEAR);
    return horizon.isAfter(LAST) ? LAST : horizon;
  }

  /** The moment from which on requests are considered. */
  public Instant asOf() {
    return asOf;
  }

  /** The moment up to which they are. */
  public Instant horizon() {
    return horizon;
  }

  @Override
  public String label() {
    return "time";
  }

  @Override
  public int size() {
    return firsts.size();
  }

  @Override
  public String name(int atom) {
    return "as at " + firsts.get(atom);
  }

  /** The first instant of an atom. */
  public Instant first(int atom) {
    return firsts.get(atom);
  }

  @Override
  public void put(int atom, Request.Builder request) {
    request.time(firsts.get(atom));
  }

  long[] atoms(TimeWindow window) {
    return windows.getOrDefault(Window.of(window), Bits.empty(size()));
  }

  long[] atoms(Validity validity) {
    return validities.getOrDefault(Span.of(validity), Bits.empty(size()));
  }
}

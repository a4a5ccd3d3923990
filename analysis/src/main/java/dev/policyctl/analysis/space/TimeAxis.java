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
import java.util.Optional;
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

  private final List<Condition> conditions = new ArrayList<>();

  /**
   * A condition on time that the policy has.
   *
   * @param window a window; otherwise a validity
   * @param atoms the groups in which it holds; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Condition(Optional<TimeWindow> window, Optional<Validity> validity, long[] atoms) {

    boolean holds(Instant instant) {
      return window.map(w -> w.contains(instant)).orElse(true)
          && validity.map(v -> v.contains(instant)).orElse(true);
    }
  }

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
      long[] column = column(held, condition++);
      windows.put(window, column);
      conditions.add(
          new Condition(Optional.ofNullable(distinct.get(window)), Optional.empty(), column));
    }
    for (Span span : spans.keySet()) {
      long[] column = column(held, condition++);
      validities.put(span, column);
      conditions.add(new Condition(Optional.empty(), Optional.ofNullable(spans.get(span)), column));
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

  /** The distinct conditions on time. */
  public List<Condition> conditions() {
    return List.copyOf(conditions);
  }

  /** The one atom of an instant between as-of and the horizon. */
  public long[] at(Instant instant) {
    long[] atoms = Bits.full(size());
    for (Condition condition : conditions) {
      atoms =
          condition.holds(instant)
              ? Bits.and(atoms, condition.atoms())
              : Bits.minus(atoms, condition.atoms());
    }
    return atoms;
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

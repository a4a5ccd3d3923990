package dev.policyctl.analysis.change;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * How what a rule matches differs between two sides, in their joint space; so that a glob as it
 * always was, which now catches one model more, has grown. Boxes that are not empty lie in each
 * other exactly where their sets do on every axis.
 *
 * @param more the axes on which it gains, in words
 * @param less the axes on which it loses
 */
record MatchChange(List<String> more, List<String> less) {
  private static final MatchChange NONE = new MatchChange(List.of(), List.of());

  MatchChange {
    more = List.copyOf(more);
    less = List.copyOf(less);
  }

  /** The change of one rule, by its rank on either side. */
  static MatchChange of(RequestSpace space, int before, int after) {
    boolean same = true;
    for (int axis = 0; axis < space.axes().size() && same; axis++) {
      same = space.before().set(axis, before) == space.after().set(axis, after);
    }
    if (same) {
      return NONE;
    }
    List<long[]> one = new ArrayList<>();
    List<long[]> other = new ArrayList<>();
    for (int axis = 0; axis < space.axes().size(); axis++) {
      one.add(space.before().atoms(axis, before));
      other.add(space.after().atoms(axis, after));
    }
    return between(space, one, other);
  }

  /** As above, as far as both are within a box. */
  static MatchChange of(RequestSpace space, int before, int after, List<long[]> box) {
    List<long[]> one = new ArrayList<>();
    List<long[]> other = new ArrayList<>();
    for (int axis = 0; axis < space.axes().size(); axis++) {
      one.add(Bits.and(space.before().atoms(axis, before), box.get(axis)));
      other.add(Bits.and(space.after().atoms(axis, after), box.get(axis)));
    }
    return between(space, one, other);
  }

  private static MatchChange between(RequestSpace space, List<long[]> before, List<long[]> after) {
    boolean emptyBefore = before.stream().anyMatch(Bits::isEmpty);
    boolean emptyAfter = after.stream().anyMatch(Bits::isEmpty);
    List<String> more = new ArrayList<>();
    List<String> less = new ArrayList<>();
    for (int axis = 0; axis < before.size(); axis++) {
      String label = space.axes().get(axis).label();
      boolean gains = !Bits.contains(before.get(axis), after.get(axis));
      boolean loses = !Bits.contains(after.get(axis), before.get(axis));
      if (emptyBefore != emptyAfter && (gains || loses)) {
        (emptyBefore ? more : less).add(label);
      } else if (!emptyBefore) {
        if (gains) {
          more.add(label);
        }
        if (loses) {
          less.add(label);
        }
      }
    }
    return new MatchChange(more, less);
  }

  boolean grows() {
    return !more.isEmpty();
  }

  boolean loses() {
    return !less.isEmpty();
  }
}

package dev.policyctl.analysis.change;

import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts shifts by their outcomes. */
final class Tally {
  private static final int COMBINATIONS = 0;
  private static final int REQUESTS = 1;
  private static final int TWO_ROLES = 2;

  private final Map<Outcome, Map<Outcome, BigInteger[]>> counts = new EnumMap<>(Outcome.class);
  private final Set<List<Outcome>> ofCategory = new HashSet<>();

  private BigInteger[] of(Outcome from, Outcome to) {
    return counts
        .computeIfAbsent(from, f -> new EnumMap<>(Outcome.class))
        .computeIfAbsent(
            to, t -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO});
  }

  private void add(Outcome from, Outcome to, int what, BigInteger count) {
    BigInteger[] all = of(from, to);
    all[what] = all[what].add(count);
  }

  /** Begins with the cells of the next categorical part. */
  void category() {
    ofCategory.clear();
  }

  /** Takes a part of the current category for one role. */
  void one(Shift shift, BigInteger combinations, BigInteger requests) {
    Outcome from = shift.before().outcome();
    Outcome to = shift.after().outcome();
    add(from, to, REQUESTS, requests);
    if (ofCategory.add(List.of(from, to))) {
      add(from, to, COMBINATIONS, combinations);
    }
  }

  /** Takes a part of the current category for two roles; counted in halves. */
  void two(Shift shift, BigInteger halves) {
    Outcome from = shift.before().outcome();
    Outcome to = shift.after().outcome();
    if (ofCategory.add(List.of(from, to))) {
      add(from, to, TWO_ROLES, halves);
    }
  }

  /** The transitions; those that let in first. */
  List<Transition> transitions() {
    List<Transition> transitions = new ArrayList<>();
    counts.forEach(
        (from, row) ->
            row.forEach(
                (to, all) ->
                    transitions.add(
                        new Transition(
                            from,
                            to,
                            all[COMBINATIONS],
                            all[REQUESTS],
                            all[TWO_ROLES].shiftRight(1)))));
    transitions.sort(
        Comparator.comparingInt((Transition t) -> kind(t))
            .thenComparing(Transition::from)
            .thenComparing(Transition::to, Comparator.reverseOrder()));
    return transitions;
  }

  private static int kind(Transition transition) {
    if (transition.from() == transition.to()) {
      return 2;
    }
    return transition.from().stricterThan(transition.to()) ? 0 : 1;
  }
}

package dev.policyctl.analysis.change;

import dev.policyctl.analysis.change.EveryPair.Answers;
import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts of transitions, request by request. */
final class ExpectedCounts implements EveryPair.Visitor {
  private final Map<List<Outcome>, long[]> counts = new HashMap<>();

  /** Whether some combination has a transition in some cells and not in others. */
  boolean cellsMatter;

  @Override
  public void visit(EveryPair.Rest rest) {
    for (List<Answers> identity : rest.one()) {
      Set<List<Outcome>> seen = new HashSet<>();
      long differing = 0;
      for (Answers cell : identity) {
        if (cell.differ()) {
          of(cell)[1]++;
          differing++;
          if (seen.add(outcomes(cell))) {
            of(cell)[0]++;
          }
        }
      }
      cellsMatter |= differing > 0 && differing < identity.size();
    }
    rest.two()
        .forEach(
            (pair, cells) -> {
              Set<List<Outcome>> seen = new HashSet<>();
              for (int i = 0; i < cells.size(); i++) {
                if (joint(rest, pair, i) && seen.add(outcomes(cells.get(i)))) {
                  of(cells.get(i))[2]++;
                }
              }
            });
  }

  /** Whether a pair of roles has in a cell a transition that neither role alone has there. */
  static boolean joint(EveryPair.Rest rest, List<Integer> pair, int cell) {
    Answers both = rest.two().getOrDefault(pair, List.of()).get(cell);
    return both.differ()
        && pair.stream().noneMatch(role -> both.likeTransition(rest.one().get(role).get(cell)));
  }

  private static List<Outcome> outcomes(Answers cell) {
    return List.of(cell.before().outcome(), cell.after().outcome());
  }

  private long[] of(Answers cell) {
    return counts.computeIfAbsent(outcomes(cell), k -> new long[3]);
  }

  /** The transitions, in no order. */
  Set<Transition> transitions() {
    Set<Transition> transitions = new HashSet<>();
    counts.forEach(
        (outcomes, all) ->
            transitions.add(
                new Transition(
                    outcomes.get(0),
                    outcomes.get(1),
                    BigInteger.valueOf(all[0]),
                    BigInteger.valueOf(all[1]),
                    BigInteger.valueOf(all[2]))));
    return transitions;
  }

  /** Whether a transition is counted no higher than here. */
  boolean atMost(Transition transition) {
    long[] all = counts.getOrDefault(List.of(transition.from(), transition.to()), new long[3]);
    return transition.combinations().compareTo(BigInteger.valueOf(all[0])) <= 0
        && transition.requests().compareTo(BigInteger.valueOf(all[1])) <= 0
        && transition.twoRoles().compareTo(BigInteger.valueOf(all[2])) <= 0;
  }
}

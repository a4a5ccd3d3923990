package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.Grouping;
import dev.policyctl.analysis.anomaly.Paired;
import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.List;

/**
 * One rule that gets into the way of others, reported once.
 *
 * @param hub the rule
 * @param hubFirst whether it is the first one of every pair
 * @param pairs it with each of the others, by their ranks; at least one
 * @param joint whether it takes two roles, or two classes, to show
 */
record Star<T extends Paired>(RankedRule hub, boolean hubFirst, List<T> pairs, boolean joint) {

  Star {
    pairs = List.copyOf(pairs);
  }

  /** The stars of pairs whose order does not matter. */
  static <T extends Paired> List<Star<T>> of(List<T> pairs, boolean joint) {
    List<Star<T>> stars = new ArrayList<>();
    for (Grouping.Group<T> group : Grouping.of(pairs)) {
      RankedRule hub = group.hub();
      boolean first = group.pairs().stream().allMatch(pair -> pair.first() == hub);
      stars.add(new Star<>(hub, first, group.pairs(), joint));
    }
    return stars;
  }

  /** The stars of pairs of which the first does something to the second. */
  static <T extends Paired> List<Star<T>> directed(List<T> pairs, boolean joint) {
    List<Star<T>> stars = new ArrayList<>();
    for (Grouping.Group<T> group : Grouping.of(pairs)) {
      for (boolean first : new boolean[] {true, false}) {
        List<T> half =
            group.pairs().stream().filter(p -> (p.first() == group.hub()) == first).toList();
        if (!half.isEmpty()) {
          stars.add(new Star<>(group.hub(), first, half, joint));
        }
      }
    }
    return stars;
  }

  /** The other rule of a pair; the rule itself where it is alone. */
  RankedRule partner(T pair) {
    return pair.first() == hub ? pair.second() : pair.first();
  }

  /** The other rules. */
  List<RankedRule> partners() {
    return pairs.stream().map(this::partner).toList();
  }

  /** Whether a single pair is all there is. */
  boolean single() {
    return pairs.size() == 1;
  }

  T firstPair() {
    return pairs.get(0);
  }
}

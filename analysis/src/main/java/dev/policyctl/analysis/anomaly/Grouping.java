package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Pairs of rules put together by what they have in common, so that one rule that clashes with forty
 * is reported once: a greedy cover of the pairs by stars (Chvátal 1979), the rule with the most
 * pairs that are left first.
 */
public final class Grouping {
  private Grouping() {}

  /**
   * Pairs that share a rule.
   *
   * @param hub the rule that they share; of a single pair the first
   * @param pairs at least one, by the rank of the other rule
   */
  public record Group<T extends Paired>(RankedRule hub, List<T> pairs) {
    public Group {
      pairs = List.copyOf(pairs);
    }
  }

  /** A rule, and how many pairs it had when it was last counted. */
  private record Star(RankedRule hub, int size) {}

  /** Every pair in one group, the larger groups first. */
  public static <T extends Paired> List<Group<T>> of(List<T> pairs) {
    Map<Integer, List<T>> byRank = new LinkedHashMap<>();
    PriorityQueue<Star> open = stars(pairs, byRank);
    List<Group<T>> groups = new ArrayList<>();
    java.util.Set<T> grouped =
        java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    while (!open.isEmpty()) {
      Star star = open.remove();
      int hub = star.hub().rank();
      List<T> left =
          byRank.getOrDefault(hub, List.of()).stream().filter(p -> !grouped.contains(p)).toList();
      if (left.size() < star.size()) {
        if (!left.isEmpty()) {
          open.add(new Star(star.hub(), left.size()));
        }
        continue;
      }
      grouped.addAll(left);
      groups.add(
          left.size() == 1
              ? new Group<>(left.get(0).first(), left)
              : new Group<>(star.hub(), sorted(hub, left)));
    }
    return List.copyOf(groups);
  }

  private static <T extends Paired> PriorityQueue<Star> stars(
      List<T> pairs, Map<Integer, List<T>> byRank) {
    Map<Integer, RankedRule> rules = new LinkedHashMap<>();
    for (T pair : pairs) {
      for (RankedRule rule :
          pair.first() == pair.second()
              ? List.of(pair.first())
              : List.of(pair.first(), pair.second())) {
        rules.put(rule.rank(), rule);
        byRank.computeIfAbsent(rule.rank(), r -> new ArrayList<>()).add(pair);
      }
    }
    PriorityQueue<Star> stars =
        new PriorityQueue<>(
            Comparator.comparingInt(Star::size)
                .reversed()
                .thenComparingInt(star -> star.hub().rank()));
    rules.forEach(
        (rank, rule) -> stars.add(new Star(rule, byRank.getOrDefault(rank, List.of()).size())));
    return stars;
  }

  private static <T extends Paired> List<T> sorted(int hub, List<T> pairs) {
    return pairs.stream()
        .sorted(
            Comparator.comparingInt(
                pair -> pair.first().rank() == hub ? pair.second().rank() : pair.first().rank()))
        .toList();
  }
}

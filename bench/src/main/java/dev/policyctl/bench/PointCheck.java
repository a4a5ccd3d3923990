package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a rule that an analysis wrongly calls dead: draws points of such rules, each of which a
 * rule of a smaller tier must match. What it finds is an error of the analysis for certain; it
 * finds only what a few hundred points show.
 */
final class PointCheck {
  private static final int RULES = 300;
  private static final int POINTS = 20;

  private final List<RankedRule> rules;
  private final List<List<BitSet>> boxes = new ArrayList<>();
  private final Draw draw;

  PointCheck(CompiledPolicy policy, Draw draw) {
    this.rules = policy.rules();
    this.draw = draw;
    RuleBoxes all = new RuleBoxes(policy);
    rules.forEach(rule -> boxes.add(all.box(rule)));
  }

  /**
   * Tries some of the rules called dead.
   *
   * @throws IllegalStateException when one is live
   */
  void check(Set<String> dead) {
    List<RankedRule> called = rules.stream().filter(rule -> dead.contains(rule.id())).toList();
    for (RankedRule rule : draw.some(RULES, called)) {
      for (int i = 0; i < POINTS; i++) {
        Optional<List<Integer>> point = point(rule);
        if (point.isPresent() && !covered(rule, point.get())) {
          throw new IllegalStateException("live at " + point.get() + ": " + rule.id());
        }
      }
    }
  }

  /** A random point of a rule, if it has one. */
  Optional<List<Integer>> point(RankedRule rule) {
    List<Integer> point = new ArrayList<>();
    for (BitSet set : boxes.get(rule.rank())) {
      if (set.isEmpty()) {
        return Optional.empty();
      }
      point.add(draw.one(set.stream().boxed().toList()));
    }
    return Optional.of(point);
  }

  /** Whether a rule of a smaller tier than this one's matches at the point. */
  boolean covered(RankedRule rule, List<Integer> point) {
    for (int i = 0; rules.get(i).tier() < rule.tier(); i++) {
      if (contains(boxes.get(i), point)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(List<BitSet> box, List<Integer> point) {
    for (int i = 0; i < box.size(); i++) {
      if (!box.get(i).get(point.get(i))) {
        return false;
      }
    }
    return true;
  }
}

package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The conflicts of a policy pair by pair, between bounds: pairs of one priority and different
 * effects that overlap, and those of them that a random point outside of every rule of higher
 * priority shows.
 */
final class NaiveConflicts {
  private static final int POINTS = 8;

  private final List<RankedRule> rules;
  private final List<List<BitSet>> boxes = new ArrayList<>();
  private final Draw draw;

  NaiveConflicts(CompiledPolicy policy, Draw draw) {
    this.rules = policy.rules();
    this.draw = draw;
    RuleBoxes all = new RuleBoxes(policy);
    rules.forEach(rule -> boxes.add(all.box(rule)));
  }

  /** How many conflicts there are. */
  record Bounds(long atLeast, long atMost) {}

  /** Whether two rules of one priority and different effects have a request in common. */
  boolean overlap(RankedRule one, RankedRule other) {
    return one.priority() == other.priority()
        && one.effect() != other.effect()
        && !common(one.rank(), other.rank()).isEmpty();
  }

  /** What two boxes have in common; empty where they are apart. */
  private List<BitSet> common(int one, int other) {
    List<BitSet> common = new ArrayList<>();
    for (int i = 0; i < boxes.get(one).size(); i++) {
      if (!boxes.get(one).get(i).intersects(boxes.get(other).get(i))) {
        return List.of();
      }
      BitSet both = (BitSet) boxes.get(one).get(i).clone();
      both.and(boxes.get(other).get(i));
      common.add(both);
    }
    return common;
  }

  /** Looks at every pair. */
  Bounds count() {
    long atLeast = 0;
    long atMost = 0;
    for (int one = 0; one < rules.size(); one++) {
      for (int other = one + 1;
          other < rules.size() && rules.get(other).priority() == rules.get(one).priority();
          other++) {
        if (overlap(rules.get(one), rules.get(other))) {
          atMost++;
          atLeast += shown(common(one, other), rules.get(one).priority()) ? 1 : 0;
        }
      }
    }
    return new Bounds(atLeast, atMost);
  }

  /** Whether one of some points of a box is in no rule of a higher priority. */
  private boolean shown(List<BitSet> box, int priority) {
    for (int i = 0; i < POINTS; i++) {
      List<Integer> point = new ArrayList<>();
      for (BitSet values : box) {
        point.add(draw.one(values.stream().boxed().toList()));
      }
      if (!outranked(point, priority)) {
        return true;
      }
    }
    return false;
  }

  private boolean outranked(List<Integer> point, int priority) {
    for (int rank = 0; rules.get(rank).priority() > priority; rank++) {
      if (contains(boxes.get(rank), point)) {
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

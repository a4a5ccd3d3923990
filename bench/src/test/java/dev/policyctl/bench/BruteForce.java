package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Dead rules by ways too slow and too simple to be wrong. */
final class BruteForce {
  private BruteForce() {}

  /** By counting every request of a policy without conditions. */
  static Set<String> dead(CompiledPolicy policy) {
    Set<String> dead = new TreeSet<>();
    policy.rules().forEach(rule -> dead.add(rule.id()));
    visit(policy, new ArrayList<>(), policy.rules(), dead);
    return dead;
  }

  /** Takes away who decides one of the requests that begin with some values. */
  private static void visit(
      CompiledPolicy policy, List<Integer> values, List<RankedRule> matching, Set<String> dead) {
    int position = values.size();
    if (position == policy.dimensions().size()) {
      matching.stream()
          .filter(rule -> rule.tier() == matching.get(0).tier())
          .forEach(rule -> dead.remove(rule.id()));
      return;
    }
    for (int value = 0; value < policy.values(position); value++) {
      int next = value;
      List<RankedRule> left =
          matching.stream().filter(rule -> rule.accepted(position).get(next)).toList();
      if (!left.isEmpty()) {
        values.add(value);
        visit(policy, values, left, dead);
        values.remove(position);
      }
    }
  }

  /** By taking boxes off boxes; for policies with conditions, whose requests are too many. */
  static Set<String> deadBySubtraction(CompiledPolicy policy) {
    RuleBoxes boxes = new RuleBoxes(policy);
    Set<String> dead = new TreeSet<>();
    for (RankedRule rule : policy.rules()) {
      List<List<BitSet>> left = new ArrayList<>();
      left.add(boxes.box(rule));
      for (RankedRule other : policy.rules()) {
        if (other.tier() < rule.tier()) {
          left = subtract(left, boxes.box(other));
        }
      }
      if (left.stream().allMatch(box -> box.stream().anyMatch(BitSet::isEmpty))) {
        dead.add(rule.id());
      }
    }
    return dead;
  }

  private static List<List<BitSet>> subtract(List<List<BitSet>> from, List<BitSet> box) {
    List<List<BitSet>> left = new ArrayList<>();
    for (List<BitSet> part : from) {
      boolean meets = true;
      for (int i = 0; i < box.size(); i++) {
        meets &= part.get(i).intersects(box.get(i));
      }
      if (meets) {
        addRemains(part, box, left);
      } else {
        left.add(part);
      }
    }
    return left;
  }

  private static void addRemains(List<BitSet> part, List<BitSet> box, List<List<BitSet>> to) {
    List<BitSet> inner = new ArrayList<>(part);
    for (int i = 0; i < box.size(); i++) {
      BitSet outside = (BitSet) inner.get(i).clone();
      outside.andNot(box.get(i));
      if (!outside.isEmpty()) {
        List<BitSet> remains = new ArrayList<>(inner);
        remains.set(i, outside);
        to.add(remains);
      }
      BitSet inside = (BitSet) inner.get(i).clone();
      inside.and(box.get(i));
      inner.set(i, inside);
    }
  }
}

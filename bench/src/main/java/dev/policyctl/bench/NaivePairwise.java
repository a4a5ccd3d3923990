package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What most linters do: a rule is dead if one rule of a smaller tier accepts everything that it
 * accepts. Each pair is compared. What it calls dead is dead; rules that only several together
 * cover it misses.
 */
final class NaivePairwise implements DeadRules {

  @Override
  public Set<String> dead(CompiledPolicy policy) {
    RuleBoxes boxes = new RuleBoxes(policy);
    List<long[][]> words = new ArrayList<>();
    policy.rules().forEach(rule -> words.add(words(boxes.box(rule))));
    Set<String> dead = new TreeSet<>();
    int smaller = 0;
    for (int i = 0; i < words.size(); i++) {
      RankedRule rule = policy.rules().get(i);
      while (policy.rules().get(smaller).tier() < rule.tier()) {
        smaller++;
      }
      if (isEmpty(words.get(i)) || anyContains(words, smaller, words.get(i))) {
        dead.add(rule.id());
      }
    }
    return dead;
  }

  private static long[][] words(List<BitSet> box) {
    return box.stream().map(BitSet::toLongArray).toArray(long[][]::new);
  }

  private static boolean isEmpty(long[][] box) {
    for (long[] set : box) {
      if (set.length == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyContains(List<long[][]> boxes, int count, long[][] inner) {
    for (int j = 0; j < count; j++) {
      if (contains(boxes.get(j), inner)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(long[][] outer, long[][] inner) {
    for (int i = 0; i < inner.length; i++) {
      if (!contains(outer[i], inner[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(long[] outer, long[] inner) {
    if (inner.length > outer.length) {
      return false;
    }
    for (int i = 0; i < inner.length; i++) {
      if ((inner[i] & ~outer[i]) != 0) {
        return false;
      }
    }
    return true;
  }
}

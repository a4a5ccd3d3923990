package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Finds rules that could go without a trace, one at a time, for identities of one and of two roles.
 * Random requests show that most rules are missed; the rest is asked exactly, by {@link
 * Replacement}.
 */
public final class RedundantRules {
  /** How many requests are tried before other rules are looked at, and then with each of those. */
  private static final int ALONE = 4;

  private static final int TOGETHER = 2;

  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final Points points;

  private RedundantRules(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.points = new Points(policy);
  }

  /**
   * What was found, by rank.
   *
   * @param undetermined the rules that the budget did not suffice to judge
   */
  public record Answer(List<RedundantRule> redundant, List<RankedRule> undetermined) {
    public Answer {
      redundant = List.copyOf(redundant);
      undetermined = List.copyOf(undetermined);
    }
  }

  /**
   * Judges every rule but some.
   *
   * @param dead the ranks of rules that are dead, or may be
   */
  public static Answer of(PolicySpace policy, Set<Integer> dead) {
    RedundantRules rules = new RedundantRules(policy);
    List<RedundantRule> redundant = new ArrayList<>();
    List<RankedRule> undetermined = new ArrayList<>();
    for (int rank = 0; rank < rules.boxes.size(); rank++) {
      if (!dead.contains(rank)) {
        try {
          if (rules.redundant(rank)) {
            RankedRule rule = rules.boxes.rule(rank);
            redundant.add(new RedundantRule(rule, rules.repeatsDefault(rule)));
          }
        } catch (Budget.Exhausted e) {
          undetermined.add(rules.boxes.rule(rank));
        }
      }
    }
    return new Answer(redundant, undetermined);
  }

  private boolean repeatsDefault(RankedRule rule) {
    return rule.effect() == Outcome.DENY
        && rule.obligations().isEmpty()
        && boxes.policy().policy().defaultOutcome() == Outcome.DENY;
  }

  private boolean redundant(int rank) {
    SplittableRandom random = new SplittableRandom(rank);
    for (int i = 0; i < ALONE; i++) {
      int[] point = points.draw(rank, random);
      if (missed(rank, point, point)) {
        return false;
      }
    }
    Replacement replacement = new Replacement(policy, rank);
    for (int rival : replacement.rivals()) {
      for (int i = 0; i < TOGETHER; i++) {
        int[] point = points.draw(rank, random);
        int[] other = points.meet(point, rank, rival, random);
        if (missed(rank, point, other)) {
          return false;
        }
      }
    }
    return replacement.alike();
  }

  /** Whether an identity with the roles of both points is decided otherwise without the rule. */
  private boolean missed(int rank, int[] point, int[] other) {
    return points.first(point, other, 0, boxes.tierStart(rank)) < 0
        && !points.decide(point, other, -1).equals(points.decide(point, other, rank));
  }
}

package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.space.RuleBoxes;
import java.util.List;

/**
 * Finds the overrides: a rule decides some request that a rule of another effect matches too, one
 * of lower priority or, under {@code deny-overrides}, a less strict one. Most are meant.
 */
public final class Overrides {
  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final PairSearch<RulePair> search;
  private final Judged judged;

  private Overrides(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.search = new PairSearch<>(policy, this::question, policy::pair);
    this.judged = policy.judged();
  }

  /** Every override, the rule that decides first. */
  public static PairAnswer<RulePair> of(PolicySpace policy) {
    Overrides overrides = new Overrides(policy);
    overrides.find();
    return overrides.search.answer();
  }

  private void find() {
    List<Arity> arities = List.of(Arity.plain(boxes.space()), Arity.roles(boxes.space()));
    for (int rank = 0; rank < boxes.size() && !search.over(); rank++) {
      if (judged.dead(rank)) {
        continue;
      }
      for (int partner :
          search.partners(boxes.box(rank), policy.overriddenFrom(rank), boxes.size())) {
        if (boxes.rule(partner).effect() != boxes.rule(rank).effect()) {
          search.judge(rank, partner, arities);
        }
      }
    }
  }

  private Question question(int one, int other, Arity arity) {
    return new Question(policy, arity)
        .in(one, ROLES, CLASSES)
        .in(other, arity.otherRole(), CLASSES)
        .noneBelow(boxes.tierStart(one), CLASSES);
  }
}

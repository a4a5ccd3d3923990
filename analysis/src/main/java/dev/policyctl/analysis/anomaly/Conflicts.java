package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.model.policy.Combining;
import java.util.List;

/**
 * Finds the conflicts: rules of one priority and of different effects that some request matches
 * both of while no rule of higher priority matches it (correlation in the terms of Al-Shaer and
 * Hamed 2004). Under {@code deny-overrides} there are none.
 */
public final class Conflicts {
  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final PairSearch<RulePair> search;
  private final Judged judged;

  private Conflicts(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.search = new PairSearch<>(policy, this::question, policy::pair);
    this.judged = policy.judged();
  }

  /** Every conflict, the stricter rule first. */
  public static PairAnswer<RulePair> of(PolicySpace policy) {
    Conflicts conflicts = new Conflicts(policy);
    if (policy.boxes().policy().policy().combining() == Combining.PRIORITY) {
      conflicts.find();
    }
    return conflicts.search.answer();
  }

  private void find() {
    List<Arity> arities = List.of(Arity.plain(boxes.space()), Arity.roles(boxes.space()));
    for (int rank = 0; rank < boxes.size() && !search.over(); rank++) {
      int from = boxes.tierEnd(rank);
      int to = boxes.priorityEnd(rank);
      if (from == to || judged.outranked(rank)) {
        continue;
      }
      if (search.direct().full() && boxes.priorityStart(rank) == 0) {
        count(rank, from, to);
      } else {
        for (int partner : search.partners(boxes.box(rank), from, to)) {
          if (!judged.outranked(partner)) {
            search.judge(rank, partner, arities);
          }
        }
      }
    }
  }

  /** Where no rule is higher every overlap is a conflict. */
  private void count(int rank, int from, int to) {
    int[] partners = policy.index().meeting(boxes.box(rank), from, to, -1);
    search.direct().add(partners.length);
    search.direct().spend(1 + partners.length / Long.SIZE);
    search.joint().cut();
  }

  private Question question(int one, int other, Arity arity) {
    return new Question(policy, arity)
        .in(one, ROLES, CLASSES)
        .in(other, arity.otherRole(), CLASSES)
        .noneBelow(boxes.priorityStart(one), CLASSES);
  }
}

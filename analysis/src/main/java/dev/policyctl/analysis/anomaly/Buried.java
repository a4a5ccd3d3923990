package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.cover.Budget;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/**
 * Which rules match nothing that rules of smaller ranks leave over, asked once a rule: there is
 * nothing to ask about such a rule and others, whatever the roles and classes.
 */
final class Buried {
  private final PolicySpace policy;
  private final Arity plain;
  private final IntUnaryOperator limit;
  private final BitSet asked = new BitSet();
  private final BitSet buried = new BitSet();

  /**
   * @param limit by rank of a rule the rank below which rules bury it
   */
  Buried(PolicySpace policy, IntUnaryOperator limit) {
    this.policy = policy;
    this.plain = Arity.plain(policy.space());
    this.limit = limit;
  }

  /** Whether a rule is known to match nothing else. */
  boolean is(int rank) {
    if (!asked.get(rank)) {
      asked.set(rank);
      buried.set(rank, ask(rank));
    }
    return buried.get(rank);
  }

  /**
   * Whether a rule is not known to be buried: the others match all that the buried ones do, so
   * these can be left out of what covers.
   */
  boolean counts(int rank) {
    return !buried.get(rank);
  }

  private boolean ask(int rank) {
    int below = limit.applyAsInt(rank);
    Question question = new Question(policy, plain).in(rank, ROLES, CLASSES);
    if (below == 0) {
      return !question.possible();
    }
    try {
      return question.none(0, below, this::counts, CLASSES, -1).answer(policy.budget()).isEmpty();
    } catch (Budget.Exhausted e) {
      return false;
    }
  }
}

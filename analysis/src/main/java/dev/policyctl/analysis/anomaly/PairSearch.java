package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.cover.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks about pairs of rules, the simpler requests first, and keeps the score. */
final class PairSearch<T extends Paired> {
  /** In shares of the budget of one question: how much work all of them may take. */
  private static final int TO_FIND = 4;

  private static final int TO_COUNT_DIRECT = 4;
  private static final int TO_COUNT_JOINT = 16;

  private final PolicySpace policy;
  private final Asking asking;
  private final Finding<T> finding;
  private final Tally<T> direct;
  private final Tally<T> joint;
  private final List<UndecidedPair> undetermined = new ArrayList<>();
  private boolean over;

  /** What is to be asked about a pair. */
  interface Asking {
    Question about(int one, int other, Arity arity);
  }

  /** Makes a finding of what was found. */
  interface Finding<T> {
    T of(int one, int other, Arity arity, int[] point);
  }

  PairSearch(PolicySpace policy, Asking asking, Finding<T> finding) {
    this.policy = policy;
    this.asking = asking;
    this.finding = finding;
    long nodes = policy.budget().nodes();
    this.direct = new Tally<>(TO_FIND * nodes, nodes / TO_COUNT_DIRECT);
    this.joint = new Tally<>(TO_FIND * nodes, nodes / TO_COUNT_JOINT);
  }

  Tally<T> direct() {
    return direct;
  }

  Tally<T> joint() {
    return joint;
  }

  /** Whether nothing more is to be asked. */
  boolean over() {
    return over;
  }

  /**
   * Which rules from a rank to another are to be asked about with one: those that meet it, whatever
   * the roles as long as identities of two roles are asked about.
   */
  int[] partners(int[] box, int from, int to) {
    return policy.index().meeting(box, from, to, jointOver() ? -1 : ROLES);
  }

  /** Whether no more is to be asked about requests of two roles or classes. */
  boolean jointOver() {
    boolean enough = joint.closed() && !(joint.isEmpty() && undetermined.isEmpty());
    if (enough) {
      joint.cut();
    }
    return enough;
  }

  /** Asks about a pair; what answers first is what is found. */
  void judge(int one, int other, List<Arity> arities) {
    try {
      for (Arity arity : arities) {
        boolean plain = !arity.twoRoles() && !arity.twoClasses();
        Tally<T> tally = plain ? direct : joint;
        Question question = asking.about(one, other, arity);
        if (!question.possible()) {
          continue;
        }
        if (tally.closed()) {
          cut(tally, one, other);
          return;
        }
        Optional<int[]> point = answer(question, tally);
        if (point.isPresent()) {
          tally.add(() -> finding.of(one, other, arity, point.get()));
          return;
        }
      }
    } catch (Budget.Exhausted e) {
      undetermined(one, other);
    }
  }

  private Optional<int[]> answer(Question question, Tally<T> tally) {
    Budget budget = policy.budget();
    try {
      return question.answer(budget);
    } finally {
      tally.spend(1 + budget.spent());
    }
  }

  /** Notes that a pair was not asked about any more. */
  private void cut(Tally<T> tally, int one, int other) {
    tally.cut();
    if (tally == direct) {
      joint.cut();
      over = true;
    }
    if (tally.isEmpty()) {
      undetermined(one, other);
    }
  }

  private void undetermined(int one, int other) {
    if (undetermined.size() < Found.MOST) {
      undetermined.add(new UndecidedPair(policy.boxes().rule(one), policy.boxes().rule(other)));
    }
  }

  PairAnswer<T> answer() {
    return new PairAnswer<>(direct.found(), joint.found(), undetermined);
  }
}

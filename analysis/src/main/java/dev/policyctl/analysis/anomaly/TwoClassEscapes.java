package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.MODELS;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Outcome;
import java.util.Optional;

/**
 * Finds the route escapes that only a request of two classes shows: a rule decides one class, the
 * other is let in as well, and would be denied with the model that the rule routes to.
 */
final class TwoClassEscapes {
  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final Arity arity;
  private final RankedRule rule;
  private final int model;
  private final Budget budget;

  /** The dimensions of the roles. */
  private final int[] roles;

  /**
   * @param arity of two classes, and of one or two roles
   * @param model where the rule routes to
   */
  TwoClassEscapes(PolicySpace policy, Arity arity, RankedRule rule, int model, Budget budget) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.arity = arity;
    this.rule = rule;
    this.model = model;
    this.budget = budget;
    this.roles = arity.twoRoles() ? new int[] {ROLES, arity.otherRole()} : new int[] {ROLES};
  }

  /** Says what a found request is, given the rule that denies, if any, and a lifted point. */
  @FunctionalInterface
  interface Finding {
    RouteEscape of(Optional<RankedRule> denier, int[] point);
  }

  /** A question in the making, which is asked more than once with other rules added. */
  @FunctionalInterface
  private interface Denied {
    Question question();
  }

  Optional<RouteEscape> find(Finding finding) {
    int[] box = around();
    box[MODELS] = boxes.space().pool(MODELS).intern(only());
    for (int deny : policy.index().meeting(box, 0, boxes.size(), ignored())) {
      if (boxes.rule(deny).effect() != Outcome.DENY) {
        continue;
      }
      for (int role : roles) {
        Optional<int[]> point = letIn(() -> denied(deny, role));
        if (point.isPresent()) {
          return Optional.of(finding.of(Optional.of(boxes.rule(deny)), point.get()));
        }
      }
    }
    return silent().map(point -> finding.of(Optional.empty(), point));
  }

  /** The rule's box, with any class. */
  private int[] around() {
    int[] box = boxes.box(rule.rank());
    box[CLASSES] = SetPool.ALL;
    return box;
  }

  private int ignored() {
    return arity.twoRoles() ? ROLES : -1;
  }

  private long[] only() {
    long[] only = Bits.empty(boxes.space().category(MODELS).size());
    Bits.set(only, model);
    return only;
  }

  /** That the rule decides the first class. */
  private Question decided() {
    return new Question(policy, arity)
        .in(rule.rank(), ROLES, CLASSES)
        .noneBelow(boxes.tierStart(rule.rank()), CLASSES);
  }

  private Question denied(int deny, int role) {
    return decided()
        .inBut(deny, role, arity.otherClass(), MODELS)
        .none(
            0,
            boxes.tierStart(deny),
            rank -> boxes.rule(rank).effect() != Outcome.DENY,
            arity.otherClass(),
            model);
  }

  /** That no rule matches the other class with the other model, and that denies. */
  private Optional<int[]> silent() {
    boolean denies = boxes.policy().policy().defaultOutcome() == Outcome.DENY;
    if (denies) {
      return letIn(this::unmatched);
    }
    for (int axis = 0; axis < boxes.space().categories(); axis++) {
      int dimension = Arity.dimension(axis, ROLES, arity.otherClass());
      long[] silent = boxes.silent(axis);
      if (axis != MODELS) {
        Optional<int[]> point = letIn(() -> unmatched().within(dimension, silent));
        if (point.isPresent()) {
          return point;
        }
      }
    }
    return Optional.empty();
  }

  private Question unmatched() {
    return decided().none(0, boxes.size(), rank -> true, arity.otherClass(), model);
  }

  /** A request in which the other class is let in with the model that was asked for. */
  private Optional<int[]> letIn(Denied denied) {
    Optional<int[]> some = ask(denied.question());
    if (some.isEmpty() || isLetIn(some.get())) {
      return some;
    }
    for (int rank : policy.index().meeting(around(), 0, boxes.size(), ignored())) {
      if (boxes.rule(rank).effect() != Outcome.DENY) {
        for (int role : roles) {
          Question question = denied.question().in(rank, role, arity.otherClass());
          Optional<int[]> point =
              ask(question.noneBelow(boxes.tierStart(rank), arity.otherClass()));
          if (point.isPresent()) {
            return point;
          }
        }
      }
    }
    return boxes.policy().policy().defaultOutcome() == Outcome.DENY
        ? Optional.empty()
        : ask(byDefault(denied.question()));
  }

  private boolean isLetIn(int[] point) {
    return boxes.policy().engine().evaluate(arity.witness(boxes.policy(), point)).outcome()
        != Outcome.DENY;
  }

  private Question byDefault(Question question) {
    for (int axis = 0; axis < boxes.space().categories(); axis++) {
      long[] spoken =
          Bits.minus(Bits.full(boxes.space().axes().get(axis).size()), boxes.silent(axis));
      question.within(Arity.dimension(axis, ROLES, arity.otherClass()), spoken);
    }
    return question.none(0, boxes.size(), rank -> true, arity.otherClass(), -1);
  }

  private Optional<int[]> ask(Question question) {
    budget.spend(1);
    return question.answer(budget);
  }
}

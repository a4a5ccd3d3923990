package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.MODELS;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Obligation.Action;
import dev.policyctl.model.policy.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the route escapes: some request that a rule is among those to decide would be denied with
 * the model in its place that the rule routes to. A deny rule denies it, or where no rule matches
 * the default or silence does. Requests of one role and one class are looked at first, then those
 * of two roles, of two classes, and of two of both.
 */
public final class RouteEscapes {
  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final Arity plain;
  private final Arity roles;
  private final Arity classes;
  private final Arity both;

  private RouteEscapes(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.plain = Arity.plain(boxes.space());
    this.roles = Arity.roles(boxes.space());
    this.classes = Arity.classes(boxes.space());
    this.both = Arity.both(boxes.space());
  }

  /**
   * What was found, by rank.
   *
   * @param escapes at most one a rule
   * @param undetermined the rules that the budget did not suffice to judge
   */
  public record Answer(List<RouteEscape> escapes, List<RankedRule> undetermined) {
    public Answer {
      escapes = List.copyOf(escapes);
      undetermined = List.copyOf(undetermined);
    }
  }

  /** Judges every rule that routes to a model. */
  public static Answer of(PolicySpace policy) {
    RouteEscapes escapes = new RouteEscapes(policy);
    List<RouteEscape> found = new ArrayList<>();
    List<RankedRule> undetermined = new ArrayList<>();
    List<String> models = policy.space().category(MODELS).names();
    for (RankedRule rule : policy.boxes().policy().rules()) {
      for (DecisionObligation obligation : rule.obligations()) {
        if (obligation.action() == Action.ROUTE_TO) {
          try {
            escapes.judge(rule, models.indexOf(obligation.argument())).ifPresent(found::add);
          } catch (Budget.Exhausted e) {
            undetermined.add(rule);
          }
        }
      }
    }
    return new Answer(found, undetermined);
  }

  private Optional<RouteEscape> judge(RankedRule rule, int model) {
    if (boxes.empty(rule.rank())) {
      return Optional.empty();
    }
    Budget budget = policy.budget();
    return denied(rule, model, plain, budget)
        .or(() -> silent(rule, model, budget))
        .or(() -> denied(rule, model, roles, budget))
        .or(() -> ofTwoClasses(rule, model, classes, budget))
        .or(() -> ofTwoClasses(rule, model, both, budget));
  }

  private Optional<RouteEscape> ofTwoClasses(
      RankedRule rule, int model, Arity arity, Budget budget) {
    return new TwoClassEscapes(policy, arity, rule, model, budget)
        .find((denier, point) -> escape(rule, model, denier, arity, point));
  }

  /** Whether a deny rule would deny. */
  private Optional<RouteEscape> denied(RankedRule rule, int model, Arity arity, Budget budget) {
    int[] box = boxes.box(rule.rank());
    box[MODELS] = boxes.space().pool(MODELS).intern(only(model));
    int ignored = arity.twoRoles() ? ROLES : -1;
    for (int deny : policy.index().meeting(box, 0, boxes.size(), ignored)) {
      if (boxes.rule(deny).effect() == Outcome.DENY) {
        Optional<int[]> point =
            decided(rule, arity)
                .inBut(deny, arity.otherRole(), CLASSES, MODELS)
                .none(0, boxes.tierStart(deny), this::lets, CLASSES, model)
                .answer(budget);
        if (point.isPresent()) {
          return Optional.of(
              escape(rule, model, Optional.of(boxes.rule(deny)), arity, point.get()));
        }
      }
    }
    return Optional.empty();
  }

  private long[] only(int model) {
    long[] only = Bits.empty(boxes.space().category(MODELS).size());
    Bits.set(only, model);
    return only;
  }

  private boolean lets(int rank) {
    return boxes.rule(rank).effect() != Outcome.DENY;
  }

  private Question decided(RankedRule rule, Arity arity) {
    return new Question(policy, arity)
        .in(rule.rank(), ROLES, CLASSES)
        .noneBelow(boxes.tierStart(rule.rank()), CLASSES);
  }

  /** Whether no rule would match, and that denies. One role is enough: more only match more. */
  private Optional<RouteEscape> silent(RankedRule rule, int model, Budget budget) {
    boolean denies = boxes.policy().policy().defaultOutcome() == Outcome.DENY;
    for (int axis = 0; axis < boxes.space().categories(); axis++) {
      if (axis == MODELS) {
        continue;
      }
      Question question = decided(rule, plain);
      if (!denies) {
        question.within(axis, boxes.silent(axis));
      }
      Optional<int[]> point =
          question.none(0, boxes.size(), rank -> true, CLASSES, model).answer(budget);
      if (point.isPresent()) {
        return Optional.of(escape(rule, model, Optional.empty(), plain, point.get()));
      }
      if (denies) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private RouteEscape escape(
      RankedRule rule, int model, Optional<RankedRule> denier, Arity arity, int[] point) {
    return new RouteEscape(
        rule,
        boxes.space().category(MODELS).name(model),
        denier,
        arity.twoRoles(),
        arity.twoClasses(),
        arity.witness(boxes.policy(), point));
  }
}

package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the pierced guardrails: an allow or require_approval names {@code $unknown} or {@code
 * $missing} in a dimension; a stricter rule that takes precedence and overlaps it in every other
 * dimension covers that whole registry, but not the special value.
 */
public final class PiercedGuardrails {
  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final Tally<PiercedGuardrail> direct = new Tally<>(Long.MAX_VALUE, Long.MAX_VALUE);
  private final Tally<PiercedGuardrail> joint = new Tally<>(Long.MAX_VALUE, Long.MAX_VALUE);
  private final Arity plain;
  private final Arity roles;

  private PiercedGuardrails(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.plain = Arity.plain(boxes.space());
    this.roles = Arity.roles(boxes.space());
  }

  /** Every pierced guardrail, by the rule that pierces. Nothing is ever undetermined. */
  public static PairAnswer<PiercedGuardrail> of(PolicySpace policy) {
    PiercedGuardrails pierced = new PiercedGuardrails(policy);
    for (int rank = 0; rank < pierced.boxes.size(); rank++) {
      if (pierced.boxes.rule(rank).effect() != Outcome.DENY) {
        for (int axis = 0; axis < policy.space().categories(); axis++) {
          pierced.find(rank, axis);
        }
      }
    }
    return new PairAnswer<>(pierced.direct.found(), pierced.joint.found(), List.of());
  }

  /** Finds what a rule pierces in a dimension. */
  private void find(int rank, int axis) {
    List<Integer> named = named(boxes.rule(rank), boxes.space().category(axis));
    if (named.isEmpty()) {
      return;
    }
    int[] box = boxes.box(rank);
    box[ROLES] = SetPool.ALL;
    for (int guard : policy.index().meeting(box, 0, boxes.tierStart(rank), axis)) {
      if (boxes.rule(guard).effect().stricterThan(boxes.rule(rank).effect())) {
        List<Integer> pierced = named.stream().filter(atom -> lacks(guard, axis, atom)).toList();
        if (!pierced.isEmpty()) {
          find(guard, rank, axis, pierced);
        }
      }
    }
  }

  /** The special values that a rule names. */
  private static List<Integer> named(RankedRule rule, CategoryAxis axis) {
    List<Integer> named = new ArrayList<>();
    Optional<Selector> selector = rule.rule().match().find(axis.dimension());
    for (int atom : new int[] {axis.unknown(), axis.missing()}) {
      if (selector.isPresent()
          && selector.get().values().stream().anyMatch(v -> v.value().equals(axis.name(atom)))) {
        named.add(atom);
      }
    }
    return named;
  }

  /** Whether a rule accepts the whole registry, but not a special value. */
  private boolean lacks(int guard, int axis, int special) {
    CategoryAxis category = boxes.space().category(axis);
    long[] atoms = boxes.atoms(axis, guard);
    boolean omitted = boxes.rule(guard).rule().match().find(category.dimension()).isEmpty();
    boolean whole = Bits.next(Bits.minus(Bits.full(category.named()), atoms), 0) < 0;
    return !Bits.get(atoms, special) && (omitted || (category.named() > 0 && whole));
  }

  private void find(int guard, int rank, int axis, List<Integer> pierced) {
    List<Arity> arities = axis == ROLES ? List.of(plain) : List.of(plain, roles);
    for (Arity arity : arities) {
      if (question(guard, rank, axis, pierced.get(0), arity).possible()) {
        (arity.twoRoles() ? joint : direct).add(() -> finding(guard, rank, axis, pierced, arity));
        return;
      }
    }
  }

  private Question question(int guard, int rank, int axis, int special, Arity arity) {
    long[] only = Bits.empty(boxes.space().category(axis).size());
    Bits.set(only, special);
    return new Question(policy, arity)
        .inBut(guard, ROLES, CLASSES, axis)
        .in(rank, arity.otherRole(), CLASSES)
        .within(axis, only);
  }

  private PiercedGuardrail finding(
      int guard, int rank, int axis, List<Integer> pierced, Arity arity) {
    CategoryAxis category = boxes.space().category(axis);
    Optional<int[]> deciding = Optional.empty();
    for (int i = 0; i < pierced.size() && deciding.isEmpty(); i++) {
      deciding = deciding(question(guard, rank, axis, pierced.get(i), arity), rank);
    }
    Question any = question(guard, rank, axis, pierced.get(0), arity);
    int[] point = deciding.or(() -> any.answer(policy.budget())).orElseThrow();
    return new PiercedGuardrail(
        boxes.rule(guard),
        boxes.rule(rank),
        category.dimension(),
        pierced.stream().map(category::name).toList(),
        arity.twoRoles(),
        arity.witness(boxes.policy(), point),
        deciding.isPresent());
  }

  /** A request that the laxer rule decides, if there is one that the budget suffices to find. */
  private Optional<int[]> deciding(Question question, int rank) {
    try {
      return question.noneBelow(boxes.tierStart(rank), CLASSES).answer(policy.budget());
    } catch (Budget.Exhausted e) {
      return Optional.empty();
    }
  }
}

package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.LiveCover;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.RankedRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Finds the rules that never decide. Random points prove most rules alive; whether the union of the
 * rules ahead covers one of the rest is asked exactly.
 */
public final class DeadRules {
  private static final int POINTS = 24;

  /** So many points are tried first, and one more for each of so many rules. */
  private static final int FEW_POINTS = 4;

  private static final int RULES_A_POINT = 256;

  private final PolicySpace policy;
  private final RuleBoxes boxes;

  /**
   * The rules of the tiers before; those that are dead are covered by the others: leaving them out
   * is sound.
   */
  private final LiveCover live;

  /** The rules of the tier itself, unless they are dead. */
  private final List<Integer> tier = new ArrayList<>();

  private final Blame blame;
  private final List<DeadRule> found = new ArrayList<>();
  private final List<RankedRule> undetermined = new ArrayList<>();

  private DeadRules(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.live = new LiveCover(boxes);
    this.blame = new Blame(policy);
  }

  /**
   * What was found, by rank.
   *
   * @param undetermined the rules that the budget did not suffice to judge
   */
  public record Answer(List<DeadRule> dead, List<RankedRule> undetermined) {
    public Answer {
      dead = List.copyOf(dead);
      undetermined = List.copyOf(undetermined);
    }
  }

  /** Judges every rule, once for a policy. */
  public static Answer of(PolicySpace policy) {
    return policy.judged().answer();
  }

  /** Judges every rule. */
  static Judged judge(PolicySpace policy) {
    DeadRules rules = new DeadRules(policy);
    for (int rank = 0; rank < rules.boxes.size(); rank++) {
      if (rules.boxes.tierStart(rank) == rank) {
        rules.endTier();
      }
      try {
        if (!rules.dead(rank)) {
          rules.tier.add(rank);
        }
      } catch (Budget.Exhausted e) {
        rules.undetermined.add(rules.boxes.rule(rank));
        rules.tier.add(rank);
      }
    }
    rules.endTier();
    return new Judged(
        new Answer(rules.found, rules.undetermined), rules.live.rules(), rules.boxes.size());
  }

  private void endTier() {
    tier.forEach(live::add);
    tier.clear();
  }

  private boolean dead(int rank) {
    if (boxes.empty(rank)) {
      found.add(new DeadRule(boxes.rule(rank), DeadRule.Kind.VACUOUS, BigInteger.ZERO, List.of()));
      return true;
    }
    SplittableRandom random = new SplittableRandom(rank);
    int first = Math.min(POINTS, FEW_POINTS + live.rules().size() / RULES_A_POINT);
    if (live.rules().size() == 0 || alive(rank, first, random)) {
      return false;
    }
    int[] box = boxes.box(rank);
    Budget budget = policy.budget();
    int[] containing = live.rules().containing(box, live.rules().size());
    if (containing.length > 0) {
      dead(rank, box, ranks(containing), budget);
      return true;
    }
    if (alive(rank, POINTS - first, random)) {
      return false;
    }
    Optional<int[]> covering = live.covering(box, live.rules().size(), budget);
    covering.ifPresent(ranks -> dead(rank, box, ranks, budget));
    return covering.isPresent();
  }

  private int[] ranks(int[] numbers) {
    return Arrays.stream(numbers).map(live.rules()::rank).toArray();
  }

  /** Whether a random request shows that the rule decides something. */
  private boolean alive(int rank, int points, SplittableRandom random) {
    int[] point = new int[boxes.space().axes().size()];
    for (int i = 0; i < points; i++) {
      for (int axis = 0; axis < point.length; axis++) {
        point[axis] = any(boxes.atoms(axis, rank), random);
      }
      if (!live.rules().any(point)) {
        return true;
      }
    }
    return false;
  }

  private static int any(long[] atoms, SplittableRandom random) {
    int from = random.nextInt(atoms.length * Long.SIZE);
    int atom = Bits.next(atoms, from);
    return atom >= 0 ? atom : Bits.next(atoms, 0);
  }

  private void dead(int rank, int[] box, int[] covering, Budget budget) {
    int priorityStart = boxes.priorityStart(rank);
    DeadRule.Kind kind = DeadRule.Kind.SHADOWED;
    int[] blockers = covering;
    if (covering[covering.length - 1] >= priorityStart) {
      Optional<int[]> above = live.covering(box, live.rules().below(priorityStart), budget);
      kind = above.isPresent() ? DeadRule.Kind.SHADOWED : DeadRule.Kind.MASKED;
      blockers = above.orElse(covering);
    }
    BigInteger requests = volume(box);
    found.add(
        new DeadRule(boxes.rule(rank), kind, requests, blame.of(rank, blockers, requests, budget)));
  }

  private BigInteger volume(int[] box) {
    long[] counts = new long[box.length];
    for (int axis = 0; axis < box.length; axis++) {
      counts[axis] = Bits.count(boxes.space().pool(axis).get(box[axis]));
    }
    return Bits.product(counts);
  }
}

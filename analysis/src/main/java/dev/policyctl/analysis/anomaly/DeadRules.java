package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Cover;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.RankedRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds the rules that never decide. Random points prove most rules alive; whether the union of the
 * rules ahead covers one of the rest is asked exactly.
 */
public final class DeadRules {
  private static final int POINTS = 24;

  private final PolicySpace policy;
  private final RuleBoxes boxes;

  /** By rank; rules that are dead are covered by the others ahead: leaving them out is sound. */
  private final long[] live;

  private final List<DeadRule> found = new ArrayList<>();
  private final List<RankedRule> undetermined = new ArrayList<>();

  private DeadRules(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.live = Bits.full(boxes.size());
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

  /** Judges every rule. */
  public static Answer of(PolicySpace policy) {
    DeadRules rules = new DeadRules(policy);
    int tierStart = 0;
    for (int rank = 0; rank < rules.boxes.size(); rank++) {
      if (rules.boxes.rule(rank).tier() != rules.boxes.rule(tierStart).tier()) {
        tierStart = rank;
      }
      try {
        rules.judge(rank, tierStart);
      } catch (Budget.Exhausted e) {
        rules.undetermined.add(rules.boxes.rule(rank));
      }
    }
    return new Answer(rules.found, rules.undetermined);
  }

  private void judge(int rank, int tierStart) {
    if (boxes.empty(rank)) {
      Bits.clear(live, rank);
      found.add(new DeadRule(boxes.rule(rank), DeadRule.Kind.VACUOUS, BigInteger.ZERO, List.of()));
      return;
    }
    if (tierStart == 0 || alive(rank, tierStart)) {
      return;
    }
    int[] box = boxes.box(rank);
    int[] near = policy.index().meeting(box, 0, tierStart, -1, live);
    Budget budget = policy.budget();
    for (int other : near) {
      if (contains(other, box)) {
        dead(rank, new int[] {other}, budget);
        return;
      }
    }
    LocalSpace local = local(box, near);
    Cover.Answer answer = Cover.of(local, budget);
    if (answer.covered()) {
      dead(rank, answer.used().stream().map(i -> near[i]).toArray(), budget);
    }
  }

  private LocalSpace local(int[] box, int[] ranks) {
    List<int[]> regions = new ArrayList<>(ranks.length);
    for (int rank : ranks) {
      regions.add(boxes.box(rank));
    }
    return new LocalSpace(policy.frame(), box, regions);
  }

  private boolean contains(int rank, int[] box) {
    for (int axis = 0; axis < box.length; axis++) {
      if (boxes.set(axis, rank) != box[axis]
          && !Bits.contains(boxes.atoms(axis, rank), boxes.space().pool(axis).get(box[axis]))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a random request shows that the rule decides something. */
  private boolean alive(int rank, int tierStart) {
    SplittableRandom random = new SplittableRandom(rank);
    int[] point = new int[boxes.space().axes().size()];
    for (int i = 0; i < POINTS; i++) {
      for (int axis = 0; axis < point.length; axis++) {
        point[axis] = any(boxes.atoms(axis, rank), random);
      }
      if (policy.index().first(point, tierStart) < 0) {
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

  private void dead(int rank, int[] covering, Budget budget) {
    Bits.clear(live, rank);
    int priorityStart = boxes.priorityStart(rank);
    int[] box = boxes.box(rank);
    DeadRule.Kind kind = DeadRule.Kind.SHADOWED;
    int[] blockers = covering;
    if (covering[covering.length - 1] >= priorityStart) {
      int[] higher = policy.index().meeting(box, 0, priorityStart, -1, live);
      Cover.Answer above = Cover.of(local(box, higher), budget);
      kind = above.covered() ? DeadRule.Kind.SHADOWED : DeadRule.Kind.MASKED;
      if (above.covered()) {
        blockers = above.used().stream().map(i -> higher[i]).toArray();
      }
    }
    found.add(
        new DeadRule(boxes.rule(rank), kind, volume(box), blockers(rank, box, blockers, budget)));
  }

  /** Fewer of the covering rules: those with another effect, and large ones, are kept. */
  private List<DeadRule.Blocker> blockers(int rank, int[] box, int[] covering, Budget budget) {
    LocalSpace local = local(box, covering);
    double[] shares = new double[covering.length];
    java.util.Arrays.setAll(shares, local::share);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < covering.length; i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparing((Integer i) -> boxes.rule(covering[i]).effect() == effect(rank))
            .thenComparing(i -> -shares[i]));
    return fewer(local, order, budget).stream()
        .map(i -> new DeadRule.Blocker(boxes.rule(covering[i]), local.volumeOf(i)))
        .sorted(
            Comparator.comparing((DeadRule.Blocker b) -> b.rule().effect() == effect(rank))
                .thenComparing(DeadRule.Blocker::requests, Comparator.reverseOrder())
                .thenComparing(b -> b.rule().rank()))
        .toList();
  }

  /**
   * Leaves out what the rest does without, from the end, in runs that are halved: few questions
   * where few regions are needed.
   */
  private static List<Integer> fewer(LocalSpace local, List<Integer> order, Budget budget) {
    List<Integer> needed = used(local, order, budget);
    needed = needed.isEmpty() ? order : needed;
    for (int run = Math.max(1, needed.size() / 2); run > 0; run /= 2) {
      for (int end = needed.size(); end > 0; end -= run) {
        List<Integer> rest = new ArrayList<>(needed);
        rest.subList(Math.max(0, end - run), end).clear();
        List<Integer> used = rest.isEmpty() ? List.of() : used(local, rest, budget);
        if (!used.isEmpty()) {
          needed = used;
          end = Math.min(end, needed.size() + run);
        }
      }
    }
    return needed;
  }

  /** Those of some regions that cover, in their order; none where they do not, or nobody knows. */
  private static List<Integer> used(LocalSpace local, List<Integer> order, Budget budget) {
    try {
      Cover.Answer answer =
          Cover.of(local, order.stream().mapToInt(Integer::intValue).toArray(), budget);
      return answer.covered() ? order.stream().filter(answer.used()::get).toList() : List.of();
    } catch (Budget.Exhausted e) {
      return List.of();
    }
  }

  private dev.policyctl.model.policy.Outcome effect(int rank) {
    return boxes.rule(rank).effect();
  }

  private BigInteger volume(int[] box) {
    BigInteger volume = BigInteger.ONE;
    for (int axis = 0; axis < box.length; axis++) {
      volume =
          volume.multiply(BigInteger.valueOf(Bits.count(boxes.space().pool(axis).get(box[axis]))));
    }
    return volume;
  }
}

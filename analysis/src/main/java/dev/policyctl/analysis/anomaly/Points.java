package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.RuleIndex;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.model.policy.Outcome;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Decides single points, with or without a rule: how random requests are tried before anything is
 * asked exactly.
 */
final class Points {
  private final RuleBoxes boxes;
  private final RuleIndex index;

  Points(PolicySpace policy) {
    this.boxes = policy.boxes();
    this.index = policy.index();
  }

  /** What a point is decided as. */
  record Decided(Outcome outcome, TreeSet<DecisionObligation> obligations) {}

  /** A point of a rule's box, drawn at random. */
  int[] draw(int rank, SplittableRandom random) {
    int[] point = new int[boxes.space().axes().size()];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] = any(boxes.atoms(axis, rank), random);
    }
    return point;
  }

  /**
   * Moves a point of one rule's box into that of another as far as they overlap, and gives the same
   * point with a role of the other; the very same where the roles cannot come together.
   */
  int[] meet(int[] point, int rank, int other, SplittableRandom random) {
    for (int axis = 0; axis < point.length; axis++) {
      long[] both = Bits.and(boxes.atoms(axis, rank), boxes.atoms(axis, other));
      if (!Bits.isEmpty(both) && (axis != RequestSpace.ROLES || random.nextBoolean())) {
        point[axis] = any(both, random);
      }
    }
    long[] roles = boxes.atoms(RequestSpace.ROLES, other);
    int role = Bits.isEmpty(roles) ? point[RequestSpace.ROLES] : any(roles, random);
    int named = boxes.space().category(RequestSpace.ROLES).named();
    boolean pair = role < named && point[RequestSpace.ROLES] < named;
    return pair ? withRole(point, role) : point;
  }

  static int any(long[] atoms, SplittableRandom random) {
    int from = random.nextInt(atoms.length * Long.SIZE);
    int atom = Bits.next(atoms, from);
    return atom >= 0 ? atom : Bits.next(atoms, 0);
  }

  /** The same point for another role. */
  static int[] withRole(int[] point, int role) {
    int[] other = point.clone();
    other[RequestSpace.ROLES] = role;
    return other;
  }

  /**
   * The first rank from one on whose rule matches an identity that has the roles of both points.
   */
  int first(int[] one, int[] other, int from, int limit) {
    int first = index.first(one, from, limit);
    if (one == other) {
      return first;
    }
    int second = index.first(other, from, first < 0 ? limit : first);
    return second < 0 ? first : second;
  }

  /**
   * What an identity that has the roles of both points gets.
   *
   * @param without the rank of a rule that is left out; -1 for none
   */
  Decided decide(int[] one, int[] other, int without) {
    int rank = next(one, other, 0, boxes.size(), without);
    TreeSet<DecisionObligation> obligations = new TreeSet<>();
    if (rank < 0) {
      return new Decided(silent(one) ? Outcome.DENY : defaultOutcome(), obligations);
    }
    Outcome effect = boxes.rule(rank).effect();
    int end = boxes.tierEnd(rank);
    while (rank >= 0) {
      obligations.addAll(boxes.rule(rank).obligations());
      rank = next(one, other, rank + 1, end, without);
    }
    return new Decided(effect, obligations);
  }

  private int next(int[] one, int[] other, int from, int limit, int without) {
    int rank = first(one, other, from, limit);
    return rank == without && rank >= 0 ? first(one, other, rank + 1, limit) : rank;
  }

  private Outcome defaultOutcome() {
    return boxes.policy().policy().defaultOutcome();
  }

  private boolean silent(int[] point) {
    for (int axis = 0; axis < point.length; axis++) {
      if (Bits.get(boxes.silent(axis), point[axis])) {
        return true;
      }
    }
    return false;
  }
}

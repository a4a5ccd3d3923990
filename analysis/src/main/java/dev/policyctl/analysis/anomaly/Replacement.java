package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Cover;
import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What decides in the place of a rule once it is gone. The rule is missed where a rival decides a
 * request of its box otherwise, where the default does, or where nobody demands what it demanded;
 * each is a question of whether other rules cover a box.
 */
final class Replacement {
  private final RuleBoxes boxes;
  private final PolicySpace policy;
  private final int rank;
  private final RankedRule rule;
  private final int[] box;
  private final Set<DecisionObligation> demanded;
  private final Budget budget;
  private final int[] rivals;
  private final Frame pairs;
  private final Lift lift;

  Replacement(PolicySpace policy, int rank) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.rank = rank;
    this.rule = boxes.rule(rank);
    this.box = boxes.box(rank);
    this.demanded = Set.copyOf(rule.obligations());
    this.budget = policy.budget();
    this.pairs = policy.frame().again(RequestSpace.ROLES);
    this.lift = new Lift(pairs, boxes);
    int[] near =
        policy.index().meeting(box, boxes.tierStart(rank), boxes.size(), RequestSpace.ROLES);
    this.rivals = Arrays.stream(near).filter(other -> other != rank).toArray();
  }

  /** The rules that may decide where the rule does: of its own tier and of later ones, by rank. */
  int[] rivals() {
    return rivals;
  }

  /** Whether no request is decided otherwise without the rule. */
  boolean alike() {
    for (int rival : rivals) {
      if (!alike(rival)) {
        return false;
      }
    }
    return defaultAlike();
  }

  private boolean alike(int rival) {
    RankedRule other = boxes.rule(rival);
    List<DecisionObligation> theirs = other.obligations();
    boolean ownTier = other.tier() == rule.tier();
    if (!ownTier && (other.effect() != rule.effect() || !demanded.containsAll(theirs))) {
      return neverDecides(rival, r -> false);
    }
    for (DecisionObligation demand : demanded) {
      if (!theirs.contains(demand)
          && !neverDecides(rival, r -> boxes.rule(r).obligations().contains(demand))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a rival decides no request of the rule's box, those left aside on which one of its tier
   * that fulfils a condition decides with it.
   */
  private boolean neverDecides(int rival, IntPredicate beside) {
    int[] common = common(rival);
    if (!Bits.isEmpty(boxes.space().pool(RequestSpace.ROLES).get(common[RequestSpace.ROLES]))
        && !covered(policy.frame(), common, rival, beside)) {
      return false;
    }
    int[] pair = Arrays.copyOf(common, pairs.size());
    pair[RequestSpace.ROLES] = lift.base(rank)[RequestSpace.ROLES];
    pair[pairs.size() - 1] = lift.base(rival)[RequestSpace.ROLES];
    return covered(pairs, pair, rival, beside);
  }

  /** What the boxes of the rule and of another have in common, by axis. */
  private int[] common(int rival) {
    int[] common = new int[box.length];
    for (int axis = 0; axis < common.length; axis++) {
      common[axis] =
          boxes
              .space()
              .pool(axis)
              .intern(Bits.and(boxes.atoms(axis, rank), boxes.atoms(axis, rival)));
    }
    return common;
  }

  private boolean covered(Frame frame, int[] base, int rival, IntPredicate beside) {
    int start = boxes.tierStart(rival);
    int[] axes = Arrays.copyOf(base, box.length);
    int ignored = frame == pairs ? RequestSpace.ROLES : -1;
    List<int[]> regions = new ArrayList<>();
    for (int other : policy.index().meeting(axes, 0, boxes.tierEnd(rival), ignored)) {
      if (other != rank && (other < start || beside.test(other))) {
        add(frame, other, regions);
      }
    }
    return Cover.of(new LocalSpace(frame, base, regions), budget).covered();
  }

  private void add(Frame frame, int other, List<int[]> regions) {
    if (frame == pairs) {
      regions.addAll(lift.regions(other));
    } else {
      regions.add(boxes.box(other));
    }
  }

  /** Whether the default, and a denial by silence, decide no request of the box otherwise. */
  private boolean defaultAlike() {
    Outcome outcome = boxes.policy().policy().defaultOutcome();
    boolean plain = demanded.isEmpty();
    if (outcome == Outcome.DENY) {
      return (plain && rule.effect() == Outcome.DENY) || othersCover(box);
    }
    int[] spoken = box.clone();
    for (int axis = 0; axis < boxes.space().categories(); axis++) {
      long[] silent = boxes.silent(axis);
      int[] silence = box.clone();
      silence[axis] = intern(axis, Bits.and(boxes.atoms(axis, rank), silent));
      spoken[axis] = intern(axis, Bits.minus(boxes.atoms(axis, rank), silent));
      if (!(plain && rule.effect() == Outcome.DENY) && !othersCover(silence)) {
        return false;
      }
    }
    return (plain && rule.effect() == Outcome.ALLOW) || othersCover(spoken);
  }

  private int intern(int axis, long[] set) {
    return boxes.space().pool(axis).intern(set);
  }

  private boolean othersCover(int[] base) {
    List<int[]> regions = new ArrayList<>();
    for (int other : policy.index().meeting(base, 0, boxes.size(), -1)) {
      if (other != rank) {
        regions.add(boxes.box(other));
      }
    }
    return Cover.of(new LocalSpace(policy.frame(), base, regions), budget).covered();
  }
}

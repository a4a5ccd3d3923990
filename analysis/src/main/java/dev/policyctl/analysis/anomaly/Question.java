package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.MODELS;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Cover;
import dev.policyctl.analysis.cover.LiveRules;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Whether some request lies in each of some boxes while none of some rules matches it. A few random
 * points are tried first; then it is asked exactly whether those rules cover the boxes' overlap.
 */
final class Question {
  private static final int POINTS = 8;

  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final Arity arity;

  /** By dimension, the atoms in which the request is looked for. */
  private final long[][] base;

  private final List<Guard> guards = new ArrayList<>(2);
  private long seed;
  private boolean possible = true;

  /**
   * Rules that must not match.
   *
   * @param live whether those not dead are meant, by their numbers, rather than any by their ranks
   * @param from the first
   * @param to the one behind the last
   * @param which of those ranks
   * @param classification the dimension of the class that they must not match for
   * @param model the model that they must not match with; -1 for the request's own
   */
  private record Guard(
      boolean live, int from, int to, IntPredicate which, int classification, int model) {}

  Question(PolicySpace policy, Arity arity) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.arity = arity;
    this.base = new long[arity.frame().size()][];
    Arrays.setAll(base, arity::range);
  }

  /** That a rule matches for a role and a class, given by their dimensions. */
  Question in(int rank, int role, int classification) {
    return inBut(rank, role, classification, -1);
  }

  /** That a rule would match, were it not for an axis. */
  Question inBut(int rank, int role, int classification, int ignored) {
    seed = 31 * seed + rank;
    for (int axis = 0; axis < boxes.space().axes().size() && possible; axis++) {
      if (axis != ignored) {
        within(Arity.dimension(axis, role, classification), boxes.atoms(axis, rank));
      }
    }
    return this;
  }

  /** That a dimension has one of these atoms. */
  Question within(int dimension, long[] atoms) {
    long[] before = base[dimension];
    if (before != atoms) {
      base[dimension] =
          before == arity.range(dimension) && Bits.contains(before, atoms)
              ? atoms
              : Bits.and(before, atoms);
      possible &= !Bits.isEmpty(base[dimension]);
    }
    return this;
  }

  /**
   * That no rule below a rank matches for a class; the dead ones need not be asked, as others of
   * smaller tiers match what they do.
   */
  Question noneBelow(int rank, int classification) {
    int limit = policy.judged().live().below(rank);
    if (limit > 0) {
      guards.add(new Guard(true, 0, limit, all -> true, classification, -1));
    }
    return this;
  }

  /**
   * That none of these rules matches for a class.
   *
   * @param model with this model instead of the request's; -1 for the request's own
   */
  Question none(int from, int to, IntPredicate which, int classification, int model) {
    if (from < to) {
      guards.add(new Guard(false, from, to, which, classification, model));
    }
    return this;
  }

  /** Whether the boxes overlap at all. */
  boolean possible() {
    return possible;
  }

  /**
   * A point of the lifted frame that is such a request, if there is one.
   *
   * @throws Budget.Exhausted where the budget does not suffice to tell
   */
  Optional<int[]> answer(Budget budget) {
    if (!possible) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] point = new int[base.length];
    for (int i = 0; i < POINTS; i++) {
      for (int dimension = 0; dimension < point.length; dimension++) {
        point[dimension] = any(base[dimension], random);
      }
      if (free(point)) {
        return Optional.of(point);
      }
    }
    return exact(budget);
  }

  private static int any(long[] atoms, SplittableRandom random) {
    int atom = Bits.next(atoms, random.nextInt(atoms.length * Long.SIZE));
    return atom >= 0 ? atom : Bits.next(atoms, 0);
  }

  /** Whether none of the guards matches a point. */
  private boolean free(int[] point) {
    for (Guard guard : guards) {
      if (matches(guard, point, ROLES)
          || (arity.twoRoles() && matches(guard, point, arity.otherRole()))) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(Guard guard, int[] point, int role) {
    int[] atomic = arity.project(point, role, guard.classification());
    if (guard.model() >= 0) {
      atomic[MODELS] = guard.model();
    }
    if (guard.live()) {
      return policy.judged().live().any(atomic, guard.to());
    }
    return policy.index().first(atomic, guard.from(), guard.to(), guard.which()) >= 0;
  }

  private Optional<int[]> exact(Budget budget) {
    int[] box = new int[base.length];
    for (int dimension = 0; dimension < box.length; dimension++) {
      box[dimension] = pool(dimension).intern(base[dimension]);
    }
    List<int[]> regions = new ArrayList<>();
    for (Guard guard : guards) {
      if (add(guard, box, ROLES, regions)
          || (arity.twoRoles() && add(guard, box, arity.otherRole(), regions))) {
        return Optional.empty();
      }
    }
    budget.spend(regions.size() >> 4);
    LocalSpace local = new LocalSpace(arity.frame(), box, regions);
    Optional<int[]> point = Cover.of(local, budget).open().map(open -> local.point(open.words()));
    if (point.isPresent() && !free(point.get())) {
      throw new IllegalStateException("a point that no rule covers is matched by one");
    }
    return point;
  }

  private SetPool pool(int dimension) {
    return boxes.space().pool(arity.frame().axis(dimension));
  }

  /** Adds the boxes of a guard's rules for one role; whether one of them is all there is. */
  private boolean add(Guard guard, int[] box, int role, List<int[]> regions) {
    int[] atomic = arity.project(box, role, guard.classification());
    if (guard.model() >= 0) {
      long[] only = Bits.empty(pool(MODELS).atoms());
      Bits.set(only, guard.model());
      atomic[MODELS] = pool(MODELS).intern(only);
    }
    for (int rank : meeting(guard, atomic)) {
      if (guard.which().test(rank)) {
        int[] region = region(guard, rank, role);
        if (contains(region, box)) {
          return true;
        }
        regions.add(region);
      }
    }
    return false;
  }

  private int[] meeting(Guard guard, int[] atomic) {
    if (!guard.live()) {
      return policy.index().meeting(atomic, guard.from(), guard.to(), -1);
    }
    LiveRules live = policy.judged().live();
    return Arrays.stream(live.meeting(atomic, guard.to())).map(live::rank).toArray();
  }

  private int[] region(Guard guard, int rank, int role) {
    int[] region = new int[base.length];
    Arrays.fill(region, SetPool.ALL);
    for (int axis = 0; axis < boxes.space().axes().size(); axis++) {
      if (axis != MODELS || guard.model() < 0) {
        region[Arity.dimension(axis, role, guard.classification())] = boxes.set(axis, rank);
      }
    }
    return region;
  }

  private boolean contains(int[] region, int[] box) {
    for (int dimension = 0; dimension < box.length; dimension++) {
      if (region[dimension] != box[dimension]
          && region[dimension] != SetPool.ALL
          && !Bits.contains(pool(dimension).get(region[dimension]), base[dimension])) {
        return false;
      }
    }
    return true;
  }
}

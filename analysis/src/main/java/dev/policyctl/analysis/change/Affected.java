package dev.policyctl.analysis.change;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a change can show: every name that the sides resolve differently, with everything; the
 * boxes, old and new, of every rule that differs; the whole space where the sides rank or default
 * differently. Boxes of names are disjoint, and those of rules leave the names out; those of rules
 * may overlap each other.
 */
final class Affected {
  private final RequestSpace space;
  private final RuleBoxes before;
  private final RuleBoxes after;

  private final long[] knownBefore;
  private final long[] knownAfter;

  /** By axis the atoms that both sides take alike. */
  private final long[][] common;

  /** By rank before, the rank after of the same rule; -1 where it differs. */
  private final int[] same;

  private final List<int[]> names = new ArrayList<>();
  private final List<int[]> rules = new ArrayList<>();

  Affected(RequestSpace space) {
    this.space = space;
    this.before = space.before();
    this.after = space.after();
    this.knownBefore = registered(before);
    this.knownAfter = registered(after);
    this.common = new long[space.axes().size()][];
    for (int axis = 0; axis < common.length; axis++) {
      common[axis] = Bits.full(space.axes().get(axis).size());
      if (axis < space.categories()) {
        common[axis] = Bits.minus(common[axis], differing(axis));
      }
    }
    this.same = new int[before.size()];
    java.util.Arrays.fill(same, -1);
    findNames();
    match();
    if (!alike()) {
      rules.clear();
      java.util.Arrays.fill(same, -1);
      rules.add(inCommon(new int[space.axes().size()]));
    }
  }

  /** Whether the sides combine and default alike, and have the same dimensions. */
  private boolean alike() {
    CompiledPolicy one = before.policy();
    CompiledPolicy other = after.policy();
    return one.policy().combining() == other.policy().combining()
        && one.policy().defaultOutcome() == other.policy().defaultOutcome()
        && one.dimensions().equals(other.dimensions());
  }

  /** Whether both sides have one default. */
  boolean sameDefault() {
    return before.policy().policy().defaultOutcome() == after.policy().policy().defaultOutcome();
  }

  private long[] differing(int axis) {
    CategoryAxis category = space.category(axis);
    long[] differing = Bits.empty(category.size());
    for (int atom = 0; atom < category.named(); atom++) {
      if (!canonical(before.policy(), category, atom)
          .equals(canonical(after.policy(), category, atom))) {
        Bits.set(differing, atom);
      }
    }
    return differing;
  }

  private static String canonical(CompiledPolicy side, CategoryAxis axis, int atom) {
    int position = side.dimensions().indexOf(axis.dimension());
    return position < 0 ? "" : side.name(position, side.resolve(position, axis.name(atom)));
  }

  /** One box an axis; roles apart by which side knows them. */
  private void findNames() {
    for (int axis = 0; axis < space.categories(); axis++) {
      int[] box = new int[common.length];
      for (int earlier = 0; earlier < axis; earlier++) {
        box[earlier] = intern(earlier, common[earlier]);
      }
      for (long[] part : parts(axis)) {
        if (!Bits.isEmpty(part)) {
          int[] name = box.clone();
          name[axis] = intern(axis, part);
          names.add(name);
        }
      }
    }
  }

  private List<long[]> parts(int axis) {
    long[] differing = differing(axis);
    if (axis != RequestSpace.ROLES) {
      return List.of(differing);
    }
    long[] known = Bits.and(known(before), known(after));
    return List.of(
        Bits.and(differing, known),
        Bits.minus(Bits.and(differing, known(before)), known),
        Bits.minus(Bits.and(differing, known(after)), known));
  }

  /** The roles that a side's registry has; not to be changed. */
  long[] known(RuleBoxes side) {
    return side == before ? knownBefore : knownAfter;
  }

  private long[] registered(RuleBoxes side) {
    CategoryAxis roles = space.category(RequestSpace.ROLES);
    long[] known = Bits.empty(roles.size());
    for (int atom = 0; atom < roles.named(); atom++) {
      if (side.policy().resolve(RequestSpace.ROLES, roles.name(atom))
          < side.policy().values(RequestSpace.ROLES) - 2) {
        Bits.set(known, atom);
      }
    }
    return known;
  }

  /**
   * Whether one side alone knows some role of a box. Beside another role the other side drops it,
   * even where both decide it alike alone, by a rule that accepts {@code $unknown} too.
   */
  boolean oneKnows(int[] box) {
    long[] either = Bits.or(known(before), known(after));
    long[] both = Bits.and(known(before), known(after));
    return Bits.meet(space.pool(RequestSpace.ROLES).get(box[RequestSpace.ROLES]), either)
        && !Bits.meet(space.pool(RequestSpace.ROLES).get(box[RequestSpace.ROLES]), both);
  }

  /** Whether each side knows a role that the other lacks: together each side sees one of them. */
  boolean rolesExchanged() {
    return !Bits.contains(known(before), known(after))
        && !Bits.contains(known(after), known(before));
  }

  /** A box without differing names, and with every cell: so no combination lies in two boxes. */
  private int[] inCommon(int[] box) {
    int[] inside = new int[box.length];
    for (int axis = 0; axis < space.categories(); axis++) {
      inside[axis] = intern(axis, Bits.and(space.pool(axis).get(box[axis]), common[axis]));
    }
    return inside;
  }

  private int intern(int axis, long[] set) {
    SetPool pool = space.pool(axis);
    return pool.intern(set);
  }

  private void match() {
    Map<String, Integer> byId = new HashMap<>();
    for (int rank = 0; rank < after.size(); rank++) {
      byId.put(after.rule(rank).id(), rank);
    }
    for (int rank = 0; rank < before.size(); rank++) {
      Integer other = byId.remove(before.rule(rank).id());
      if (other != null && same(rank, other)) {
        same[rank] = other;
      } else {
        rules.add(inCommon(before.box(rank)));
        if (other != null) {
          rules.add(inCommon(after.box(other)));
        }
      }
    }
    byId.values().stream().sorted().forEach(rank -> rules.add(inCommon(after.box(rank))));
  }

  private boolean same(int rank, int other) {
    RankedRule one = before.rule(rank);
    RankedRule two = after.rule(other);
    if (one.effect() != two.effect()
        || one.priority() != two.priority()
        || !one.obligations().equals(two.obligations())) {
      return false;
    }
    for (int axis = 0; axis < common.length; axis++) {
      if (before.set(axis, rank) != after.set(axis, other)
          && !java.util.Arrays.equals(
              Bits.and(before.atoms(axis, rank), common[axis]),
              Bits.and(after.atoms(axis, other), common[axis]))) {
        return false;
      }
    }
    return true;
  }

  /** The boxes of names that the sides resolve differently; disjoint. */
  List<int[]> names() {
    return names;
  }

  /** The boxes of rules that differ. */
  List<int[]> rules() {
    return rules;
  }

  /** The rank after of the same rule; -1 where it differs. */
  int same(int rank) {
    return same[rank];
  }
}

package dev.policyctl.analysis.change;

import dev.policyctl.analysis.cover.Ladder;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.region.SideLadder;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.SetPool;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A categorical box in which no categorical dimension matters any more, with the rules that may
 * decide in it on either side: where a second role of the identity may bring a difference that
 * neither role has alone.
 */
final class CategoryPart {
  private final RequestSpace space;

  /** By axis; roles are registered names alone. */
  private final int[] box;

  private final List<Side> sides = new ArrayList<>();
  private boolean rolesMatter;

  /**
   * One side's view of the box.
   *
   * @param ranks of the rules that may decide, ascending
   * @param lastTier rules of later tiers never do; absent where the default may
   * @param known whether the side's registry has the roles
   * @param near among them the ranks of all rules that meet the box whatever its roles
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and not shared
  record Side(int[] ranks, OptionalInt lastTier, boolean known, int[] near) {}

  private CategoryPart(RequestSpace space, int[] box) {
    this.space = space;
    this.box = box;
  }

  static CategoryPart of(RequestSpace space, LocalSpace local, long[] category) {
    int[] box = new int[space.axes().size()];
    for (int axis = 0; axis < box.length; axis++) {
      SetPool pool = space.pool(axis);
      long[] set = Bits.empty(pool.atoms());
      for (int atom : local.atoms(category, axis)) {
        Bits.set(set, atom);
      }
      box[axis] = pool.intern(axis == RequestSpace.ROLES ? registered(space, set) : set);
    }
    return new CategoryPart(space, box);
  }

  private static long[] registered(RequestSpace space, long[] roles) {
    CategoryAxis axis = space.category(RequestSpace.ROLES);
    long[] names = Bits.empty(axis.size());
    for (int atom = Bits.next(roles, 0);
        atom >= 0 && atom < axis.named();
        atom = Bits.next(roles, atom + 1)) {
      Bits.set(names, atom);
    }
    return names;
  }

  /** Takes the entries of one side that may decide; first before, then after. */
  void rules(SideLadder side, Ladder ladder, int[] entries, int[] near, Affected affected) {
    List<Integer> ranks = new ArrayList<>();
    boolean ends = true;
    for (int entry : entries) {
      if (ladder.mark(entry) >= 0) {
        ranks.add(ladder.mark(entry));
      }
      ends &= ladder.mark(entry) >= 0; // where silence or the default may decide, any rule may
    }
    long[] known = affected.known(side.boxes());
    rolesMatter |= ranks.stream().anyMatch(rank -> !side.acceptsRoles(rank, known));
    OptionalInt lastTier =
        ends && !ranks.isEmpty()
            ? OptionalInt.of(side.boxes().rule(ranks.get(ranks.size() - 1)).tier())
            : OptionalInt.empty();
    sides.add(
        new Side(
            ranks.stream().mapToInt(Integer::intValue).toArray(),
            lastTier,
            Bits.contains(known, roles()),
            near));
    rolesMatter |=
        sides.size() == 2 && before().known() != after().known() && affected.rolesExchanged();
  }

  /**
   * Whether it has registered roles, and some rule in it is not for everybody, or of two roles each
   * side may know another one.
   */
  boolean rolesMatter() {
    return rolesMatter && !Bits.isEmpty(roles());
  }

  /** Its roles; not to be changed. */
  long[] roles() {
    return space.pool(RequestSpace.ROLES).get(box[RequestSpace.ROLES]);
  }

  /** By axis the number of its set. */
  int[] box() {
    return box.clone();
  }

  Side before() {
    return sides.get(0);
  }

  Side after() {
    return sides.get(1);
  }

  /** Whether the boxes have a point in common but for the roles. */
  boolean meets(CategoryPart other) {
    for (int axis = 0; axis < box.length; axis++) {
      if (axis != RequestSpace.ROLES
          && box[axis] != other.box[axis]
          && !Bits.meet(space.pool(axis).get(box[axis]), space.pool(axis).get(other.box[axis]))) {
        return false;
      }
    }
    return true;
  }
}

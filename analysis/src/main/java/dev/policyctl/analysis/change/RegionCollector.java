package dev.policyctl.analysis.change;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.region.Piece;
import dev.policyctl.analysis.region.RegionMerge;
import dev.policyctl.analysis.region.RegionWords;
import dev.policyctl.analysis.region.SideLadder;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.analysis.space.Witness;
import dev.policyctl.evaluator.Request;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the boxes that differ, and makes few of them: those that shift alike are put together.
 */
final class RegionCollector {
  /** Boxes beyond these are counted, and not kept. */
  private static final int MOST = 20_000;

  /** What making few boxes of many may take. */
  private static final long NODES = 5_000_000;

  private final RequestSpace space;
  private final SideLadder after;
  private final Map<Key, List<Piece<Rules>>> pieces = new LinkedHashMap<>();
  private int kept;
  private long dropped;

  /** What pieces must share to become one; second roles by the number of their set, -1 for none. */
  private record Key(Shift shift, int secondRoles) {}

  /** The ids of the rules that decide on either side. */
  private record Rules(Set<String> before, Set<String> after) {
    Rules and(Rules other) {
      return new Rules(union(before, other.before), union(after, other.after));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
      TreeSet<String> union = new TreeSet<>(one);
      union.addAll(other);
      return union;
    }
  }

  RegionCollector(RequestSpace space, SideLadder after) {
    this.space = space;
    this.after = after;
  }

  /**
   * Takes a box.
   *
   * @param second the box of the other role's part; empty for one role
   */
  void add(
      Shift shift,
      LocalSpace local,
      long[] box,
      int[] second,
      Set<String> rulesBefore,
      Set<String> rulesAfter) {
    if (kept == MOST) {
      dropped++;
      return;
    }
    kept++;
    int[] sets = new int[space.axes().size()];
    for (int axis = 0; axis < sets.length; axis++) {
      SetPool pool = space.pool(axis);
      sets[axis] = pool.intern(local.set(box, axis, pool.atoms()));
    }
    int roles = second.length == 0 ? -1 : second[RequestSpace.ROLES];
    pieces
        .computeIfAbsent(new Key(shift, roles), k -> new ArrayList<>())
        .add(new Piece<>(sets, new Rules(rulesBefore, rulesAfter)));
  }

  /** How many boxes were not kept. */
  long dropped() {
    return dropped;
  }

  /** The regions: those that let in first, the larger ones first. */
  List<Region> regions() {
    List<Region> regions = new ArrayList<>();
    RegionMerge<Rules> merge = new RegionMerge<>(space, Rules::and, new Budget(NODES));
    RegionWords words = new RegionWords(space);
    pieces.forEach(
        (key, list) -> merge.merged(list).forEach(piece -> regions.add(region(key, piece, words))));
    regions.sort(
        Comparator.comparingInt((Region r) -> order(r.shift()))
            .thenComparing(r -> r.secondRoles().isEmpty() ? 0 : 1)
            .thenComparing(Region::combinations, Comparator.reverseOrder())
            .thenComparing(r -> r.extents().toString())
            .thenComparing(r -> r.secondRoles().toString())
            .thenComparing(r -> r.shift().toString()));
    return regions;
  }

  private static int order(Shift shift) {
    if (shift.obligationsOnly()) {
      return 3;
    }
    if (shift.admits()) {
      return 0;
    }
    return shift.broadens() ? 1 : 2;
  }

  private Region region(Key key, Piece<Rules> piece, RegionWords words) {
    BigInteger combinations = BigInteger.ONE;
    for (int axis = 0; axis < space.categories(); axis++) {
      combinations =
          combinations.multiply(
              BigInteger.valueOf(Bits.count(space.pool(axis).get(piece.box()[axis]))));
    }
    List<String> second = List.of();
    if (key.secondRoles() >= 0) {
      long[] roles = space.pool(RequestSpace.ROLES).get(key.secondRoles());
      second = words.values(RequestSpace.ROLES, roles);
      combinations = combinations.multiply(BigInteger.valueOf(Bits.count(roles)));
    }
    return new Region(
        key.shift(),
        words.of(piece.box()),
        second,
        combinations,
        List.copyOf(piece.load().before()),
        List.copyOf(piece.load().after()),
        witness(key, piece));
  }

  private Request witness(Key key, Piece<Rules> piece) {
    int[] point = new int[piece.box().length];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] = Bits.next(space.pool(axis).get(piece.box()[axis]), 0);
    }
    List<Integer> more =
        key.secondRoles() < 0
            ? List.of()
            : List.of(Bits.next(space.pool(RequestSpace.ROLES).get(key.secondRoles()), 0));
    return Witness.of(space, after.boxes().policy(), point, more, List.of());
  }
}

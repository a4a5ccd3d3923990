package dev.policyctl.analysis.region;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Cover;
import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Makes few and large boxes out of many disjoint ones that hold the same requests: boxes that
 * differ on one axis become one; then each is stretched as far as the others reach, and those that
 * the rest covers are left out (as prime implicants are chosen for a sum of products).
 *
 * @param <T> what boxes carry
 */
public final class RegionMerge<T> {
  /** More boxes than these are put together, but not stretched. */
  private static final int MOST_STRETCHED = 64;

  /** What stretching one list may take; looking at one box is a node too. */
  private static final long NODES = 500_000;

  private final RequestSpace space;
  private final BinaryOperator<T> join;
  private final Budget budget;

  /**
   * @param join puts together what two boxes carry; the order does not matter
   * @param budget what stretching may take altogether; past it boxes are left as they are
   */
  public RegionMerge(RequestSpace space, BinaryOperator<T> join, Budget budget) {
    this.space = space;
    this.join = join;
    this.budget = budget;
  }

  /** The boxes, larger ones first. */
  public List<Piece<T>> merged(List<Piece<T>> pieces) {
    List<Piece<T>> now = pieces;
    int size;
    do {
      size = now.size();
      for (int axis = space.axes().size() - 1; axis >= 0; axis--) {
        now = along(axis, now);
      }
    } while (now.size() < size);
    if (now.size() > 1 && now.size() <= MOST_STRETCHED) {
      Budget part = new Budget(Math.min(NODES, budget.nodes() - budget.spent()));
      try {
        return stretched(now, pieces, part);
      } catch (Budget.Exhausted e) {
        return now;
      } finally {
        budget.spend(Math.min(part.spent(), part.nodes()));
      }
    }
    return now;
  }

  private List<Piece<T>> along(int axis, List<Piece<T>> pieces) {
    Map<List<Integer>, Piece<T>> groups = new LinkedHashMap<>();
    for (Piece<T> piece : pieces) {
      List<Integer> key = new ArrayList<>();
      for (int other = 0; other < piece.box().length; other++) {
        key.add(other == axis ? -1 : piece.box()[other]);
      }
      groups.merge(key, piece, (one, other) -> joined(axis, one, other));
    }
    return new ArrayList<>(groups.values());
  }

  private Piece<T> joined(int axis, Piece<T> one, Piece<T> other) {
    int[] box = one.box().clone();
    box[axis] =
        space
            .pool(axis)
            .intern(
                Bits.or(
                    space.pool(axis).get(one.box()[axis]),
                    space.pool(axis).get(other.box()[axis])));
    return new Piece<>(box, join.apply(one.load(), other.load()));
  }

  /**
   * Stretches boxes.
   *
   * @param pieces what they were made of: only these tell what lies where
   */
  private List<Piece<T>> stretched(List<Piece<T>> merged, List<Piece<T>> pieces, Budget part) {
    List<int[]> boxes = merged.stream().map(Piece::box).toList();
    List<int[]> larger = new ArrayList<>();
    for (int[] box : boxes) {
      int[] grown = box.clone();
      for (int axis = 0; axis < grown.length; axis++) {
        grow(grown, axis, boxes, part);
      }
      larger.add(grown);
    }
    List<Piece<T>> grown = new ArrayList<>();
    for (int i : needed(larger, part)) {
      int[] box = larger.get(i);
      T load =
          pieces.stream()
              .filter(piece -> meet(piece.box(), box))
              .map(Piece::load)
              .reduce(join)
              .orElseThrow();
      grown.add(new Piece<>(box, load));
    }
    return grown;
  }

  /** Adds every atom of other boxes on an axis with which the box still lies in their union. */
  private void grow(int[] box, int axis, List<int[]> boxes, Budget part) {
    int set = box[axis];
    for (int[] other : boxes) {
      int[] slice = box.clone();
      slice[axis] = other[axis];
      if (!Bits.contains(space.pool(axis).get(set), space.pool(axis).get(other[axis]))
          && covered(slice, boxes, part)) {
        set =
            space
                .pool(axis)
                .intern(Bits.or(space.pool(axis).get(set), space.pool(axis).get(other[axis])));
      }
    }
    box[axis] = set;
  }

  private boolean covered(int[] box, List<int[]> boxes, Budget part) {
    part.spend(boxes.size());
    List<int[]> near = boxes.stream().filter(other -> meet(other, box)).toList();
    return Cover.of(new LocalSpace(Frame.of(space), box, near), part).covered();
  }

  /** Fewer boxes that hold the same, the smaller ones left out first. */
  private List<Integer> needed(List<int[]> boxes, Budget part) {
    BitSet needed = new BitSet();
    needed.set(0, boxes.size());
    List<Integer> order = new ArrayList<>(needed.stream().boxed().toList());
    order.sort(Comparator.comparingDouble(i -> size(boxes.get(i))));
    for (int i : order) {
      needed.clear(i);
      List<int[]> others = needed.stream().mapToObj(boxes::get).toList();
      if (!covered(boxes.get(i), others, part)) {
        needed.set(i);
      }
    }
    List<Integer> left = new ArrayList<>(needed.stream().boxed().toList());
    left.sort(Comparator.comparingDouble((Integer i) -> -size(boxes.get(i))));
    return left;
  }

  private double size(int[] box) {
    double size = 1;
    for (int axis = 0; axis < box.length; axis++) {
      size *= Bits.count(space.pool(axis).get(box[axis]));
    }
    return size;
  }

  private boolean meet(int[] one, int[] other) {
    return Arrays.equals(one, other) || meetAxes(one, other);
  }

  private boolean meetAxes(int[] one, int[] other) {
    for (int axis = 0; axis < one.length; axis++) {
      if (!Bits.meet(space.pool(axis).get(one[axis]), space.pool(axis).get(other[axis]))) {
        return false;
      }
    }
    return true;
  }
}

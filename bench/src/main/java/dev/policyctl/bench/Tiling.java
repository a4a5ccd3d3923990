package dev.policyctl.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Disjoint boxes that together are another box. */
final class Tiling {
  private Tiling() {}

  /**
   * Splits a box, then its parts, each time along a random dimension at random; fewer tiles where
   * the box has fewer points.
   */
  static List<List<BitSet>> split(List<BitSet> box, int tiles, Draw draw) {
    List<List<BitSet>> done = new ArrayList<>();
    List<List<BitSet>> open = new ArrayList<>();
    open.add(box);
    while (!open.isEmpty() && done.size() + open.size() < tiles) {
      List<BitSet> tile = open.remove(draw.below(open.size()));
      List<Integer> splittable = new ArrayList<>();
      for (int i = 0; i < tile.size(); i++) {
        if (tile.get(i).cardinality() > 1) {
          splittable.add(i);
        }
      }
      if (splittable.isEmpty()) {
        done.add(tile);
      } else {
        halve(tile, draw.one(splittable), draw, open);
      }
    }
    done.addAll(open);
    return done;
  }

  private static void halve(List<BitSet> tile, int along, Draw draw, List<List<BitSet>> parts) {
    List<Integer> values = tile.get(along).stream().boxed().toList();
    BitSet some = new BitSet();
    draw.some(draw.between(1, values.size() - 1), values).forEach(some::set);
    BitSet rest = (BitSet) tile.get(along).clone();
    rest.andNot(some);
    for (BitSet part : List.of(some, rest)) {
      List<BitSet> half = new ArrayList<>(tile);
      half.set(along, part);
      parts.add(half);
    }
  }
}

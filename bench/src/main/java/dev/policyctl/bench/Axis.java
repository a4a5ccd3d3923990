package dev.policyctl.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The cells of something continuous: points between which no condition distinguishes are one cell.
 *
 * @param representatives a point of each cell
 * @param cells for each condition the cells in which it holds; shared, not to be changed
 */
record Axis<C, P>(List<P> representatives, Map<C, BitSet> cells) {

  Axis {
    representatives = List.copyOf(representatives);
    cells = Map.copyOf(cells);
  }

  /**
   * The axis of some conditions.
   *
   * @param conditions without repetition
   * @param points at least one of each cell
   */
  static <C, P> Axis<C, P> of(Collection<C> conditions, List<P> points, BiPredicate<C, P> holds) {
    List<C> numbered = List.copyOf(conditions);
    Map<BitSet, P> signatures = new LinkedHashMap<>();
    for (P point : points) {
      BitSet signature = new BitSet();
      for (int i = 0; i < numbered.size(); i++) {
        signature.set(i, holds.test(numbered.get(i), point));
      }
      signatures.putIfAbsent(signature, point);
    }
    List<BitSet> bySignature = new ArrayList<>(signatures.keySet());
    Map<C, BitSet> cells = new HashMap<>();
    for (int i = 0; i < numbered.size(); i++) {
      BitSet of = new BitSet();
      for (int cell = 0; cell < bySignature.size(); cell++) {
        of.set(cell, bySignature.get(cell).get(i));
      }
      cells.put(numbered.get(i), of);
    }
    return new Axis<>(new ArrayList<>(signatures.values()), cells);
  }

  int size() {
    return representatives.size();
  }
}

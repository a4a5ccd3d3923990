package dev.policyctl.bench;

import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Draws boxes of one kind of {@link AnalysisWorkload}, in the grid that the kind has. */
final class BoxShape {
  /** Values of a dimension. */
  static final int VALUES = 100;

  private static final List<Dimension> SEVEN =
      List.of(
          Dimension.ROLES,
          Dimension.ROUTES,
          Dimension.MODELS,
          Dimension.CLASSIFICATIONS,
          Dimension.TOOLS,
          Dimension.REGIONS,
          Dimension.AGENTS);

  private final AnalysisWorkload.Kind kind;
  private final Draw draw;
  private final Grid grid;

  BoxShape(AnalysisWorkload.Kind kind, int values, Draw draw) {
    this.kind = kind;
    this.draw = draw;
    boolean many = kind == AnalysisWorkload.Kind.BOXES || kind == AnalysisWorkload.Kind.WILD;
    List<Dimension> dimensions = many ? SEVEN : SEVEN.subList(0, 5);
    boolean flat = kind == AnalysisWorkload.Kind.FLAT;
    this.grid =
        new Grid(
            dimensions,
            dimensions.stream().map(d -> flat && d == Dimension.ROUTES ? 1 : values).toList());
  }

  Grid grid() {
    return grid;
  }

  String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Whether nearly all rules belong to tilings, which are then larger and fit exactly. */
  boolean tiled() {
    return kind == AnalysisWorkload.Kind.MOSAIC;
  }

  List<BitSet> box() {
    return switch (kind) {
      case THIN -> constrained(grid.dimensions(), 1, 3);
      case SLABS -> constrained(draw.between(1, 2), 1, 3);
      case WILD -> constrained(3, 1, 3);
      case MOSAIC -> constrained(grid.dimensions(), 5, 20);
      default -> constrained(grid.dimensions(), 2, 12);
    };
  }

  /** A box around another: most dimensions get up to two more values. */
  List<BitSet> around(List<BitSet> tile) {
    List<BitSet> box = new ArrayList<>();
    for (int i = 0; i < tile.size(); i++) {
      BitSet values = (BitSet) tile.get(i).clone();
      for (int more = draw.below(3); more > 0; more--) {
        values.set(draw.below(grid.values(i)));
      }
      box.add(values);
    }
    return box;
  }

  private List<BitSet> constrained(int dimensions, int least, int most) {
    List<Integer> chosen =
        draw.some(dimensions, IntStream.range(0, grid.dimensions()).boxed().toList());
    List<BitSet> box = new ArrayList<>();
    for (int i = 0; i < grid.dimensions(); i++) {
      if (chosen.contains(i)) {
        box.add(grid.values(i) == 1 && draw.percent(50) ? grid.omitted(i) : some(i, least, most));
      } else {
        box.add(draw.percent(10) ? grid.any(i) : grid.omitted(i));
      }
    }
    return box;
  }

  private BitSet some(int dimension, int least, int most) {
    int values = grid.values(dimension);
    int cap = Math.max(1, values / 2);
    int count = draw.between(Math.min(least, cap), Math.min(most, cap));
    BitSet set = new BitSet();
    while (set.cardinality() < count) {
      set.set(draw.below(values));
    }
    return set;
  }
}

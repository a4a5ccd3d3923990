package dev.policyctl.analysis.query;

import dev.policyctl.analysis.query.MatrixQuery.Stretch;
import dev.policyctl.analysis.region.RegionWords;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RequestSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Lays out a matrix: which columns are one, what they sum to, and what they are called. */
final class MatrixWords {
  /** So many columns stand each by itself. */
  private static final int FEW_COLUMNS = 12;

  private final Confined confined;
  private final RequestSpace space;
  private final RegionWords words;
  private final int rows;
  private final int columns;
  private final int[] base;
  private final Map<List<Stretch>, long[]> lines;
  private final List<long[]> groups;

  MatrixWords(
      Confined confined, int rows, int columns, int[] base, Map<List<Stretch>, long[]> lines) {
    this.confined = confined;
    this.space = confined.space();
    this.words = new RegionWords(space);
    this.rows = rows;
    this.columns = columns;
    this.base = base;
    this.lines = lines;
    this.groups = groups();
  }

  /** Columns that are alike in every line. */
  private List<long[]> groups() {
    long[] all = space.pool(columns).get(base[columns]);
    Map<List<Integer>, long[]> groups = new LinkedHashMap<>();
    TreeSet<Integer> sets = new TreeSet<>();
    lines.keySet().forEach(line -> line.forEach(stretch -> sets.add(stretch.columns())));
    boolean few = Bits.count(all) <= FEW_COLUMNS;
    for (int atom = Bits.next(all, 0); atom >= 0; atom = Bits.next(all, atom + 1)) {
      List<Integer> signature = new ArrayList<>();
      if (few) {
        signature.add(atom);
      } else {
        for (int set : sets) {
          if (Bits.get(space.pool(columns).get(set), atom)) {
            signature.add(set);
          }
        }
      }
      Bits.set(
          groups.computeIfAbsent(signature, s -> Bits.empty(space.pool(columns).atoms())), atom);
    }
    return List.copyOf(groups.values());
  }

  AccessMatrix matrix(boolean unregistered, List<String> notShown, List<int[]> unexplored) {
    OutcomeCounts.Builder total = new OutcomeCounts.Builder();
    List<OutcomeCounts.Builder> totals = new ArrayList<>();
    groups.forEach(group -> totals.add(new OutcomeCounts.Builder()));
    List<AccessMatrix.Line> all = new ArrayList<>();
    lines.forEach(
        (line, values) -> {
          AccessMatrix.Line made = line(line, values, totals);
          total.add(made.total());
          all.add(made);
        });
    return new AccessMatrix(
        category(rows).dimension(),
        category(columns).dimension(),
        words.of(confined.base()),
        space.asOf(),
        behind(),
        groups.stream().map(group -> values(columns, group)).toList(),
        all,
        totals.stream().map(OutcomeCounts.Builder::build).toList(),
        total.build(),
        unregistered,
        notShown,
        unexplored.stream().map(words::of).distinct().toList());
  }

  private CategoryAxis category(int axis) {
    return space.category(axis);
  }

  /** How many combinations a pair of values has. */
  private BigInteger behind() {
    BigInteger behind = BigInteger.ONE;
    for (int axis = 0; axis < space.categories(); axis++) {
      if (axis != rows && axis != columns) {
        behind = behind.multiply(BigInteger.valueOf(Bits.count(space.pool(axis).get(base[axis]))));
      }
    }
    return behind;
  }

  private AccessMatrix.Line line(
      List<Stretch> line, long[] values, List<OutcomeCounts.Builder> totals) {
    int count = Bits.count(values);
    OutcomeCounts.Builder total = new OutcomeCounts.Builder();
    List<Optional<OutcomeCounts>> cells = new ArrayList<>();
    for (int of = 0; of < groups.size(); of++) {
      Optional<OutcomeCounts> cell = cell(line, Bits.next(groups.get(of), 0));
      cells.add(cell);
      if (cell.isPresent()) {
        OutcomeCounts sum = cell.get().times((long) count * Bits.count(groups.get(of)));
        total.add(sum);
        totals.get(of).add(sum);
      }
    }
    return new AccessMatrix.Line(values(rows, values), cells, total.build());
  }

  private Optional<OutcomeCounts> cell(List<Stretch> line, int column) {
    for (Stretch stretch : line) {
      if (Bits.get(space.pool(columns).get(stretch.columns()), column)) {
        return stretch.counts();
      }
    }
    return Optional.empty();
  }

  private AccessMatrix.Values values(int axis, long[] set) {
    List<String> names = new ArrayList<>();
    for (int atom = Bits.next(set, 0); atom >= 0; atom = Bits.next(set, atom + 1)) {
      names.add(space.axes().get(axis).name(atom));
    }
    return new AccessMatrix.Values(words.values(axis, set), names);
  }
}

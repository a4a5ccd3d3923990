package dev.policyctl.analysis.query;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Slice;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Decides every pair of values of two dimensions, by one walk: rows that no rule tells apart are
 * one slice, and in it columns that none tells apart.
 */
public final class MatrixQuery {
  private final Confined confined;
  private final RequestSpace space;
  private final int rows;
  private final int columns;
  private final Walk walk;
  private final List<int[]> unexplored = new ArrayList<>();

  private MatrixQuery(Confined confined, Dimension rows, Dimension columns, Budget budget) {
    this.confined = confined;
    this.space = confined.space();
    this.rows = confined.axis(rows);
    this.columns = confined.axis(columns);
    this.walk = new Walk(confined, budget, Walk.Boxes.NONE);
  }

  /**
   * Makes a matrix.
   *
   * @param rows not the dimension of the columns
   * @param unregistered whether unregistered and missing values count
   * @param asOf the moment from which on requests are considered
   * @param budget what the matrix as a whole may take
   * @param progress hears of each row
   */
  public static AccessMatrix of(
      CompiledPolicy policy,
      Question question,
      Dimension rows,
      Dimension columns,
      boolean unregistered,
      Instant asOf,
      Budget budget,
      Progress progress) {
    Confined confined = new Confined(policy, question, asOf);
    MatrixQuery query = new MatrixQuery(confined, rows, columns, budget.renewed());
    int[] base = unregistered ? confined.base() : confined.plainBase();
    Map<List<Stretch>, long[]> lines = query.lines(base, progress);
    return new MatrixWords(confined, query.rows, query.columns, base, lines)
        .matrix(unregistered, unregistered ? List.of() : query.notShown(), query.unexplored);
  }

  /**
   * Columns with the same counts.
   *
   * @param columns the number of their set
   * @param counts of one pair of values; nothing where the budget did not suffice
   */
  record Stretch(int columns, Optional<OutcomeCounts> counts) {}

  /** The distinct rows, and the values that have them. */
  private Map<List<Stretch>, long[]> lines(int[] base, Progress progress) {
    Map<List<Stretch>, long[]> lines = new LinkedHashMap<>();
    Slice whole = Slice.of(confined.side().index(), base);
    List<Slice> slices = cut(whole, rows);
    int done = 0;
    for (Slice slice : slices) {
      long[] values = space.pool(rows).get(slice.box()[rows]);
      lines.merge(line(slice), values, Bits::or);
      progress.looked(++done, slices.size());
    }
    return lines;
  }

  private List<Slice> cut(Slice slice, int axis) {
    try {
      return walk.cut(slice, axis);
    } catch (Budget.Exhausted e) {
      return List.of(slice);
    }
  }

  private List<Stretch> line(Slice slice) {
    Map<Optional<OutcomeCounts>, long[]> byCounts = new LinkedHashMap<>();
    for (Slice part : cut(slice, columns)) {
      long[] values = space.pool(columns).get(part.box()[columns]);
      long pairs = (long) Bits.count(values) * Bits.count(space.pool(rows).get(slice.box()[rows]));
      Gathered gathered = new Gathered(0);
      walk.over(part, gathered);
      unexplored.addAll(gathered.unexplored());
      Optional<OutcomeCounts> counts =
          gathered.complete()
              ? Optional.of(gathered.all().build().dividedBy(Math.max(1, pairs)))
              : Optional.empty();
      byCounts.merge(counts, values, Bits::or);
    }
    List<Stretch> line = new ArrayList<>();
    byCounts.forEach(
        (counts, values) -> line.add(new Stretch(space.pool(columns).intern(values), counts)));
    line.sort(java.util.Comparator.comparingInt(Stretch::columns));
    return line;
  }

  /** The rules that let in values which the matrix leaves out. */
  private List<String> notShown() {
    RuleBoxes boxes = confined.side().boxes();
    TreeSet<String> ids = new TreeSet<>();
    Map<Integer, long[]> left = new HashMap<>();
    for (int axis = 0; axis < space.categories(); axis++) {
      left.put(axis, Bits.minus(space.pool(axis).get(confined.base()[axis]), confined.plain(axis)));
    }
    for (int rank = 0; rank < boxes.size(); rank++) {
      int of = rank;
      boolean special =
          left.entrySet().stream()
              .anyMatch(axis -> Bits.meet(boxes.atoms(axis.getKey(), of), axis.getValue()));
      if (special && boxes.rule(rank).effect() != Outcome.DENY && meetsBase(boxes, rank)) {
        ids.add(boxes.rule(rank).id());
      }
    }
    return List.copyOf(ids);
  }

  private boolean meetsBase(RuleBoxes boxes, int rank) {
    for (int axis = 0; axis < space.axes().size(); axis++) {
      if (!Bits.meet(boxes.atoms(axis, rank), space.pool(axis).get(confined.base()[axis]))) {
        return false;
      }
    }
    return true;
  }
}

package dev.policyctl.analysis.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.anomaly.RandomWorld;
import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.query.Enumeration.Row;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every cell and total of random matrices, against enumeration. */
class MatricesAgainstBruteForceTest {
  private static final int WORLDS = Integer.getInteger("policyctl.worlds", 700);
  private static final Budget BUDGET = new Budget(Budget.DEFAULT_NODES);

  @Test
  void cellsAreWhatEnumerationSays() {
    for (long seed = 1; seed <= WORLDS; seed++) {
      RandomWorld world = new RandomWorld(seed);
      RandomQuestion random = new RandomQuestion(world);
      Question question = random.question();
      Dimension rows = random.dimension();
      Dimension columns = random.dimension();
      if (rows == columns) {
        columns = rows == Dimension.ROLES ? Dimension.CLASSIFICATIONS : Dimension.ROLES;
      }
      boolean unregistered = random.coin();
      AccessMatrix matrix =
          MatrixQuery.of(
              world.engine.compiled(),
              question,
              rows,
              columns,
              unregistered,
              world.asOf,
              BUDGET,
              Progress.none());
      List<Row> all =
          new Enumeration(world, question)
              .rows.stream().filter(row -> unregistered || plain(row, question)).toList();
      new Check("seed " + seed + ": " + question, matrix, all).run();
      if (!unregistered && matrix.notShown().isEmpty()) {
        assertThat(new Enumeration(world, question).rows)
            .as("seed " + seed)
            .noneMatch(r -> !plain(r, question) && r.verdict().outcome() != Outcome.DENY);
      }
    }
  }

  private static boolean plain(Row row, Question question) {
    return row.names().entrySet().stream()
        .allMatch(
            e ->
                question.values().containsKey(e.getKey())
                    || !e.getValue().startsWith("$")
                    || (e.getValue().equals(Dimension.MISSING) && !e.getKey().required()));
  }

  private record Check(String name, AccessMatrix matrix, List<Row> all) {

    void run() {
      assertThat(matrix.complete()).as(name).isTrue();
      assertThat(matrix.total()).as(name).isEqualTo(Enumeration.counts(all));
      Set<String> rows = new TreeSet<>();
      Set<List<Optional<OutcomeCounts>>> distinct = new HashSet<>();
      for (AccessMatrix.Line line : matrix.lines()) {
        assertThat(distinct.add(line.cells())).as(name).isTrue();
        for (String row : line.values().names()) {
          assertThat(rows.add(row)).as(name).isTrue();
          line(line, row);
        }
      }
      columns();
    }

    private void line(AccessMatrix.Line line, String row) {
      for (int i = 0; i < line.cells().size(); i++) {
        for (String column : matrix.columns().get(i).names()) {
          List<Row> behind =
              all.stream()
                  .filter(r -> row.equals(r.names().get(matrix.rowDimension())))
                  .filter(r -> column.equals(r.names().get(matrix.columnDimension())))
                  .toList();
          OutcomeCounts counts = line.cells().get(i).orElseThrow();
          assertThat(counts).as(name + row + column).isEqualTo(Enumeration.counts(behind));
          assertThat(counts.combinations()).as(name).isEqualTo(matrix.combinations());
        }
      }
    }

    private void columns() {
      List<String> names = new ArrayList<>();
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < matrix.columns().size(); i++) {
        names.addAll(matrix.columns().get(i).names());
        sum = sum.add(matrix.columnTotals().get(i).combinations());
      }
      assertThat(names).as(name).doesNotHaveDuplicates();
      assertThat(sum).as(name).isEqualTo(matrix.total().combinations());
    }
  }
}

package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessMatrix;
import dev.policyctl.analysis.query.OutcomeCounts;
import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.cli.render.TextTable.Cell;
import dev.policyctl.model.policy.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Matrices for people: values with equal rows share a line. */
public final class PrettyMatrix implements MatrixRenderer {
  private static final int MOST_LINES = 60;
  private static final int MOST_COLUMNS = 12;
  private static final int MOST_NAMES = 5;
  private static final int MOST_RULES = 4;
  private static final int MOST_UNEXPLORED = 5;

  private final Terminal terminal;

  public PrettyMatrix(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(MatrixReport report) {
    StringBuilder out = new StringBuilder();
    for (MatrixReport.OfPolicy of : report.matrices()) {
      matrix(of.policy(), of.matrix(), out);
      out.append('\n');
    }
    return out.append(Terminal.safe(report.source() + ", as of " + report.asOf()))
        .append('\n')
        .toString();
  }

  private void matrix(String policy, AccessMatrix matrix, StringBuilder out) {
    String about = QueryText.extents(matrix.confinedTo());
    out.append(terminal.styled(Style.STRONG, policy))
        .append(
            Terminal.safe(
                ": "
                    + matrix.rowDimension().singular()
                    + " × "
                    + matrix.columnDimension().singular()
                    + (about.isEmpty() ? "" : ", " + about)
                    + ", "
                    + QueryText.combinations(matrix.combinations())
                    + " behind each cell"))
        .append("\n\n");
    TextTable table = new TextTable(terminal);
    int columns = Math.min(MOST_COLUMNS, matrix.columns().size());
    table.row(head(matrix, columns));
    matrix.lines().stream().limit(MOST_LINES).forEach(line -> table.row(row(line, columns)));
    table.row(totals(matrix, columns));
    table.write("  ", out);
    more(matrix, out);
  }

  private static List<Cell> head(AccessMatrix matrix, int columns) {
    List<Cell> cells = new ArrayList<>();
    String corner = matrix.rowDimension().singular().toUpperCase(Locale.ROOT);
    cells.add(Cell.plain(corner).styled(Style.DIM));
    for (AccessMatrix.Values values : matrix.columns().subList(0, columns)) {
      Cell names = Cell.NOTHING;
      for (String name : MatrixText.values(values, 2)) {
        names = names.below(Cell.plain(name));
      }
      cells.add(names.styled(Style.STRONG));
    }
    cells.add(Cell.plain("TOTAL").styled(Style.DIM));
    return cells;
  }

  private static List<Cell> row(AccessMatrix.Line line, int columns) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(MatrixText.values(line.values(), MOST_NAMES)).styled(Style.STRONG));
    line.cells().subList(0, columns).forEach(cell -> cells.add(cell(cell)));
    cells.add(total(line.total(), line.cells().stream().allMatch(Optional::isPresent)));
    return cells;
  }

  private static Cell cell(Optional<OutcomeCounts> cell) {
    Cell text = Cell.plain(MatrixText.kind(cell)).styled(style(cell));
    return cell.filter(counts -> !counts.uniform()).map(counts -> parts(text, counts)).orElse(text);
  }

  private static Cell parts(Cell above, OutcomeCounts counts) {
    Cell cell = above;
    for (String part : MatrixText.parts(counts)) {
      cell = cell.below(Cell.plain(part));
    }
    return cell;
  }

  /** What counts of which all parts, or only some, are known come to. */
  private static Cell total(OutcomeCounts counts, boolean complete) {
    if (!complete) {
      return parts(cell(Optional.empty()), counts);
    }
    return counts.uniform() ? cell(Optional.of(counts)) : parts(Cell.NOTHING, counts);
  }

  private static Style style(Optional<OutcomeCounts> cell) {
    if (cell.isEmpty()) {
      return Style.ERROR;
    }
    if (cell.get().all(Outcome.DENY)) {
      return Style.DIM;
    }
    return cell.get().all(Outcome.ALLOW) ? Style.GOOD : Style.WARNING;
  }

  private static List<Cell> totals(AccessMatrix matrix, int columns) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.plain("TOTAL").styled(Style.DIM));
    for (int column = 0; column < columns; column++) {
      int of = column;
      boolean complete = matrix.lines().stream().allMatch(line -> line.cells().get(of).isPresent());
      cells.add(total(matrix.columnTotals().get(column), complete));
    }
    cells.add(total(matrix.total(), matrix.complete()));
    return cells;
  }

  private void more(AccessMatrix matrix, StringBuilder out) {
    out.append(matrix.complete() ? "\n" : "\nat least ")
        .append(Terminal.safe(QueryText.counts(matrix.total())))
        .append('\n');
    if (matrix.lines().size() > MOST_LINES || matrix.columns().size() > MOST_COLUMNS) {
      out.append("not shown: ")
          .append(Counts.of(Math.max(0, matrix.lines().size() - MOST_LINES), "line"))
          .append(" and ")
          .append(Counts.of(Math.max(0, matrix.columns().size() - MOST_COLUMNS), "column"))
          .append("; --where confines, --output json has them all\n");
    }
    if (!matrix.notShown().isEmpty()) {
      out.append(
          Terminal.safe(
              "not counted: "
                  + String.join(", ", QueryText.few(matrix.notShown(), MOST_RULES))
                  + (matrix.notShown().size() == 1 ? " lets" : " let")
                  + " in unregistered or missing values; --unregistered counts them"));
      out.append('\n');
    }
    if (!matrix.complete()) {
      out.append(terminal.styled(Style.ERROR, "undetermined: the budget did not suffice for"))
          .append('\n');
      QueryText.unexplored(matrix.unexplored(), MOST_UNEXPLORED, out);
    }
  }
}

package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessMatrix;

/** One line a cell in which not everything is denied; then a line that counts. */
public final class CompactMatrix implements MatrixRenderer {
  private static final int MOST_NAMES = 5;

  @Override
  public String render(MatrixReport report) {
    StringBuilder out = new StringBuilder();
    for (MatrixReport.OfPolicy of : report.matrices()) {
      AccessMatrix matrix = of.matrix();
      for (AccessMatrix.Line line : matrix.lines()) {
        for (int column = 0; column < line.cells().size(); column++) {
          String kind = MatrixText.kind(line.cells().get(column));
          if (!kind.equals("deny")) {
            out.append(Terminal.safe(of.policy() + ": " + kind + ": " + pair(matrix, line, column)))
                .append('\n');
          }
        }
      }
      String least = matrix.complete() ? ": " : ": at least ";
      out.append(Terminal.safe(of.policy() + least + QueryText.counts(matrix.total())))
          .append('\n');
    }
    return out.toString();
  }

  private static String pair(AccessMatrix matrix, AccessMatrix.Line line, int column) {
    String parts =
        line.cells().get(column).map(MatrixText::parts).map(p -> String.join(", ", p)).orElse("");
    return matrix.rowDimension().singular()
        + " "
        + String.join(" or ", MatrixText.values(line.values(), MOST_NAMES))
        + ", "
        + matrix.columnDimension().singular()
        + " "
        + String.join(" or ", MatrixText.values(matrix.columns().get(column), MOST_NAMES))
        + (parts.isEmpty() ? "" : " (" + parts + ")");
  }
}

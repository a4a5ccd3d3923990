package dev.policyctl.cli.render;

/** Writes the report of {@code matrix} in one format. */
@FunctionalInterface
public interface MatrixRenderer {

  /** The report as text, with a line end at its end. */
  String render(MatrixReport report);
}

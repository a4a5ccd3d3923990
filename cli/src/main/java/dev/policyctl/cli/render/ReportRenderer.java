package dev.policyctl.cli.render;

/** Writes the report of {@code validate} in one format. */
@FunctionalInterface
public interface ReportRenderer {

  /** The report as text, with a line end at its end. */
  String render(Report report);
}

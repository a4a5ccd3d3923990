package dev.policyctl.cli.render;

/** Writes the report of {@code diff} in one format. */
@FunctionalInterface
public interface DiffReportRenderer {

  /** The report as text, with a line end at its end. */
  String render(DiffReport report);
}

package dev.policyctl.cli.render;

/** Writes the report of {@code test} in one format. */
@FunctionalInterface
public interface TestReportRenderer {

  /** The report as text, with a line end at its end. */
  String render(TestReport report);
}

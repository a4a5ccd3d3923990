package dev.policyctl.cli.render;

/** Writes the report of {@code log} in one format. */
@FunctionalInterface
public interface LogRenderer {

  /** The report as text, with a line end at its end. */
  String render(LogReport report);
}

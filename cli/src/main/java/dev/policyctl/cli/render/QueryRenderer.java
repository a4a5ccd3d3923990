package dev.policyctl.cli.render;

/** Writes the answer of {@code query} in one format. */
@FunctionalInterface
public interface QueryRenderer {

  /** The answer as text, with a line end at its end. */
  String render(QueryReport report);
}

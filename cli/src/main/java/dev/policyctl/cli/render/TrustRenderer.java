package dev.policyctl.cli.render;

/** Writes a report on who is trusted in one format. */
@FunctionalInterface
public interface TrustRenderer {

  /** The report as text, with a line end at its end. */
  String render(TrustReport report);
}

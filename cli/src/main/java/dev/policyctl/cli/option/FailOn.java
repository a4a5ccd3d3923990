package dev.policyctl.cli.option;

/** From which severity on findings fail the run. */
public enum FailOn {
  ERROR,
  WARNING,
  NEVER
}

package dev.policyctl.cli.option;

/** From which severity on findings fail the run. */
public enum FailOn {
  ERROR,
  WARNING,
  NEVER;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}

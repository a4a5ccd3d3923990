package dev.policyctl.cli.contract;

/** The exit codes. No output format changes them. */
public final class ExitCode {
  /** Clean. */
  public static final int OK = 0;

  /** The policy fails its gate: findings, failing tests, coverage below its threshold. */
  public static final int FAILED = 1;

  /** Usage or configuration. */
  public static final int USAGE = 2;

  /** A signature, digest, approval or provenance does not hold. */
  public static final int TRUST = 3;

  /** It could not be decided: history, budget, limits, input and output. */
  public static final int UNDECIDED = 4;

  /** A defect of policyctl. */
  public static final int DEFECT = 70;

  private ExitCode() {}
}

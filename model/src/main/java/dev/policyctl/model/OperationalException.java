package dev.policyctl.model;

/**
 * Says that the environment is wrong (not the policy, and not policyctl): a folder that cannot be
 * read, a revision that does not exist, flags that contradict each other.
 *
 * <p>The command line prints message and hint and exits with the code; no stack trace is shown.
 */
public final class OperationalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is; each has its exit code. */
  public enum Kind {
    /** Wrong usage or configuration. */
    USAGE(2),
    /** It could not be decided: history, budget, limits, I/O. */
    UNDECIDED(4);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The process exit code. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String hint;

  /**
   * Makes one.
   *
   * @param message what is wrong: one line, lower case
   * @param hint a way out, or the empty string
   */
  public OperationalException(Kind kind, String message, String hint) {
    super(message);
    this.kind = kind;
    this.hint = hint;
  }

  /** As above, with what caused it, which {@code --debug} shows. */
  public OperationalException(Kind kind, String message, String hint, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.hint = hint;
  }

  public Kind kind() {
    return kind;
  }

  /** A way out, or the empty string. */
  public String hint() {
    return hint;
  }
}

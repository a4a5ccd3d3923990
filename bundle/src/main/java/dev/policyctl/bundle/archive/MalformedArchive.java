package dev.policyctl.bundle.archive;

/** Bytes that are no archive of the canonical form. The message is one line for people. */
public final class MalformedArchive extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedArchive(String message) {
    super(message);
  }

  /** What is wrong: one line, lower case. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}

package dev.policyctl.bundle;

/** Bytes that are no bundle. The message is one line for people, lower case. */
public final class MalformedBundle extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedBundle(String message) {
    super(message);
  }

  MalformedBundle(String message, Throwable cause) {
    super(message, cause);
  }

  /** What is wrong. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}

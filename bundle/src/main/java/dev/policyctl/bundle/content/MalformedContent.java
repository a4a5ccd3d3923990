package dev.policyctl.bundle.content;

/** A file of a bundle that is not of the form that it should have. One line for people. */
public final class MalformedContent extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedContent(String message) {
    super(message);
  }

  /** What is wrong: one line, lower case. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}

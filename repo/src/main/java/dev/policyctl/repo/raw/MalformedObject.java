package dev.policyctl.repo.raw;

/** That a commit or a tag is not of the form that is read, and why; nothing is known of it then. */
public final class MalformedObject extends Exception {
  private static final long serialVersionUID = 1L;

  private final String detail;

  MalformedObject(String detail) {
    super(detail);
    this.detail = detail;
  }

  /** One line for people, lower case, no full stop. */
  public String detail() {
    return detail;
  }
}

package dev.policyctl.repo.raw;

/** That a commit or a tag is not of the form that is read, and why; nothing is known of it then. */
public final class MalformedObject extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedObject(String detail) {
    super(detail);
  }
}

package dev.policyctl.trust;

/** Why an approval does not count: one line for people, lower case, no full stop. */
final class ApprovalRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  ApprovalRefusal(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}

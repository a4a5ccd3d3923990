package dev.policyctl.evaluator;

import dev.policyctl.model.finding.Span;

/**
 * Says that a policy cannot be compiled without becoming weaker than it reads. Policies that passed
 * {@code policyctl validate} with these registries never cause it.
 */
public final class InvalidPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Span span;

  InvalidPolicyException(Span span, String what) {
    super(span + ": " + what);
    this.span = span;
  }

  /** Where the defect stands. */
  public Span span() {
    return span;
  }
}

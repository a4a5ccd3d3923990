package dev.policyctl.signing;

/** Says that a signature proves nothing, or that key material cannot be used, and why. */
public final class SigningException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final String detail;

  /**
   * @param detail one line for people, lower case, no full stop
   */
  public SigningException(Refusal refusal, String detail) {
    super(detail);
    this.refusal = refusal;
    this.detail = detail;
  }

  /**
   * @param detail one line for people, lower case, no full stop
   */
  public SigningException(Refusal refusal, String detail, Throwable cause) {
    super(detail, cause);
    this.refusal = refusal;
    this.detail = detail;
  }

  /** The kind of reason. */
  public Refusal refusal() {
    return refusal;
  }

  /** One line for people, lower case, no full stop. */
  public String detail() {
    return detail;
  }
}

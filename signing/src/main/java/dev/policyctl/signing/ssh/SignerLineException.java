package dev.policyctl.signing.ssh;

/** Says that a line of {@code allowed_signers} cannot be read, and where. */
final class SignerLineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int start;
  private final int end;

  /**
   * @param start of what is wrong in the line, in characters from 0
   */
  SignerLineException(int start, int end, String message) {
    super(message);
    this.start = start;
    this.end = end;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }
}

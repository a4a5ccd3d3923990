package dev.policyctl.signing.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A key file and a signature, and what is to be said of them. */
final class Forged {
  static final byte[] PAYLOAD = "tree 4b825dc6\n\nhi\n".getBytes(UTF_8);

  private final String name;
  private final byte[] keys;
  private final byte[] signature;
  private final String verdict;
  private final boolean gpgv;

  /**
   * @param verdict {@code OK} or the refusal
   * @param gpgv whether {@code gpgv} accepts it
   */
  Forged(String name, byte[] keys, byte[] signature, String verdict, boolean gpgv) {
    this.name = name;
    this.keys = keys;
    this.signature = signature;
    this.verdict = verdict;
    this.gpgv = gpgv;
  }

  byte[] keys() {
    return keys;
  }

  byte[] signature() {
    return signature;
  }

  byte[] armor() {
    return Armored.signature(signature);
  }

  String verdict() {
    return verdict;
  }

  boolean gpgv() {
    return gpgv;
  }

  @Override
  public String toString() {
    return name;
  }
}

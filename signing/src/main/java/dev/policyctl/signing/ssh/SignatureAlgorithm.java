package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;

/** The algorithms by which SSH keys sign (RFC 4253, 5656, 8332, 8709, OpenSSH's PROTOCOL.u2f). */
enum SignatureAlgorithm {
  ED25519("ssh-ed25519", "SHA-512"),
  ECDSA_256("ecdsa-sha2-nistp256", "SHA-256"),
  ECDSA_384("ecdsa-sha2-nistp384", "SHA-384"),
  ECDSA_521("ecdsa-sha2-nistp521", "SHA-512"),
  RSA_SHA256("rsa-sha2-256", "SHA-256"),
  RSA_SHA512("rsa-sha2-512", "SHA-512"),
  SK_ED25519("sk-ssh-ed25519@openssh.com", "SHA-512"),
  SK_ECDSA_256("sk-ecdsa-sha2-nistp256@openssh.com", "SHA-256");

  private final String wireName;
  private final String digest;

  SignatureAlgorithm(String wireName, String digest) {
    this.wireName = wireName;
    this.digest = digest;
  }

  String wireName() {
    return wireName;
  }

  /** Of the bytes that are signed, as the platform names it. */
  String digest() {
    return digest;
  }

  static SignatureAlgorithm named(String name) throws SigningException {
    for (SignatureAlgorithm algorithm : values()) {
      if (algorithm.wireName.equals(name)) {
        return algorithm;
      }
    }
    if (name.equals("ssh-rsa") || name.equals("ssh-dss")) {
      throw new SigningException(
          Refusal.WEAK_ALGORITHM, "signature algorithm `" + name + "` uses SHA-1");
    }
    throw new SigningException(
        Refusal.UNSUPPORTED, "signature algorithm `" + Shown.text(name) + "` is not known");
  }
}

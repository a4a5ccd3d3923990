package dev.policyctl.signing.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Digests that every Java platform has. */
final class Digests {
  private Digests() {}

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code ssh-keygen -l} prints it: {@code SHA256:} and base 64 without padding. */
  static String fingerprint(byte[] wire) {
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest("SHA-256", wire));
  }
}

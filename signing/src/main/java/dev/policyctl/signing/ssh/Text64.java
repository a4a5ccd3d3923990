package dev.policyctl.signing.ssh;

import java.util.Base64;
import java.util.Optional;

/** Base 64 that has one way only to write some bytes (RFC 4648, section 3.5), and padding. */
final class Text64 {
  private Text64() {}

  /** The bytes, if it is just what encoding them would give. */
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

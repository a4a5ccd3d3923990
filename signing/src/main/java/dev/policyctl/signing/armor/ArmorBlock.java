package dev.policyctl.signing.armor;

import java.util.Optional;

/** What stood between one {@code BEGIN} and its {@code END} line. */
public final class ArmorBlock {
  private final String label;
  private final byte[] body;
  private final Optional<byte[]> checksum;

  ArmorBlock(String label, byte[] body, Optional<byte[]> checksum) {
    this.label = label;
    this.body = body;
    this.checksum = checksum;
  }

  /** The words after {@code BEGIN}. */
  public String label() {
    return label;
  }

  /** The decoded bytes. */
  public byte[] body() {
    return body.clone();
  }

  /** Whether there is no checksum (RFC 9580 makes it optional), or it is that of the body. */
  public boolean checksumAgrees() {
    return checksum.isEmpty() || Crc24.matches(checksum.get(), body);
  }

  /** Whether there is a checksum at all; only OpenPGP knows one. */
  public boolean hasChecksum() {
    return checksum.isPresent();
  }
}

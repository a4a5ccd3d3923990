package dev.policyctl.signing.openpgp;

/** One statement within a signature: RFC 9580, section 5.2.3.7. */
final class Subpacket {
  static final int CREATED = 2;
  static final int EXPIRES = 3;
  static final int KEY_EXPIRES = 9;
  static final int REVOKER = 12;
  static final int ISSUER = 16;
  static final int KEY_FLAGS = 27;
  static final int EMBEDDED_SIGNATURE = 32;
  static final int ISSUER_FINGERPRINT = 33;

  private final int type;
  private final boolean critical;
  private final byte[] value;

  Subpacket(int type, boolean critical, byte[] value) {
    this.type = type;
    this.critical = critical;
    this.value = value;
  }

  int type() {
    return type;
  }

  /** Whether who does not know this type must not believe the signature. */
  boolean critical() {
    return critical;
  }

  byte[] value() {
    return value;
  }
}

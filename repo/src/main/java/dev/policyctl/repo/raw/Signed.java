package dev.policyctl.repo.raw;

/** What a signature stands for, and the signature. Immutable. */
public final class Signed {
  private final byte[] payload;
  private final byte[] armor;

  Signed(byte[] payload, byte[] armor) {
    this.payload = payload;
    this.armor = armor;
  }

  /** The bytes that were signed; a copy. */
  public byte[] payload() {
    return payload.clone();
  }

  /** The signature in its armor, with a line feed at its end; a copy. */
  public byte[] armor() {
    return armor.clone();
  }
}

package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A primary key or a subkey of version 4 or 6: RFC 9580, section 5.5.2. */
final class PublicKeyPacket {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int LEGACY_EDDSA = 22;

  private final int version;
  private final Instant created;
  private final int algorithm;
  private final KeyMaterial material;
  private final byte[] frame;
  private final String fingerprint;

  private PublicKeyPacket(byte[] body) throws SigningException {
    Cursor cursor = new Cursor(body);
    version = cursor.octet();
    if (version != 4 && version != 6) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "keys of version " + version + " are not accepted");
    }
    created = Instant.ofEpochSecond(cursor.fourOctets());
    algorithm = cursor.octet();
    if (version == 6 && cursor.fourOctets() != body.length - cursor.position()) {
      throw new SigningException(Refusal.MALFORMED, "key material of a wrong length");
    }
    if (version == 6 && algorithm == LEGACY_EDDSA) {
      throw new SigningException(Refusal.UNSUPPORTED, "a version 6 key of the old EdDSA kind");
    }
    material = KeyMaterials.read(algorithm, cursor);
    frame = frame(version, body);
    fingerprint =
        HEX.formatHex((version == 4 ? DigestAlgorithm.SHA1 : DigestAlgorithm.SHA256).digest(frame));
  }

  static PublicKeyPacket read(byte[] body) throws SigningException {
    return new PublicKeyPacket(body);
  }

  /** The key as it is hashed: RFC 9580, section 5.2.4. */
  private static byte[] frame(int version, byte[] body) throws SigningException {
    if (version == 6) {
      return ByteBuffer.allocate(body.length + 5)
          .put((byte) 0x9B)
          .putInt(body.length)
          .put(body)
          .array();
    }
    if (body.length > 0xFFFF) {
      throw new SigningException(Refusal.MALFORMED, "a key of more than 65535 octets");
    }
    return ByteBuffer.allocate(body.length + 3)
        .put((byte) 0x99)
        .putShort((short) body.length)
        .put(body)
        .array();
  }

  int version() {
    return version;
  }

  Instant created() {
    return created;
  }

  KeyMaterial material() {
    return material;
  }

  byte[] frame() {
    return frame;
  }

  /** Upper-case hexadecimal, 40 digits of version 4 and 64 of version 6. */
  String fingerprint() {
    return fingerprint;
  }

  String keyId() {
    return version == 4
        ? fingerprint.substring(fingerprint.length() - 16)
        : fingerprint.substring(0, 16);
  }

  /**
   * Whether a signature over some octets is this key's.
   *
   * @throws SigningException if that cannot be known: the key or the digest is of an unknown kind
   */
  boolean verifies(SignaturePacket signature, byte[]... signed) throws SigningException {
    if (signature.version() != version || signature.keyAlgorithm() != algorithm) {
      return false;
    }
    Optional<byte[]> digest = signature.digest(signed);
    return digest.isPresent()
        && material.verifies(
            signature.digestAlgorithm(), digest.get(), new Cursor(signature.value()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKeyPacket that && Arrays.equals(frame, that.frame);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(frame);
  }
}

package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A signature of version 4 or 6, parsed and not yet believed: RFC 9580, section 5.2.3. */
final class SignaturePacket {
  static final int BINARY = 0x00;
  static final int TEXT = 0x01;
  static final int DIRECT = 0x1F;
  static final int SUBKEY_BINDING = 0x18;
  static final int PRIMARY_BINDING = 0x19;
  static final int KEY_REVOCATION = 0x20;
  static final int SUBKEY_REVOCATION = 0x28;
  static final int CERTIFICATION_REVOCATION = 0x30;

  private final int version;
  private final int type;
  private final int keyAlgorithm;
  private final int digestAlgorithm;
  private final SubpacketArea hashed;
  private final SubpacketArea unhashed;
  private final byte[] trailer;
  private final byte[] digestStart;
  private final byte[] salt;
  private final byte[] value;

  private SignaturePacket(byte[] body) throws SigningException {
    Cursor cursor = new Cursor(body);
    version = cursor.octet();
    demandVersion(version);
    type = cursor.octet();
    keyAlgorithm = cursor.octet();
    digestAlgorithm = cursor.octet();
    hashed = SubpacketArea.read(cursor.bytes(areaLength(cursor)));
    trailer = trailer(version, Arrays.copyOf(body, cursor.position()));
    unhashed = SubpacketArea.read(cursor.bytes(areaLength(cursor)));
    digestStart = cursor.bytes(2);
    salt = version == 6 ? cursor.bytes(cursor.octet()) : new byte[0];
    value = cursor.rest();
  }

  static SignaturePacket read(byte[] body) throws SigningException {
    return new SignaturePacket(body);
  }

  private static void demandVersion(int version) throws SigningException {
    if (version != 4 && version != 6) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "signatures of version " + version + " are not accepted");
    }
  }

  private long areaLength(Cursor cursor) throws SigningException {
    return version == 6 ? cursor.fourOctets() : cursor.twoOctets();
  }

  /** What is hashed after the signed octets: RFC 9580, section 5.2.4. */
  private static byte[] trailer(int version, byte[] start) {
    return ByteBuffer.allocate(start.length + 6)
        .put(start)
        .put((byte) version)
        .put((byte) 0xFF)
        .putInt(start.length)
        .array();
  }

  int version() {
    return version;
  }

  int type() {
    return type;
  }

  int keyAlgorithm() {
    return keyAlgorithm;
  }

  DigestAlgorithm digestAlgorithm() throws SigningException {
    return DigestAlgorithm.of(digestAlgorithm);
  }

  SubpacketArea hashed() {
    return hashed;
  }

  SubpacketArea unhashed() {
    return unhashed;
  }

  byte[] value() {
    return value;
  }

  /** When its maker says that it was made. */
  Instant created() throws SigningException {
    OptionalLong created = hashed.seconds(Subpacket.CREATED);
    if (created.isEmpty()) {
      throw new SigningException(Refusal.MALFORMED, "a signature does not say when it was made");
    }
    return Instant.ofEpochSecond(created.getAsLong());
  }

  /** Whether it says that it holds no longer at a time. */
  boolean expired(Instant time) throws SigningException {
    long seconds = hashed.seconds(Subpacket.EXPIRES).orElse(0);
    return seconds != 0 && !time.isBefore(created().plusSeconds(seconds));
  }

  void demandKnown(Set<Integer> criticals) throws SigningException {
    Optional<Integer> unknown = hashed.unknownCritical(criticals);
    if (unknown.isPresent()) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "critical subpacket " + unknown.get() + " is not known");
    }
  }

  /**
   * The digest that is signed, over the octets given.
   *
   * @return empty if the digest is another than the one whose start the packet states
   */
  Optional<byte[]> digest(byte[]... signed) throws SigningException {
    DigestAlgorithm algorithm = digestAlgorithm();
    if (version == 6 && salt.length != algorithm.saltSize()) {
      throw new SigningException(Refusal.MALFORMED, "a salt of a wrong size");
    }
    byte[][] parts = new byte[signed.length + 2][];
    parts[0] = salt;
    System.arraycopy(signed, 0, parts, 1, signed.length);
    parts[signed.length + 1] = trailer;
    byte[] digest = algorithm.digest(parts);
    return Arrays.equals(digestStart, Arrays.copyOf(digest, 2))
        ? Optional.of(digest)
        : Optional.empty();
  }
}

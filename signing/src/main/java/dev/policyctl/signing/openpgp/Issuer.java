package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The key that a signature names as its maker: a claim, good for finding candidates only.
 *
 * @param keyIds of 16 upper-case hexadecimal digits
 * @param fingerprints in upper-case hexadecimal
 */
record Issuer(List<String> keyIds, List<String> fingerprints) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  static Issuer of(SignaturePacket signature) throws SigningException {
    List<String> keyIds = new ArrayList<>();
    List<String> fingerprints = new ArrayList<>();
    for (SubpacketArea area : List.of(signature.hashed(), signature.unhashed())) {
      for (Subpacket subpacket : area.ofType(Subpacket.ISSUER)) {
        Cursor cursor = new Cursor(subpacket.value());
        keyIds.add(HEX.formatHex(cursor.bytes(8)));
        cursor.demandEnd();
      }
      for (Subpacket subpacket : area.ofType(Subpacket.ISSUER_FINGERPRINT)) {
        fingerprints.add(fingerprint(subpacket.value()));
      }
    }
    return new Issuer(List.copyOf(keyIds), List.copyOf(fingerprints));
  }

  private static String fingerprint(byte[] value) throws SigningException {
    Cursor cursor = new Cursor(value);
    int version = cursor.octet();
    byte[] octets = cursor.rest();
    if (octets.length != (version == 4 ? 20 : 32)) {
      throw new SigningException(Refusal.MALFORMED, "a fingerprint of a wrong size");
    }
    return HEX.formatHex(octets);
  }

  boolean isEmpty() {
    return keyIds.isEmpty() && fingerprints.isEmpty();
  }

  /** Whether all that is said fits a key. */
  boolean fits(PublicKeyPacket key) {
    return keyIds.stream().allMatch(key.keyId()::equals)
        && fingerprints.stream().allMatch(key.fingerprint()::equals);
  }

  /** Whether anything that is said fits the key; or nothing is said, and it may be any key's. */
  boolean mayBe(PublicKeyPacket key) {
    return isEmpty() || keyIds.contains(key.keyId()) || fingerprints.contains(key.fingerprint());
  }

  /** Whether anything that is said fits a version 4 fingerprint, whose end is the key id. */
  boolean mayBe(String fingerprint) {
    return isEmpty()
        || fingerprints.contains(fingerprint)
        || keyIds.stream().anyMatch(fingerprint::endsWith);
  }
}

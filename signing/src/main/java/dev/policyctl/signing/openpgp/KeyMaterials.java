package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads key material by its algorithm: RFC 9580, sections 5.5.5 and 9.1. */
final class KeyMaterials {
  private static final String LEGACY_ED25519 = "2b06010401da470f01";

  private KeyMaterials() {}

  static KeyMaterial read(int algorithm, Cursor cursor) throws SigningException {
    return switch (algorithm) {
      case 1 -> RsaKey.read(cursor);
      case 17 -> new UnusableKey("DSA", Refusal.WEAK_ALGORITHM);
      case 16, 20 -> new UnusableKey("ElGamal", Refusal.WEAK_ALGORITHM);
      case 19 -> EcdsaKey.read(curve(cursor), cursor);
      case 22 -> legacyEd25519(curve(cursor), cursor);
      case 27 -> ed25519(cursor);
      case 2, 18, 25, 26 -> new UnusableKey("an encryption key", Refusal.KEY_USAGE);
      default -> new UnusableKey("key algorithm " + algorithm, Refusal.UNSUPPORTED);
    };
  }

  private static String curve(Cursor cursor) throws SigningException {
    return HexFormat.of().formatHex(cursor.bytes(cursor.octet()));
  }

  private static KeyMaterial ed25519(Cursor cursor) throws SigningException {
    Ed25519Key key = new Ed25519Key(cursor.bytes(32), false);
    cursor.demandEnd();
    return key;
  }

  private static KeyMaterial legacyEd25519(String curve, Cursor cursor) throws SigningException {
    if (!curve.equals(LEGACY_ED25519)) {
      return new UnusableKey("an EdDSA curve other than Ed25519", Refusal.UNSUPPORTED);
    }
    byte[] point = cursor.number().toByteArray();
    cursor.demandEnd();
    if (point.length != 33 || point[0] != 0x40) {
      throw new SigningException(Refusal.MALFORMED, "an Ed25519 key in a wrong form");
    }
    return new Ed25519Key(Arrays.copyOfRange(point, 1, 33), true);
  }
}

package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import java.util.Map;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** ECDSA on the curves of RFC 9580, section 9.2. */
record EcdsaKey(String curve, ECPublicKeyParameters point) implements KeyMaterial {
  private static final Map<String, String> CURVES =
      Map.of(
          "2a8648ce3d030107", "P-256",
          "2b81040022", "P-384",
          "2b81040023", "P-521",
          "2b2403030208010107", "brainpoolP256r1",
          "2b240303020801010b", "brainpoolP384r1",
          "2b240303020801010d", "brainpoolP512r1");

  static KeyMaterial read(String oid, Cursor cursor) throws SigningException {
    String name = CURVES.get(oid);
    if (name == null) {
      return new UnusableKey("an unknown ECDSA curve", Refusal.UNSUPPORTED);
    }
    X9ECParameters curve = CustomNamedCurves.getByName(name);
    if (curve == null) {
      curve = ECNamedCurveTable.getByName(name);
    }
    byte[] point = cursor.number().toByteArray();
    cursor.demandEnd();
    try {
      return new EcdsaKey(
          name,
          new ECPublicKeyParameters(
              curve.getCurve().decodePoint(point), new ECDomainParameters(curve)));
    } catch (IllegalArgumentException e) {
      throw new SigningException(Refusal.MALFORMED, "an ECDSA key that is not on its curve", e);
    }
  }

  @Override
  public String title() {
    return "ECDSA " + curve;
  }

  @Override
  public void demandStrong() {
    // All curves of the list are.
  }

  @Override
  public boolean verifies(DigestAlgorithm algorithm, byte[] digest, Cursor numbers)
      throws SigningException {
    BigInteger r = numbers.number();
    BigInteger s = numbers.number();
    numbers.demandEnd();
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, point);
    return signer.verifySignature(digest, r, s);
  }
}

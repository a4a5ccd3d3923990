package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

/** An ECDSA key (RFC 5656), whose point is on its curve. */
final class EcdsaKey implements VerifyingKey {
  private static final int UNCOMPRESSED = 4;

  private final ECPublicKeyParameters key;

  private EcdsaKey(ECPublicKeyParameters key) {
    this.key = key;
  }

  static EcdsaKey read(EcdsaCurve curve, WireReader fields) throws SigningException {
    if (!fields.text().equals(curve.wireName())) {
      throw fields.malformed("names another curve than its type");
    }
    byte[] encoded = fields.string();
    ECDomainParameters domain = curve.domain();
    int length = 1 + 2 * ((domain.getCurve().getFieldSize() + 7) / 8);
    if (encoded.length != length || encoded[0] != UNCOMPRESSED) {
      throw fields.malformed("has a point that is not written uncompressed");
    }
    try {
      ECPoint point = domain.getCurve().decodePoint(encoded);
      return new EcdsaKey(new ECPublicKeyParameters(point, domain));
    } catch (IllegalArgumentException e) {
      throw new SigningException(
          Refusal.MALFORMED, "the key's point is not on the curve " + curve.wireName(), e);
    }
  }

  @Override
  public boolean verifies(SignatureAlgorithm algorithm, byte[] signature, byte[] message)
      throws SigningException {
    WireReader numbers = new WireReader(signature, "the ECDSA signature");
    BigInteger r = numbers.mpint();
    BigInteger s = numbers.mpint();
    numbers.end();
    if (!isInRange(r) || !isInRange(s)) {
      throw numbers.malformed("has a number that is zero or too large");
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(Digests.digest(algorithm.digest(), message), r, s);
  }

  private boolean isInRange(BigInteger number) {
    return number.signum() > 0 && number.compareTo(key.getParameters().getN()) < 0;
  }
}

package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 key (RFC 8032), whose point generates the whole group of prime order. */
final class Ed25519Key implements VerifyingKey {
  private final Ed25519.PublicPoint point;

  private Ed25519Key(Ed25519.PublicPoint point) {
    this.point = point;
  }

  static Ed25519Key read(WireReader fields) throws SigningException {
    byte[] encoded = fields.string();
    if (encoded.length != Ed25519.PUBLIC_KEY_SIZE) {
      throw fields.malformed("has an Ed25519 point that is not of 32 bytes");
    }
    // A point of small order would let anybody sign.
    Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(encoded, 0);
    if (point == null) {
      throw fields.malformed("has a point that is not one of Ed25519");
    }
    return new Ed25519Key(point);
  }

  @Override
  public boolean verifies(SignatureAlgorithm algorithm, byte[] signature, byte[] message)
      throws SigningException {
    if (signature.length != Ed25519.SIGNATURE_SIZE) {
      throw new SigningException(Refusal.MALFORMED, "the Ed25519 signature is not of 64 bytes");
    }
    return Ed25519.verify(signature, 0, point, message, 0, message.length);
  }
}

package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 over a digest: RFC 9580, sections 5.2.3.3 (as two numbers) and 5.2.3.4 (as 64 octets).
 */
final class Ed25519Key implements KeyMaterial {
  private final byte[] point;
  private final boolean asNumbers;

  Ed25519Key(byte[] point, boolean asNumbers) throws SigningException {
    if (!Ed25519.validatePublicKeyFull(point, 0)) {
      throw new SigningException(Refusal.MALFORMED, "an Ed25519 key that is not on its curve");
    }
    this.point = point.clone();
    this.asNumbers = asNumbers;
  }

  @Override
  public String title() {
    return "Ed25519";
  }

  @Override
  public void demandStrong() {
    // There is but one size.
  }

  @Override
  public boolean verifies(DigestAlgorithm algorithm, byte[] digest, Cursor numbers)
      throws SigningException {
    byte[] signature = asNumbers ? joined(numbers) : numbers.bytes(64);
    numbers.demandEnd();
    return Ed25519.verify(signature, 0, point, 0, digest, 0, digest.length);
  }

  private static byte[] joined(Cursor numbers) throws SigningException {
    byte[] joined = new byte[64];
    for (int end : new int[] {32, 64}) {
      BigInteger number = numbers.number();
      if (number.bitLength() > 256) {
        throw new SigningException(Refusal.MALFORMED, "an Ed25519 number beyond 256 bits");
      }
      byte[] octets = number.toByteArray();
      int count = Math.min(octets.length, 32);
      System.arraycopy(octets, octets.length - count, joined, end - count, count);
    }
    return joined;
  }
}

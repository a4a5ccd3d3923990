package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * RSA with PKCS #1 v1.5 padding: RFC 8017, section 8.2.2. The padded digest is built and compared
 * as a whole, so that no lax reading of it can be tricked.
 */
record RsaKey(BigInteger modulus, BigInteger exponent) implements KeyMaterial {
  private static final int MIN_BITS = 2048;
  private static final int MAX_BITS = 16_384;
  private static final int MAX_EXPONENT_BITS = 64;

  static KeyMaterial read(Cursor cursor) throws SigningException {
    RsaKey key = new RsaKey(cursor.number(), cursor.number());
    cursor.demandEnd();
    if (!key.modulus.testBit(0)
        || !key.exponent.testBit(0)
        || key.exponent.bitLength() < 2
        || key.exponent.bitLength() > MAX_EXPONENT_BITS
        || key.modulus.bitLength() > MAX_BITS) {
      throw new SigningException(Refusal.MALFORMED, "an RSA key with impossible numbers");
    }
    // INVARIANT: every padded digest fits into the modulus of an RsaKey.
    return key.modulus.bitLength() < 1024
        ? new UnusableKey(key.title(), Refusal.WEAK_ALGORITHM)
        : key;
  }

  @Override
  public String title() {
    return "RSA " + modulus.bitLength();
  }

  @Override
  public void demandStrong() throws SigningException {
    if (modulus.bitLength() < MIN_BITS) {
      throw new SigningException(
          Refusal.WEAK_ALGORITHM, title() + " is below the floor of " + MIN_BITS + " bits");
    }
  }

  @Override
  public boolean verifies(DigestAlgorithm algorithm, byte[] digest, Cursor numbers)
      throws SigningException {
    BigInteger signature = numbers.number();
    numbers.demandEnd();
    return signature.compareTo(modulus) < 0
        && signature.modPow(exponent, modulus).equals(padded(algorithm.rsaPrefix(), digest));
  }

  private BigInteger padded(byte[] prefix, byte[] digest) {
    byte[] padded = new byte[(modulus.bitLength() + 7) / 8];
    int start = padded.length - prefix.length - digest.length;
    Arrays.fill(padded, 2, start - 1, (byte) 0xFF);
    padded[1] = 1;
    System.arraycopy(prefix, 0, padded, start, prefix.length);
    System.arraycopy(digest, 0, padded, start + prefix.length, digest.length);
    return new BigInteger(1, padded);
  }
}

package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/**
 * An RSA key of 2048 to 16384 bits. A signature holds if raising it gives exactly the one padded
 * digest of RFC 8017, section 9.2: nothing is parsed that the signer could have shaped.
 */
final class RsaKey implements VerifyingKey {
  private static final int FEWEST_BITS = 2048;
  private static final int MOST_BITS = 16384;
  private static final int MOST_EXPONENT_BITS = 64;

  private final BigInteger exponent;
  private final BigInteger modulus;

  private RsaKey(BigInteger exponent, BigInteger modulus) {
    this.exponent = exponent;
    this.modulus = modulus;
  }

  static RsaKey read(WireReader fields) throws SigningException {
    BigInteger exponent = fields.mpint();
    BigInteger modulus = fields.mpint();
    if (modulus.bitLength() > MOST_BITS || exponent.bitLength() > MOST_EXPONENT_BITS) {
      throw new SigningException(Refusal.UNSUPPORTED, "the RSA key is too large to be judged");
    }
    if (modulus.bitLength() < FEWEST_BITS) {
      throw new SigningException(
          Refusal.WEAK_ALGORITHM,
          "an RSA key of "
              + modulus.bitLength()
              + " bits is too weak to sign, "
              + FEWEST_BITS
              + " are needed");
    }
    boolean odd = modulus.testBit(0) && exponent.testBit(0);
    if (!odd || exponent.equals(BigInteger.ONE)) {
      throw fields.malformed("has numbers that no RSA key has");
    }
    return new RsaKey(exponent, modulus);
  }

  @Override
  public boolean verifies(SignatureAlgorithm algorithm, byte[] signature, byte[] message)
      throws SigningException {
    int length = (modulus.bitLength() + 7) / 8;
    BigInteger number = new BigInteger(1, signature);
    if (signature.length != length || number.compareTo(modulus) >= 0) {
      throw new SigningException(
          Refusal.MALFORMED, "the RSA signature is not of the length of its key");
    }
    byte[] raised = fixedLength(number.modPow(exponent, modulus), length);
    return MessageDigest.isEqual(raised, padded(algorithm, message, length));
  }

  private static byte[] padded(SignatureAlgorithm algorithm, byte[] message, int length) {
    ASN1ObjectIdentifier digest =
        algorithm == SignatureAlgorithm.RSA_SHA256
            ? NISTObjectIdentifiers.id_sha256
            : NISTObjectIdentifiers.id_sha512;
    try {
      byte[] info =
          new DigestInfo(
                  new AlgorithmIdentifier(digest, DERNull.INSTANCE),
                  Digests.digest(algorithm.digest(), message))
              .getEncoded("DER");
      byte[] padded = new byte[length];
      Arrays.fill(padded, (byte) 0xff);
      padded[0] = 0;
      padded[1] = 1;
      padded[length - info.length - 1] = 0;
      System.arraycopy(info, 0, padded, length - info.length, info.length);
      return padded;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] fixedLength(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[length];
    int skip = Math.max(0, bytes.length - length);
    System.arraycopy(bytes, skip, fixed, length - (bytes.length - skip), bytes.length - skip);
    return fixed;
  }
}

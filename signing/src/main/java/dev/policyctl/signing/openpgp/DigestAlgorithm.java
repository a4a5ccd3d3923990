package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/**
 * The digests of RFC 9580, section 9.5. Those below the floor can be computed, since a revocation
 * counts whatever it was made with.
 */
enum DigestAlgorithm {
  MD5(1, "MD5", false, 0, "3020300c06082a864886f70d020505000410"),
  SHA1(2, "SHA-1", false, 0, "3021300906052b0e03021a05000414"),
  RIPEMD160(3, "RIPEMD-160", false, 0, "3021300906052b2403020105000414"),
  SHA256(8, "SHA-256", true, 16, "3031300d060960864801650304020105000420"),
  SHA384(9, "SHA-384", true, 24, "3041300d060960864801650304020205000430"),
  SHA512(10, "SHA-512", true, 32, "3051300d060960864801650304020305000440"),
  SHA224(11, "SHA-224", false, 16, "302d300d06096086480165030402040500041c"),
  SHA3_256(12, "SHA3-256", true, 16, "3031300d060960864801650304020805000420"),
  SHA3_512(14, "SHA3-512", true, 32, "3051300d060960864801650304020a05000440");

  private final int id;
  private final String title;
  private final boolean strong;
  private final int saltSize;
  private final String rsaPrefix;

  DigestAlgorithm(int id, String title, boolean strong, int saltSize, String rsaPrefix) {
    this.id = id;
    this.title = title;
    this.strong = strong;
    this.saltSize = saltSize;
    this.rsaPrefix = rsaPrefix;
  }

  static DigestAlgorithm of(int id) throws SigningException {
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.id == id) {
        return algorithm;
      }
    }
    throw new SigningException(Refusal.UNSUPPORTED, "digest algorithm " + id + " is not known");
  }

  String title() {
    return title;
  }

  /** Whether nobody can find two inputs with one digest. */
  boolean strong() {
    return strong;
  }

  /** How many octets of salt a version 6 signature has. */
  int saltSize() {
    return saltSize;
  }

  /** What stands before the digest in an RSA signature: RFC 9580, section 5.2.2.1. */
  byte[] rsaPrefix() {
    return HexFormat.of().parseHex(rsaPrefix);
  }

  byte[] digest(byte[]... parts) {
    if (this == RIPEMD160) {
      return ripemd(parts);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(title);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + title, e);
    }
  }

  private static byte[] ripemd(byte[]... parts) {
    RIPEMD160Digest digest = new RIPEMD160Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }
}

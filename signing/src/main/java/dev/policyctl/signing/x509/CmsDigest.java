package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The digests that may be signed: RFC 5754, section 2. */
enum CmsDigest {
  SHA256("2.16.840.1.101.3.4.2.1", "SHA-256", "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"),
  SHA384("2.16.840.1.101.3.4.2.2", "SHA-384", "1.2.840.113549.1.1.12", "1.2.840.10045.4.3.3"),
  SHA512("2.16.840.1.101.3.4.2.3", "SHA-512", "1.2.840.113549.1.1.13", "1.2.840.10045.4.3.4");

  private final String oid;
  private final String title;
  private final String withRsa;
  private final String withEcdsa;

  CmsDigest(String oid, String title, String withRsa, String withEcdsa) {
    this.oid = oid;
    this.title = title;
    this.withRsa = withRsa;
    this.withEcdsa = withEcdsa;
  }

  static CmsDigest of(AlgorithmIdentifier algorithm) throws SigningException {
    String wanted = algorithm.getAlgorithm().getId();
    for (CmsDigest digest : values()) {
      if (digest.oid.equals(wanted)) {
        demandNoParameters(algorithm);
        return digest;
      }
    }
    throw switch (wanted) {
      case "1.3.14.3.2.26" -> weak("SHA-1");
      case "1.2.840.113549.2.5" -> weak("MD5");
      case "1.3.36.3.2.1" -> weak("RIPEMD-160");
      case "2.16.840.1.101.3.4.2.4" -> weak("SHA-224");
      default ->
          new SigningException(Refusal.UNSUPPORTED, "digest algorithm " + wanted + " is not known");
    };
  }

  static void demandNoParameters(AlgorithmIdentifier algorithm) throws SigningException {
    ASN1Encodable parameters = algorithm.getParameters();
    if (parameters != null && !DERNull.INSTANCE.equals(parameters.toASN1Primitive())) {
      throw new SigningException(Refusal.MALFORMED, "parameters of an algorithm that has none");
    }
  }

  private static SigningException weak(String name) {
    return new SigningException(Refusal.WEAK_ALGORITHM, "the signature uses " + name);
  }

  String title() {
    return title;
  }

  /** How the Java platform calls it within the names of signature algorithms. */
  String shortName() {
    return name();
  }

  String withRsa() {
    return withRsa;
  }

  String withEcdsa() {
    return withEcdsa;
  }

  byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance(title).digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + title, e);
    }
  }
}

package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The arithmetic of a CMS signature: the algorithm follows from the key and the digest. */
final class SignatureValue {
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String RSA_PSS = "1.2.840.113549.1.1.10";

  private SignatureValue() {}

  /** Demands that the signature over the attributes is the key's. */
  static void demandBy(PublicKey key, CmsSignature signature, SignedAttributes attributes)
      throws SigningException {
    try {
      Signature verifier = verifier(key, signature);
      verifier.initVerify(key);
      verifier.update(attributes.encoded());
      if (!verifier.verify(signature.signer().getEncryptedDigest().getOctets())) {
        throw bad();
      }
    } catch (GeneralSecurityException e) {
      SigningException bad = bad();
      bad.addSuppressed(e);
      throw bad;
    }
  }

  private static Signature verifier(PublicKey key, CmsSignature signature)
      throws SigningException, GeneralSecurityException {
    AlgorithmIdentifier algorithm = signature.signer().getDigestEncryptionAlgorithm();
    CmsDigest digest = signature.digest();
    String oid = algorithm.getAlgorithm().getId();
    boolean rsa = key instanceof RSAPublicKey;
    if (rsa && oid.equals(RSA_PSS)) {
      PssParameters parameters = PssParameters.read(encoded(algorithm.getParameters()));
      if (parameters.digest() != digest) {
        throw new SigningException(Refusal.MALFORMED, "RSASSA-PSS with another digest");
      }
      Signature verifier = Signature.getInstance("RSASSA-PSS");
      verifier.setParameter(parameters.spec());
      return verifier;
    }
    CmsDigest.demandNoParameters(algorithm);
    if (rsa && (oid.equals(RSA) || oid.equals(digest.withRsa()))) {
      return Signature.getInstance(digest.shortName() + "withRSA");
    }
    if (!rsa && oid.equals(digest.withEcdsa())) {
      return Signature.getInstance(digest.shortName() + "withECDSA");
    }
    throw new SigningException(
        Refusal.UNSUPPORTED,
        "signature algorithm " + oid + " does not fit its key and digest, or is not known");
  }

  private static byte[] encoded(ASN1Encodable parameters) throws SigningException {
    try {
      return parameters == null
          ? new byte[0]
          : parameters.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new SigningException(Refusal.MALFORMED, "parameters that cannot be read", e);
    }
  }

  private static SigningException bad() {
    return new SigningException(
        Refusal.BAD_SIGNATURE, "the signature does not fit its certificate");
  }
}

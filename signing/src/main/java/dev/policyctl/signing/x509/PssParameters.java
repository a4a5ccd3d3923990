package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of RSASSA-PSS: RFC 4055, section 3.1. Both digests must be the same.
 *
 * @param salt its length in octets
 */
record PssParameters(CmsDigest digest, int salt) {
  static PssParameters read(byte @Nullable [] encoded) throws SigningException {
    return Asn1.read("the parameters of RSASSA-PSS", () -> parse(encoded));
  }

  private static PssParameters parse(byte @Nullable [] encoded) throws SigningException {
    RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(encoded);
    AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
    CmsDigest digest = CmsDigest.of(parameters.getHashAlgorithm());
    if (!mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
        || CmsDigest.of(AlgorithmIdentifier.getInstance(mask.getParameters())) != digest
        || !parameters.getTrailerField().equals(BigInteger.ONE)) {
      throw new SigningException(Refusal.UNSUPPORTED, "RSASSA-PSS with unusual parameters");
    }
    return new PssParameters(digest, saltLength(parameters.getSaltLength()));
  }

  private static int saltLength(BigInteger length) throws SigningException {
    if (length.signum() < 0 || length.bitLength() > 8) {
      throw new SigningException(Refusal.MALFORMED, "RSASSA-PSS with an impossible salt");
    }
    return length.intValue();
  }

  PSSParameterSpec spec() {
    return new PSSParameterSpec(
        digest.title(), "MGF1", new MGF1ParameterSpec(digest.title()), salt, 1);
  }
}

package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.jspecify.annotations.Nullable;

/**
 * What a chain must fulfil at a time: validity, strength, revocation, RFC 5280, section 6.1 (which
 * the Java platform checks), and a leaf that may sign.
 */
final class ChainValidation {
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

  /** Any, code signing, e-mail protection: RFC 5280, section 4.2.1.12. */
  private static final Set<String> PURPOSES =
      Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4");

  private ChainValidation() {}

  static void demandValid(CertificateChain chain, X509RevocationLists lists, Instant time)
      throws SigningException {
    for (X509Certificate certificate : chain.all()) {
      AlgorithmFloor.demandStrong(certificate.getPublicKey());
      demandInTime(certificate, time);
    }
    for (int i = 0; i < chain.path().size(); i++) {
      X509Certificate certificate = chain.path().get(i);
      AlgorithmFloor.demandStrongSignature(
          certificate.getSigAlgOID(), certificate.getSigAlgParams());
    }
    demandPath(chain, time);
    for (int i = 0; i < chain.path().size(); i++) {
      lists.demandNotRevoked(chain.path().get(i), chain.issuer(i), time);
    }
    demandMaySign(chain.leaf());
  }

  static void demandInTime(X509Certificate certificate, Instant time) throws SigningException {
    String whose = "the certificate of " + certificate.getSubjectX500Principal();
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (time.isBefore(from)) {
      throw new SigningException(Refusal.KEY_NOT_YET_VALID, whose + " is valid from " + from);
    }
    if (time.isAfter(until)) {
      throw new SigningException(Refusal.KEY_EXPIRED, whose + " expired on " + until);
    }
  }

  private static void demandPath(CertificateChain chain, Instant time) throws SigningException {
    try {
      TrustAnchor anchor =
          new TrustAnchor(
              chain.root(), unwrapped(chain.root().getExtensionValue(NAME_CONSTRAINTS)));
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(time));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(chain.path()), parameters);
    } catch (CertPathValidatorException e) {
      throw new SigningException(
          Refusal.UNTRUSTED_CERTIFICATE, "the chain does not hold: " + e.getMessage(), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SigningException(Refusal.UNTRUSTED_CERTIFICATE, "the chain cannot be checked", e);
    }
  }

  private static byte @Nullable [] unwrapped(byte @Nullable [] extension) {
    return extension == null ? null : ASN1OctetString.getInstance(extension).getOctets();
  }

  static void demandMaySign(X509Certificate leaf) throws SigningException {
    boolean[] usage = leaf.getKeyUsage();
    if (usage == null
        || !(usage[KeyUsageBit.DIGITAL_SIGNATURE] || usage[KeyUsageBit.NON_REPUDIATION])) {
      throw new SigningException(
          Refusal.KEY_USAGE, "the certificate does not say that its key may sign");
    }
    try {
      List<String> purposes = leaf.getExtendedKeyUsage();
      if (purposes != null && purposes.stream().noneMatch(PURPOSES::contains)) {
        throw new SigningException(
            Refusal.KEY_USAGE, "the certificate is for neither mail nor code");
      }
    } catch (CertificateParsingException e) {
      throw new SigningException(Refusal.MALFORMED, "purposes that cannot be read", e);
    }
  }
}

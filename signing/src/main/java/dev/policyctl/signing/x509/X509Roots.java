package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The certificate authorities that are believed: immutable. */
public final class X509Roots {
  private static final int MAX_OCTETS = 1 << 20;

  private final List<X509Certificate> certificates;

  private X509Roots(List<X509Certificate> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Reads the certificates of a file, of at most one MiB.
   *
   * @param pem one or more {@code CERTIFICATE} blocks, with nothing but empty lines around them
   * @throws SigningException {@link Refusal#MALFORMED} if one cannot be read, {@link
   *     Refusal#KEY_USAGE} if one is not an authority's
   */
  public static X509Roots read(byte[] pem) throws SigningException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : Pem.read(pem, "CERTIFICATE", MAX_OCTETS)) {
      X509Certificate certificate = Pem.certificate(der);
      boolean[] usage = certificate.getKeyUsage();
      if (certificate.getBasicConstraints() < 0
          || (usage != null && !usage[KeyUsageBit.CERT_SIGN])) {
        throw new SigningException(
            Refusal.KEY_USAGE,
            "the certificate of " + certificate.getSubjectX500Principal() + " is no authority's");
      }
      certificates.add(certificate);
    }
    return new X509Roots(certificates);
  }

  /** The roots of several files as one. */
  public static X509Roots union(Collection<X509Roots> files) {
    return new X509Roots(files.stream().flatMap(f -> f.certificates.stream()).toList());
  }

  /**
   * Demands that one of them, at least, could vouch for certificates at a time.
   *
   * @throws SigningException if none could, with the reason of the first; {@link
   *     Refusal#UNKNOWN_KEY} if there is none
   */
  public void demandAny(Instant time) throws SigningException {
    SigningException first =
        new SigningException(Refusal.UNKNOWN_KEY, "there is no root to believe certificates by");
    for (int i = 0; i < certificates.size(); i++) {
      try {
        AlgorithmFloor.demandStrong(certificates.get(i).getPublicKey());
        ChainValidation.demandInTime(certificates.get(i), time);
        return;
      } catch (SigningException e) {
        first = i == 0 ? e : first;
      }
    }
    throw first;
  }

  List<X509Certificate> certificates() {
    return certificates;
  }
}

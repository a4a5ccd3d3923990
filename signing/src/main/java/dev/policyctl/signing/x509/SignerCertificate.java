package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The certificate of somebody who signs, with what vouches for it as far as that is at hand. */
public final class SignerCertificate {
  private static final int MAX_OCTETS = 1 << 20;

  private final X509Certificate leaf;
  private final List<X509Certificate> others;

  private SignerCertificate(X509Certificate leaf, List<X509Certificate> others) {
    this.leaf = leaf;
    this.others = List.copyOf(others);
  }

  /**
   * Reads a file of at most one MiB.
   *
   * @param pem one or more {@code CERTIFICATE} blocks, the signer's first
   * @throws SigningException {@link Refusal#MALFORMED} if one cannot be read
   */
  public static SignerCertificate read(byte[] pem) throws SigningException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : Pem.read(pem, "CERTIFICATE", MAX_OCTETS)) {
      certificates.add(Pem.certificate(der));
    }
    return new SignerCertificate(certificates.get(0), certificates.subList(1, certificates.size()));
  }

  /** SHA-256 of the signer's certificate, lower-case hexadecimal. */
  public String fingerprint() throws SigningException {
    return X509Verifier.fingerprint(leaf);
  }

  /** Whom the signer's certificate is made out to, as RFC 2253 writes names. */
  public String subject() {
    return leaf.getSubjectX500Principal().getName();
  }

  /** Who made the signer's certificate, in the same form. */
  public String issuer() {
    return leaf.getIssuerX500Principal().getName();
  }

  /**
   * Demands that the signer's certificate, apart from what vouches for it, could sign at a time.
   *
   * @throws SigningException if it could not, with the reason
   */
  public void demandMaySign(Instant time) throws SigningException {
    AlgorithmFloor.demandStrong(leaf.getPublicKey());
    AlgorithmFloor.demandStrongSignature(leaf.getSigAlgOID(), leaf.getSigAlgParams());
    ChainValidation.demandInTime(leaf, time);
    ChainValidation.demandMaySign(leaf);
  }

  /**
   * Demands that the signer's certificate leads to a root, and that the way there holds at a time.
   *
   * @throws SigningException if it does not, with the reason; {@link Refusal#UNTRUSTED_CERTIFICATE}
   *     also if certificates between are not at hand
   */
  public void demandTrusted(X509Roots roots, X509RevocationLists lists, Instant time)
      throws SigningException {
    List<X509Certificate> between = others.stream().filter(c -> !isRoot(c)).toList();
    ChainValidation.demandValid(
        CertificateChain.of(leaf, between, roots.certificates()), lists, time);
  }

  /**
   * The roots that came with it, in PEM; empty if there are none. That they came with it gives them
   * no authority.
   */
  public byte[] roots() throws SigningException {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : others) {
      if (isRoot(certificate)) {
        pem.append(pem(certificate));
      }
    }
    return pem.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0
        && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static String pem(X509Certificate certificate) throws SigningException {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new SigningException(Refusal.MALFORMED, "a certificate that cannot be encoded", e);
    }
  }
}

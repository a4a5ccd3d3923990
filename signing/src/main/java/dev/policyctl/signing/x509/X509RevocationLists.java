package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Certificate revocation lists: RFC 5280, section 5; immutable. A certificate that any list of its
 * issuer names is revoked, whatever the list's date and the reason. If there are lists of its
 * issuer, one of them must not be out of date at the time of judgement.
 */
public final class X509RevocationLists {
  private static final int MAX_OCTETS = 1 << 20;

  private final List<X509CRL> lists;

  private X509RevocationLists(List<X509CRL> lists) {
    this.lists = List.copyOf(lists);
  }

  /** No lists: nothing is known to be revoked. */
  public static X509RevocationLists none() {
    return new X509RevocationLists(List.of());
  }

  /**
   * Reads the lists of some files, of at most one MiB each.
   *
   * @param pem one or more {@code X509 CRL} blocks a file
   * @throws SigningException {@link Refusal#MALFORMED} if one cannot be read
   */
  public static X509RevocationLists read(Collection<byte[]> pem) throws SigningException {
    List<X509CRL> lists = new ArrayList<>();
    for (byte[] file : pem) {
      for (byte[] der : Pem.read(file, "X509 CRL", MAX_OCTETS)) {
        lists.add(Pem.revocationList(der));
      }
    }
    return new X509RevocationLists(lists);
  }

  void demandNotRevoked(X509Certificate certificate, X509Certificate issuer, Instant time)
      throws SigningException {
    boolean any = false;
    boolean current = false;
    for (X509CRL list : lists) {
      if (!list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
        continue;
      }
      demandIssuedBy(list, issuer);
      if (list.getRevokedCertificate(certificate) != null) {
        throw new SigningException(
            Refusal.KEY_REVOKED,
            "the certificate of " + certificate.getSubjectX500Principal() + " is revoked");
      }
      any = true;
      current |= isCurrent(list, time);
    }
    if (any && !current) {
      throw new SigningException(
          Refusal.UNSUPPORTED,
          "no revocation list of "
              + issuer.getSubjectX500Principal()
              + " tells about the time of judgement");
    }
  }

  private static void demandIssuedBy(X509CRL list, X509Certificate issuer) throws SigningException {
    boolean[] usage = issuer.getKeyUsage();
    if (usage != null && !usage[KeyUsageBit.CRL_SIGN]) {
      throw new SigningException(
          Refusal.KEY_USAGE, issuer.getSubjectX500Principal() + " may not revoke");
    }
    try {
      list.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new SigningException(
          Refusal.MALFORMED,
          "a revocation list that is not signed by " + issuer.getSubjectX500Principal(),
          e);
    }
  }

  /** A list with a critical extension tells about a part of the certificates, or about changes. */
  private static boolean isCurrent(X509CRL list, Instant time) throws SigningException {
    AlgorithmFloor.demandStrongSignature(list.getSigAlgOID(), list.getSigAlgParams());
    return list.getNextUpdate() != null
        && time.isBefore(list.getNextUpdate().toInstant())
        && (list.getCriticalExtensionOIDs() == null || list.getCriticalExtensionOIDs().isEmpty());
  }
}

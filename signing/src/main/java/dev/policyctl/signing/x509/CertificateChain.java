package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A leaf, those that vouch for it, and a root that is believed, each signed by the next.
 *
 * @param path from the leaf to the last one before the root
 */
record CertificateChain(List<X509Certificate> path, X509Certificate root) {
  private static final int MAX_LENGTH = 8;

  CertificateChain {
    path = List.copyOf(path);
  }

  /**
   * The chain from a leaf to a root, over the certificates that came with the signature.
   *
   * @throws SigningException {@link Refusal#UNTRUSTED_CERTIFICATE} if there is none, {@link
   *     Refusal#MALFORMED} if there are certificates that it does not need
   */
  static CertificateChain of(
      X509Certificate leaf, List<X509Certificate> given, List<X509Certificate> roots)
      throws SigningException {
    CertificateChain chain =
        search(List.of(leaf), given, roots)
            .orElseThrow(
                () ->
                    new SigningException(
                        Refusal.UNTRUSTED_CERTIFICATE,
                        "the certificate of "
                            + leaf.getSubjectX500Principal()
                            + " does not lead to a configured root"));
    for (X509Certificate certificate : given) {
      if (!chain.path.contains(certificate) && !roots.contains(certificate)) {
        throw new SigningException(
            Refusal.MALFORMED, "a certificate that the signature does not need");
      }
    }
    return chain;
  }

  private static Optional<CertificateChain> search(
      List<X509Certificate> path, List<X509Certificate> given, List<X509Certificate> roots) {
    X509Certificate last = path.get(path.size() - 1);
    for (X509Certificate root : roots) {
      if (issued(root, last)) {
        return Optional.of(new CertificateChain(path, root));
      }
    }
    if (path.size() == MAX_LENGTH) {
      return Optional.empty();
    }
    for (X509Certificate issuer : given) {
      if (!path.contains(issuer) && issued(issuer, last)) {
        List<X509Certificate> longer = Stream.concat(path.stream(), Stream.of(issuer)).toList();
        Optional<CertificateChain> found = search(longer, given, roots);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean issued(X509Certificate issuer, X509Certificate subject) {
    if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
      return false;
    }
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  X509Certificate leaf() {
    return path.get(0);
  }

  /** Who vouches for the certificate at an index of the path. */
  X509Certificate issuer(int index) {
    return index + 1 < path.size() ? path.get(index + 1) : root;
  }

  /** All certificates, the root last. */
  List<X509Certificate> all() {
    List<X509Certificate> all = new ArrayList<>(path);
    all.add(root);
    return all;
  }
}

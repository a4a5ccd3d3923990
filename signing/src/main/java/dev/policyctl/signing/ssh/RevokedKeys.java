package dev.policyctl.signing.ssh;

import dev.policyctl.signing.SigningException;
import java.util.List;
import java.util.Set;

/**
 * Keys and certificates that count no longer, from either of two kinds of file: the binary key
 * revocation list that {@code ssh-keygen -k} makes, or lines of text, each a public key, {@code
 * SHA256:} and base 64 as {@code ssh-keygen -l} prints it, or a comment. A file that is not
 * understood to its last byte is refused as a whole.
 */
public final class RevokedKeys {
  private static final RevokedKeys NONE = new RevokedKeys(new RevocationIndex());

  private final Set<String> keys;
  private final Set<String> sha1;
  private final Set<String> sha256;
  private final List<RevokedCertificates> certificates;

  private RevokedKeys(RevocationIndex index) {
    this.keys = Set.copyOf(index.keys());
    this.sha1 = Set.copyOf(index.sha1());
    this.sha256 = Set.copyOf(index.sha256());
    this.certificates = List.copyOf(index.certificates());
  }

  /** Nothing is revoked. */
  public static RevokedKeys none() {
    return NONE;
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws SigningException if anything in it is not understood; the detail says where
   */
  public static RevokedKeys parse(byte[] file) throws SigningException {
    return new RevokedKeys(
        KrlReader.isKrl(file) ? new KrlReader().read(file) : RevokedKeyLines.read(file));
  }

  /** Says that signatures and certificates by a key do not count, at any time. */
  public boolean contains(SshPublicKey key) {
    byte[] wire = key.wire();
    return keys.contains(RevocationIndex.key(wire))
        || sha256.contains(RevocationIndex.key(Digests.digest("SHA-256", wire)))
        || (!sha1.isEmpty() && sha1.contains(RevocationIndex.key(Digests.digest("SHA-1", wire))));
  }

  /** Says so of a key of which no more is known than {@code SHA256:} and base 64. */
  boolean contains(String fingerprint) {
    return keys.stream()
            .anyMatch(key -> Digests.fingerprint(RevocationIndex.bytes(key)).equals(fingerprint))
        || sha256.stream()
            .anyMatch(digest -> fingerprint.equals("SHA256:" + digest.replaceFirst("=+$", "")));
  }

  /** Says so of a certificate, of the key in it, or of its authority. */
  boolean contains(SshCertificate certificate) {
    String authority = RevocationIndex.key(certificate.authority().wire());
    return contains(certificate.key())
        || contains(certificate.authority())
        || certificates.stream()
            .filter(part -> part.authority().isEmpty() || part.authority().equals(authority))
            .anyMatch(part -> part.contains(certificate));
  }
}

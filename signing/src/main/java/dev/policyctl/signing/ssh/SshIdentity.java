package dev.policyctl.signing.ssh;

import dev.policyctl.signing.SigningException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a signature says made it: a key, or a key with a certificate.
 *
 * @param key that signs
 * @param certificate that vouches for the key, if there is one
 */
record SshIdentity(SshPublicKey key, Optional<SshCertificate> certificate) {

  static SshIdentity fromWire(byte[] wire, KnownKeys known) throws SigningException {
    String type = new WireReader(wire, "the signer's key").text();
    if (!KeyType.isCertificate(type)) {
      return new SshIdentity(known.read(wire), Optional.empty());
    }
    SshCertificate certificate = SshCertificate.fromWire(wire, known);
    return new SshIdentity(certificate.key(), Optional.of(certificate));
  }

  boolean isRevokedBy(RevokedKeys revoked) {
    return certificate.isPresent() ? revoked.contains(certificate.get()) : revoked.contains(key);
  }

  /** A line vouches for its own key, an authority's for keys that it certified: never both. */
  boolean isVouchedForBy(AllowedSigner line) {
    SshPublicKey vouching = certificate.map(SshCertificate::authority).orElse(key);
    return line.certAuthority() == certificate.isPresent() && line.key().equals(vouching);
  }

  void demandUseAt(Instant time) throws SigningException {
    if (certificate.isPresent()) {
      certificate.get().demandUseAt(time);
    }
  }

  /**
   * @param principal if null, anybody whom the line, and the certificate if there is one, names
   */
  boolean maySignAs(@Nullable String principal, PatternList allowed) {
    if (certificate.isEmpty()) {
      return principal == null || allowed.matches(principal);
    }
    return certificate.get().principals().stream()
        .filter(name -> principal == null || name.equals(principal))
        .anyMatch(allowed::matches);
  }

  /** For messages. */
  String name() {
    return certificate.isEmpty()
        ? "key " + key.fingerprint()
        : "key "
            + key.fingerprint()
            + ", certified by "
            + certificate.get().authority().fingerprint();
  }
}

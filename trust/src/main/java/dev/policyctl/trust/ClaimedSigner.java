package dev.policyctl.trust;

import dev.policyctl.repo.raw.Signed;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.openpgp.OpenPgpVerifier;
import dev.policyctl.signing.ssh.SshSignature;
import java.nio.charset.StandardCharsets;

/** What a signature says of the key that made it, unverified: anybody can write any of it. */
public final class ClaimedSigner {
  private ClaimedSigner() {}

  /** {@code SSH key SHA256:…}, {@code OpenPGP key 9F…}, {@code X.509 certificate}. */
  public static String of(Signed signed) {
    byte[] armor = signed.armor();
    String begin = new String(armor, 0, Math.min(armor.length, 40), StandardCharsets.ISO_8859_1);
    try {
      if (begin.startsWith(TrustedKeys.SSH)) {
        return "SSH key " + SshSignature.parse(armor).claimedFingerprint();
      }
      if (begin.startsWith(TrustedKeys.OPENPGP)) {
        return "OpenPGP key " + OpenPgpVerifier.claimedIssuer(armor);
      }
    } catch (SigningException e) {
      return "a signature that cannot be read";
    }
    return begin.startsWith(TrustedKeys.X509)
        ? "X.509 certificate"
        : "a signature of no known kind";
  }
}

package dev.policyctl.signing.ssh;

import static dev.policyctl.signing.ssh.Verdicts.GIT;
import static dev.policyctl.signing.ssh.Verdicts.NOW;
import static dev.policyctl.signing.ssh.Verdicts.PAYLOAD;
import static dev.policyctl.signing.ssh.Verdicts.signers;

import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What must hold of each parser on any bytes: it says no in its own words, soon. Each method
 * returns whether the bytes were taken for something; anything but a refusal of ours is thrown on.
 */
final class HostileBytes {
  private static final byte[] SECRET = new byte[32];

  /** A key whose signature the hostile bytes would have to forge. */
  static final byte[] SIGNER = signer();

  static final String LINE = GIT + "ssh-ed25519 " + Base64.getEncoder().encodeToString(SIGNER);

  private static final KnownKeys NOTHING_KNOWN = new KnownKeys(List.of());

  private HostileBytes() {}

  private static byte[] signer() {
    byte[] point = new byte[32];
    Ed25519.generatePublicKey(SECRET, 0, point, 0);
    return new WireWriter().string("ssh-ed25519").string(point).bytes();
  }

  /** A sound signature over something else, to start mutations from. */
  static byte[] soundArmor() {
    byte[] message = SshSignature.signedBytes("git", "sha512", new byte[] {1, 2, 3});
    byte[] numbers = new byte[64];
    Ed25519.sign(SECRET, 0, message, 0, message.length, numbers, 0);
    byte[] signature = new WireWriter().string("ssh-ed25519").string(numbers).bytes();
    return SshSignature.armored(SIGNER, "git", "sha512", signature);
  }

  /** True if the bytes verify as a signature over a payload that the key never signed. */
  static boolean forges(byte[] armor) {
    try {
      new SshVerifier(signers(LINE), RevokedKeys.none()).verify(PAYLOAD, armor, "git", NOW);
      return true;
    } catch (SigningException refused) {
      return false;
    }
  }

  /** True if the bytes are a key or certificate. */
  static boolean isIdentity(byte[] wire) {
    try {
      SshIdentity.fromWire(wire, NOTHING_KNOWN).demandUseAt(NOW);
      return true;
    } catch (SigningException refused) {
      return false;
    }
  }

  /** True if the bytes are a list; looks a key up in it. */
  static boolean isRevocationList(byte[] file) throws SigningException {
    SshPublicKey key = SshPublicKey.fromWire(SIGNER);
    try {
      RevokedKeys.parse(file).contains(key);
      return true;
    } catch (SigningException refused) {
      return false;
    }
  }

  /** Which lines of a file let somebody sign; checks that each problem is inside the file. */
  static List<AllowedSigner> allowedBy(byte[] file) {
    AllowedSigners read = AllowedSigners.parse(file);
    String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
    for (SignerProblem problem : read.problems()) {
      boolean inside =
          problem.line() >= 1
              && problem.line() <= lines.length
              && problem.column() >= 1
              && problem.column() <= lines[problem.line() - 1].length() + 1;
      if (!inside) {
        throw new AssertionError(problem + " is outside");
      }
    }
    return read.usable();
  }
}

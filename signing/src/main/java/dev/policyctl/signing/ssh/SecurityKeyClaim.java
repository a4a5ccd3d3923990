package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;

/**
 * What a security key says of how it signed (OpenSSH's PROTOCOL.u2f).
 *
 * @param flags bit 0: somebody touched it
 * @param counter of its signatures, unsigned
 */
record SecurityKeyClaim(int flags, long counter) {
  private static final int USER_PRESENT = 1;

  /** Reads what follows the numbers of a signature; demands that somebody was there. */
  static SecurityKeyClaim read(WireReader fields) throws SigningException {
    SecurityKeyClaim claim = new SecurityKeyClaim(fields.u8(), fields.u32());
    if ((claim.flags & USER_PRESENT) == 0) {
      throw new SigningException(
          Refusal.KEY_USAGE, "the security key signed without anybody touching it");
    }
    return claim;
  }

  byte[] signedBytes(String application, byte[] message) {
    return new WireWriter()
        .raw(Digests.digest("SHA-256", application.getBytes(StandardCharsets.UTF_8)))
        .u8(flags)
        .u32(counter)
        .raw(Digests.digest("SHA-256", message))
        .bytes();
  }
}

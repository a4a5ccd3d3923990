package dev.policyctl.signing.ssh;

import java.util.List;
import java.util.Optional;

/**
 * What a line of {@code allowed_signers} means to OpenSSH in the time zone UTC, and what forbids
 * its use here.
 *
 * @param signer absent if OpenSSH can make nothing of it either
 * @param fingerprint of the key that it writes, even if that is of no use; empty if it has none
 * @param problems none if the line may be used
 */
record SignerLine(
    Optional<AllowedSigner> signer, String fingerprint, List<SignerProblem> problems) {
  SignerLine {
    problems = List.copyOf(problems);
  }

  boolean isUsable() {
    return signer.isPresent() && problems.isEmpty();
  }
}

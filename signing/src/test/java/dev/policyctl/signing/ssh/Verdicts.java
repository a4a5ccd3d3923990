package dev.policyctl.signing.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.VerifiedSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What tests ask of the verifier. */
final class Verdicts {
  static final byte[] PAYLOAD = "tree 1\nparent 2\n\nwhy\n".getBytes(StandardCharsets.UTF_8);
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final String GIT = "ada@acme.example namespaces=\"git\" ";

  private Verdicts() {}

  static AllowedSigners signers(String file) {
    return AllowedSigners.parse(file.getBytes(StandardCharsets.UTF_8));
  }

  static VerifiedSignature verify(String allowed, byte[] armor) throws SigningException {
    return new SshVerifier(signers(allowed), RevokedKeys.none())
        .verifyAs(SshKeygen.PRINCIPAL, PAYLOAD, armor, "git", NOW);
  }

  static SigningException refused(String allowed, byte[] armor, Refusal refusal) {
    return refused(allowed, RevokedKeys.none(), armor, NOW, refusal);
  }

  static SigningException refused(
      String allowed, RevokedKeys revoked, byte[] armor, Instant time, Refusal refusal) {
    SshVerifier verifier = new SshVerifier(signers(allowed), revoked);
    SigningException refused =
        catchThrowableOfType(
            SigningException.class, () -> verifier.verify(PAYLOAD, armor, "git", time));
    assertThat(refused).as("was accepted").isNotNull();
    assertThat(refused.refusal()).as(refused.getMessage()).isEqualTo(refusal);
    return refused;
  }
}

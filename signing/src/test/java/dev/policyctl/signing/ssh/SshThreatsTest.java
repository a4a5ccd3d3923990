package dev.policyctl.signing.ssh;

import static dev.policyctl.signing.ssh.Verdicts.GIT;
import static dev.policyctl.signing.ssh.Verdicts.NOW;
import static dev.policyctl.signing.ssh.Verdicts.PAYLOAD;
import static dev.policyctl.signing.ssh.Verdicts.refused;
import static dev.policyctl.signing.ssh.Verdicts.signers;
import static dev.policyctl.signing.ssh.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The attacks of tables A and B of the threat model that reach this package, by their numbers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshThreatsTest {
  private SshKeygen keygen;
  private byte[] armor;

  @BeforeAll
  void keys(@TempDir Path folder) {
    keygen = new SshKeygen(folder);
    keygen.key("ada", "ed25519");
    armor = keygen.sign("ada", PAYLOAD, "git");
  }

  @Test
  void a7ValidBeforeHoldsAgainstBackDatedCommitter() {
    byte[] commit =
        "committer Ada <ada@acme.example> 1577836800 +0000\n".getBytes(StandardCharsets.UTF_8);
    byte[] signed = keygen.sign("ada", commit, "git");
    String line =
        "ada@acme.example namespaces=\"git\",valid-before=\"20210101Z\" " + keygen.line("ada");
    // What git does: it believes the committer.
    assertThat(keygen.accepts(commit, signed, line, "git", "-Overify-time=20200101Z")).isTrue();
    SshVerifier verifier = new SshVerifier(signers(line), RevokedKeys.none());
    assertThatThrownBy(() -> verifier.verify(commit, signed, "git", NOW))
        .hasMessageEndingWith("was valid only before 2021-01-01T00:00:00Z")
        .extracting(e -> ((SigningException) e).refusal())
        .isEqualTo(Refusal.KEY_EXPIRED);
  }

  @Test
  void a8KeyNotYetValid() {
    String line =
        "ada@acme.example namespaces=\"git\",valid-after=\"20300101Z\" " + keygen.line("ada");
    refused(line, armor, Refusal.KEY_NOT_YET_VALID);
  }

  @Test
  void a8ValidityEndsAndStartsAtTheSecond() throws Exception {
    String line =
        "ada@acme.example namespaces=\"git\",valid-after=\"20260601120000Z\",valid-before=\"202606011201Z\" "
            + keygen.line("ada");
    assertThat(verify(line, armor)).isNotNull();
    Instant end = Instant.parse("2026-06-01T12:01:00Z");
    assertThat(
            new SshVerifier(signers(line), RevokedKeys.none()).verify(PAYLOAD, armor, "git", end))
        .isNotNull();
    refused(line, RevokedKeys.none(), armor, end.plusNanos(1), Refusal.KEY_EXPIRED);
    refused(line, RevokedKeys.none(), armor, NOW.minusNanos(1), Refusal.KEY_NOT_YET_VALID);
  }

  @Test
  void a8KeyInRevocationList() throws Exception {
    keygen.run("-q", "-k", "-f", "krl", "ada.pub");
    RevokedKeys krl = RevokedKeys.parse(keygen.bytes("krl"));
    refused(GIT + keygen.line("ada"), krl, armor, NOW, Refusal.KEY_REVOKED);
    // Revocation has no date: it wins over any time, and over lines that would not count anyway.
    refused(GIT + keygen.line("ada"), krl, armor, Instant.EPOCH, Refusal.KEY_REVOKED);
    refused("", krl, armor, NOW, Refusal.KEY_REVOKED);
    RevokedKeys list = RevokedKeys.parse(keygen.bytes("ada.pub"));
    refused(GIT + keygen.line("ada"), list, armor, NOW, Refusal.KEY_REVOKED);
  }

  @Test
  void a9WeakKeysAndAlgorithms() throws Exception {
    keygen.run("-q", "-t", "rsa", "-b", "1024", "-N", "", "-f", "short");
    assertThat(signers(GIT + keygen.line("short")).problems())
        .extracting(SignerProblem::message)
        .containsExactly("an RSA key of 1024 bits is too weak to sign, 2048 are needed");
    byte[] weak = keygen.sign("short", PAYLOAD, "git");
    refused(GIT + keygen.line("short"), weak, Refusal.WEAK_ALGORITHM);

    keygen.key("rsa", "rsa", "-b", "2048");
    byte[] sha1 = withAlgorithm(keygen.sign("rsa", PAYLOAD, "git"), "ssh-rsa");
    refused(GIT + keygen.line("rsa"), sha1, Refusal.WEAK_ALGORITHM);

    byte[] dsa = new WireWriter().string("ssh-dss").string("").bytes();
    assertThatThrownBy(() -> SshPublicKey.fromWire(dsa))
        .extracting(e -> ((SigningException) e).refusal())
        .isEqualTo(Refusal.WEAK_ALGORITHM);
  }

  /** The same signature under another algorithm's name. */
  private static byte[] withAlgorithm(byte[] armor, String algorithm) throws SigningException {
    SshSignature parsed = SshSignature.parse(armor);
    WireReader fields = new WireReader(parsed.signature(), "test");
    fields.text();
    byte[] renamed = new WireWriter().string(algorithm).string(fields.string()).bytes();
    return SshSignature.armored(parsed.signer(), parsed.namespace(), parsed.hash(), renamed);
  }

  @Test
  void a10WildcardPrincipalAndMissingNamespace() {
    String key = keygen.line("ada");
    // OpenSSH takes both.
    assertThat(keygen.accepts(PAYLOAD, armor, "* " + key, "git")).isTrue();
    String wild = "* namespaces=\"git\" " + key;
    assertThat(refused(wild, armor, Refusal.UNKNOWN_KEY))
        .hasMessageEndingWith(
            "line 1, column 1: a wildcard lets one key sign as several people: name them");
    assertThat(refused("ada@acme.example " + key, armor, Refusal.UNKNOWN_KEY))
        .hasMessageEndingWith("the option `namespaces=\"git\"` is missing before the key");
    refused("ada@acme.example namespaces=\"*\" " + key, armor, Refusal.UNKNOWN_KEY);
  }

  @Test
  void a10AuthorityThatVouchesForAnybody() {
    keygen.key("authority", "ed25519");
    keygen.certify("authority", "ada", "-I", "id", "-n", "ada@acme.example");
    byte[] certified = keygen.sign("ada-cert.pub", PAYLOAD, "git");
    for (String principal : new String[] {"*", "*@*", "?*@*.example", "*@", "ada*"}) {
      refused(
          principal + " cert-authority,namespaces=\"git\" " + keygen.line("authority"),
          certified,
          Refusal.UNTRUSTED_CERTIFICATE);
    }
  }

  @Test
  void a13KeyThatIsNotListed() {
    keygen.key("eve", "ed25519");
    refused(GIT + keygen.line("ada"), keygen.sign("eve", PAYLOAD, "git"), Refusal.UNKNOWN_KEY);
  }

  @Test
  void a14SignerDateWithoutZone() {
    String line =
        "ada@acme.example namespaces=\"git\",valid-before=\"20300101\" " + keygen.line("ada");
    assertThat(keygen.accepts(PAYLOAD, armor, line, "git")).isTrue();
    assertThat(refused(line, armor, Refusal.UNKNOWN_KEY))
        .hasMessageEndingWith("the time does not end in `Z`");
  }

  @Test
  void b2SeveralSignaturesInOneArmor() {
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.writeBytes(armor);
    twice.writeBytes(armor);
    // OpenSSH looks at the first only.
    assertThat(keygen.accepts(PAYLOAD, twice.toByteArray(), GIT + keygen.line("ada"), "git"))
        .isTrue();
    refused(GIT + keygen.line("ada"), twice.toByteArray(), Refusal.SEVERAL_SIGNATURES);
  }

  @Test
  void a12ArmorOfAnotherFormat() {
    String pgp = "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n";
    refused(GIT + keygen.line("ada"), pgp.getBytes(StandardCharsets.UTF_8), Refusal.MALFORMED);
  }
}

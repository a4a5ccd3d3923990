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
import dev.policyctl.signing.SignatureFormat;
import dev.policyctl.signing.VerifiedSignature;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that the real {@code ssh-keygen} made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshVerifierTest {
  private SshKeygen keygen;

  @BeforeAll
  void keys(@TempDir Path folder) {
    keygen = new SshKeygen(folder);
    keygen.key("ed25519", "ed25519");
    keygen.key("ecdsa256", "ecdsa", "-b", "256");
    keygen.key("ecdsa384", "ecdsa", "-b", "384");
    keygen.key("ecdsa521", "ecdsa", "-b", "521");
    keygen.key("rsa", "rsa", "-b", "2048");
    keygen.key("authority", "ed25519");
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, sha512, ssh-ed25519 sha512",
    "ed25519, sha256, ssh-ed25519 sha256",
    "ecdsa256, sha512, ecdsa-sha2-nistp256 sha512",
    "ecdsa384, sha512, ecdsa-sha2-nistp384 sha512",
    "ecdsa521, sha256, ecdsa-sha2-nistp521 sha256",
    "rsa, sha512, rsa-sha2-512 sha512",
    "rsa, sha256, rsa-sha2-512 sha256"
  })
  void acceptsWhatSshKeygenSigned(String key, String hash, String algorithm) throws Exception {
    byte[] armor = keygen.sign(key, PAYLOAD, "git", "-O", "hashalg=" + hash);
    String printed = keygen.run("-l", "-f", key + ".pub").split(" ", -1)[1];
    assertThat(verify(GIT + keygen.line(key), armor))
        .isEqualTo(
            new VerifiedSignature(
                SignatureFormat.SSH,
                printed,
                printed,
                Optional.empty(),
                algorithm,
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"ed25519", "ecdsa256", "ecdsa384", "ecdsa521", "rsa"})
  void acceptsCertificateOfAllowedAuthority(String key) throws Exception {
    keygen.certify("authority", key, "-I", "id", "-n", "ada@acme.example", "-z", "7");
    byte[] armor = keygen.sign(key + "-cert.pub", PAYLOAD, "git");
    String allowed = "*@acme.example cert-authority,namespaces=\"git\" " + keygen.line("authority");
    VerifiedSignature verified = verify(allowed, armor);
    assertThat(verified.fingerprint()).isEqualTo(keygen.publicKey(key).fingerprint());
    assertThat(verified.authority()).contains(keygen.publicKey("authority").fingerprint());
    assertThat(keygen.accepts(PAYLOAD, armor, allowed, "git")).isTrue();
    refused(GIT + keygen.line(key), armor, Refusal.UNTRUSTED_CERTIFICATE);
    refused(GIT + keygen.line("authority"), armor, Refusal.UNTRUSTED_CERTIFICATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-n|ada@acme.example|-h||KEY_USAGE",
        "-n|ada@acme.example|-V|20200101:20210101|KEY_EXPIRED",
        "-n|ada@acme.example|-V|20300101:20400101|KEY_NOT_YET_VALID",
        "-n|ada@acme.example|-O|force-command=id|UNSUPPORTED",
        "-n|ada@acme.example|-O|critical:odd@acme.example=1|UNSUPPORTED",
        "-n|eve@other.example|-z|1|UNTRUSTED_CERTIFICATE",
        "-z|1|||UNTRUSTED_CERTIFICATE"
      })
  void refusesCertificateThatDoesNotAllowIt(
      String option, String value, String second, String value2, Refusal refusal) {
    List<String> options = new java.util.ArrayList<>(List.of("-I", "id", option, value));
    if (second != null) {
      options.add(second);
    }
    if (value2 != null) {
      options.add(value2);
    }
    keygen.certify("authority", "ed25519", options.toArray(String[]::new));
    byte[] armor = keygen.sign("ed25519-cert.pub", PAYLOAD, "git");
    String allowed = "*@acme.example cert-authority,namespaces=\"git\" " + keygen.line("authority");
    refused(allowed, armor, refusal);
  }

  @Test
  void acceptsExtensionsOfCertificateAndDemandsThePrincipal() throws Exception {
    keygen.certify(
        "authority", "ed25519", "-I", "id", "-n", "bob@acme.example", "-O", "extension:x@y=1");
    byte[] armor = keygen.sign("ed25519-cert.pub", PAYLOAD, "git");
    String allowed = "*@acme.example cert-authority,namespaces=\"git\" " + keygen.line("authority");
    SshVerifier verifier = new SshVerifier(signers(allowed), RevokedKeys.none());
    assertThat(verifier.verify(PAYLOAD, armor, "git", NOW).authority()).isPresent();
    assertThat(verifier.verifyAs("bob@acme.example", PAYLOAD, armor, "git", NOW)).isNotNull();
    assertThatThrownBy(() -> verifier.verifyAs("ada@acme.example", PAYLOAD, armor, "git", NOW))
        .hasMessageEndingWith("may not sign as `ada@acme.example`");
  }

  @Test
  void refusesCertificateWhoseAuthorityDidNotSignIt() throws Exception {
    keygen.certify("authority", "ed25519", "-I", "id", "-n", "ada@acme.example");
    byte[] wire = PublicKeyText.at(keygen.text("ed25519-cert.pub"), 0).wire();
    assertThat(SshCertificate.fromWire(wire, new KnownKeys(List.of())).keyId()).isEqualTo("id");
    for (int at = 0; at < wire.length; at++) {
      byte[] forged = wire.clone();
      forged[at] ^= 1;
      assertThatThrownBy(() -> SshCertificate.fromWire(forged, new KnownKeys(List.of())))
          .isInstanceOf(dev.policyctl.signing.SigningException.class);
    }
  }

  @Test
  void refusesUnknownKeyOtherNamespaceAndOtherContent() {
    byte[] armor = keygen.sign("ed25519", PAYLOAD, "git");
    refused(GIT + keygen.line("ecdsa256"), armor, Refusal.UNKNOWN_KEY);
    refused("", armor, Refusal.UNKNOWN_KEY);
    refused(
        GIT + keygen.line("ed25519"),
        keygen.sign("ed25519", PAYLOAD, "file"),
        Refusal.WRONG_PURPOSE);
    refused(
        "ada@acme.example namespaces=\"policyctl\" " + keygen.line("ed25519"),
        armor,
        Refusal.WRONG_PURPOSE);
    byte[] other = keygen.sign("ed25519", new byte[] {1}, "git");
    refused(GIT + keygen.line("ed25519"), other, Refusal.BAD_SIGNATURE);
  }

  @Test
  void demandsThePrincipalOfPlainKeysOnlyIfAsked() throws Exception {
    byte[] armor = keygen.sign("ed25519", PAYLOAD, "git");
    SshVerifier verifier =
        new SshVerifier(signers(GIT + keygen.line("ed25519")), RevokedKeys.none());
    assertThat(verifier.verify(PAYLOAD, armor, "git", NOW)).isNotNull();
    assertThatThrownBy(() -> verifier.verifyAs("eve@acme.example", PAYLOAD, armor, "git", NOW))
        .hasMessageEndingWith("may not sign as `eve@acme.example`");
  }

  @Test
  void acceptsKeyListedTwiceIfOneLineAllows() throws Exception {
    byte[] armor = keygen.sign("ed25519", PAYLOAD, "git");
    String key = keygen.line("ed25519") + "\n";
    String expired = "ada@acme.example namespaces=\"git\",valid-before=\"20200101Z\" " + key;
    assertThat(verify(expired + GIT + key, armor)).isNotNull();
    refused(expired, armor, Refusal.KEY_EXPIRED);
  }

  @Test
  void acceptsListedKeysWithoutFile() throws Exception {
    byte[] armor = keygen.sign("rsa", PAYLOAD, "policyctl");
    AllowedSigners keys = AllowedSigners.of(List.of(keygen.publicKey("rsa")), "policyctl");
    SshVerifier verifier = new SshVerifier(keys, RevokedKeys.none());
    assertThat(verifier.verify(PAYLOAD, armor, "policyctl", NOW).algorithm())
        .isEqualTo("rsa-sha2-512 sha512");
    assertThatThrownBy(() -> verifier.verify(PAYLOAD, armor, "git", NOW)).isNotNull();
  }
}

package dev.policyctl.trust;

import static dev.policyctl.trust.TrustFolder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.ExternalTool;
import dev.policyctl.trust.KeyStanding.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each reason for which a key does not count, on keys that the real programs make. */
final class KeyStandingTest {
  private static final Instant LATER = Instant.parse("2046-01-01T00:00:00Z");

  @TempDir Path temp;
  private TrustFolder folder;

  @AfterEach
  void endAgent() {
    folder.endAgent();
  }

  @BeforeEach
  void makeFolder() {
    folder = new TrustFolder(temp);
  }

  private void stands(State state, String detail) {
    stands(NOW, state, detail);
  }

  private void stands(Instant time, State state, String detail) {
    KeyStanding standing = folder.standing(time);
    assertThat(standing.state()).as(standing.detail()).isEqualTo(state);
    assertThat(standing.detail()).contains(detail);
    assertThat(standing.detail().isEmpty()).isEqualTo(state == State.USABLE);
  }

  /** Ada lists an SSH key; its line has this before the key. */
  private String ssh(String before, String more) {
    String line = folder.ed25519("ada");
    folder.write("trust/allowed_signers", before + " " + line + "\n");
    folder.ada("fingerprint: \"" + folder.fingerprint("ada") + "\", type: ssh" + more);
    return line;
  }

  @Test
  void anSshKeyWithALineOfItsOwnIsUsable() {
    ssh("ada@x.example namespaces=\"git\"", "");
    stands(State.USABLE, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*@x.example namespaces=\"git\" | BROKEN | line 1, column 1: a wildcard",
        "ada@x.example | BROKEN | the option `namespaces=\"git\"` is missing",
        "ada@x.example namespaces=\"file\" | BROKEN | may not sign for namespace `git`",
        "ada namespaces=\"git\",valid-before=\"20260101Z\" | INACTIVE | was valid only before",
        "ada namespaces=\"git\",valid-after=\"20270101Z\" | INACTIVE | is valid only after",
        "ada namespaces=\"git\",valid-before=\"20270101\" | BROKEN | does not end in `Z`",
        "ada cert-authority,namespaces=\"git\" | UNSEEN | a certificate must come with it"
      })
  void itsLineMayForbidIt(String before, State state, String detail) {
    ssh(before, "");
    stands(state, detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from: 2026-07-01 | INACTIVE | counts from 2026-07-01T00:00:00Z on",
        "until: 2026-06-01 | INACTIVE | counted until 2026-06-01T00:00:00Z",
        "revoked: { at: 2030-01-01, reason: lost } | INACTIVE | is revoked (lost"
      })
  void theConfigurationMayForbidIt(String more, State state, String detail) {
    ssh("ada namespaces=\"git\"", ", " + more);
    stands(state, detail);
  }

  @Test
  void anSshKeyWithoutALineIsBroken() {
    ssh("ada namespaces=\"git\"", "");
    folder.write("trust/allowed_signers", "ada namespaces=\"git\" " + folder.ed25519("other"));
    stands(State.BROKEN, "it is not among the allowed signers");
  }

  @Test
  void aWeakSshKeyIsBroken() {
    String line = folder.ssh("ada", "-t", "rsa", "-b", "1024");
    folder.write("trust/allowed_signers", "ada namespaces=\"git\" " + line + "\n");
    folder.ada("fingerprint: \"" + folder.fingerprint("ada") + "\", type: ssh");
    stands(State.BROKEN, "line 1, column 22: an RSA key of 1024 bits is too weak");
  }

  @Test
  void aRevokedKeyIsInactiveWhateverNamesIt() {
    String line = ssh("ada namespaces=\"git\"", "");
    folder.write("trust/revoked_keys", line + "\n");
    stands(State.INACTIVE, "is revoked");
    folder.write("trust/revoked_keys", folder.fingerprint("ada") + "\n");
    stands(State.INACTIVE, "is revoked");
    // Also once its line is gone.
    folder.write("trust/allowed_signers", "");
    stands(State.INACTIVE, "is revoked");
    folder.write("trust/revoked_keys", line + "\n");
    stands(State.INACTIVE, "is revoked");
  }

  @Test
  void aKeyInARevocationListIsInactive() throws Exception {
    ssh("ada namespaces=\"git\"", "");
    ExternalTool.require("ssh-keygen").succeed(folder.keys(), "-q", "-k", "-f", "krl", "ada.pub");
    folder.write("trust/revoked_keys", Files.readAllBytes(folder.keys().resolve("krl")));
    stands(State.INACTIVE, "is revoked");
  }

  @Test
  void revocationsThatCannotBeReadLeaveNoSshKeyUsable() {
    ssh("ada namespaces=\"git\"", "");
    folder.write("trust/revoked_keys", "what is this\n");
    stands(State.BROKEN, "nobody knows what is revoked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssh | SHA256:abc | 43 characters of base 64",
        "ssh | SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB | 43 characters of base 64",
        "ssh | 00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff | MD5 can be forged",
        "openpgp | 0123456789ABCDEF | a key id can be forged",
        "openpgp | xyz | 40 or 64 hexadecimal digits",
        "x509 | 0123 | 64 hexadecimal digits"
      })
  void whatIsNoFingerprintIsBroken(String type, String fingerprint, String detail) {
    folder.ada("fingerprint: \"" + fingerprint + "\", type: " + type);
    stands(State.BROKEN, detail);
  }

  /** Ada's OpenPGP key, exported to {@code trust/}; its fingerprint. */
  private String openPgp(String... generate) {
    folder.gpg(generate);
    String fingerprint =
        folder
            .gpg("--with-colons", "--list-keys")
            .lines()
            .filter(line -> line.startsWith("fpr:"))
            .findFirst()
            .orElseThrow()
            .split(":", -1)[9];
    folder.write("trust/ada.asc", folder.gpg("--armor", "--export", fingerprint));
    folder.ada(
        "fingerprint: \"" + fingerprint.toLowerCase(java.util.Locale.ROOT) + "\", type: openpgp");
    return fingerprint;
  }

  private String openPgp(String algorithm, String expiry) {
    return openPgp(
        "--faked-system-time",
        "20260101T000000",
        "--quick-gen-key",
        "ada",
        algorithm,
        "sign",
        expiry);
  }

  @Test
  void anOpenPgpKeyInTrustIsUsable() {
    openPgp("ed25519", "never");
    stands(State.USABLE, "");
    stands(Instant.parse("2025-12-31T00:00:00Z"), State.INACTIVE, "the key was made on 2026-01-01");
  }

  @Test
  void anOpenPgpKeyThatIsNowhereIsBroken() {
    openPgp("ed25519", "never");
    folder.ada("fingerprint: " + "AB".repeat(20) + ", type: openpgp");
    stands(State.BROKEN, "no key has the fingerprint");
  }

  @Test
  void anOpenPgpSubkeyIsNoPrimaryKey() {
    String primary = openPgp("ed25519", "never");
    folder.gpg(
        "--faked-system-time", "20260101T000000", "--quick-add-key", primary, "ed25519", "sign");
    String subkey =
        folder
            .gpg("--with-colons", "--list-keys")
            .lines()
            .filter(line -> line.startsWith("fpr:"))
            .skip(1)
            .findFirst()
            .orElseThrow()
            .split(":", -1)[9];
    folder.write("trust/ada.asc", folder.gpg("--armor", "--export", primary));
    folder.ada("fingerprint: \"" + subkey + "\", type: openpgp");
    stands(State.BROKEN, "it is a subkey; its primary key is " + primary);
  }

  @Test
  void aCertifyingOpenPgpKeySignsByItsSubkey() {
    String primary =
        openPgp(
            "--faked-system-time",
            "20260101T000000",
            "--quick-gen-key",
            "ada",
            "ed25519",
            "cert",
            "never");
    stands(State.BROKEN, "may not sign data");
    folder.gpg(
        "--faked-system-time",
        "20260101T000000",
        "--quick-add-key",
        primary,
        "ed25519",
        "sign",
        "1y");
    folder.write("trust/ada.asc", folder.gpg("--armor", "--export", primary));
    stands(State.USABLE, "");
    stands(LATER, State.INACTIVE, "the key expired on 2027-01-01");
  }

  @Test
  void anExpiredOpenPgpKeyIsInactive() {
    openPgp("ed25519", "30d");
    stands(State.INACTIVE, "the key expired on 2026-01-31");
  }

  @Test
  void aRevokedOpenPgpKeyIsInactive() {
    String fingerprint = openPgp("ed25519", "never");
    String certificate =
        TrustFolder.read(folder.keys().resolve("openpgp-revocs.d").resolve(fingerprint + ".rev"));
    folder.write(
        "trust/revoked.asc", certificate.substring(certificate.indexOf(":-----BEGIN") + 1));
    stands(State.INACTIVE, "the key is revoked");
  }

  @Test
  void a6AFileThatMayRevokeAnOpenPgpKeyAndCannotBeReadVoidsIt() {
    openPgp("ed25519", "never");
    stands(State.USABLE, "");
    folder.write("trust/revoked.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\ncut off");
    stands(State.BROKEN, "nobody knows what is revoked");
  }

  @ParameterizedTest
  @CsvSource({"rsa1024, RSA 1024", "dsa2048, DSA"})
  void aWeakOpenPgpKeyIsBroken(String algorithm, String detail) {
    openPgp(algorithm, "never");
    stands(State.BROKEN, detail);
  }

  @Test
  void anOpenPgpKeyBoundBySha1AloneIsBroken() {
    openPgp(
        "--cert-digest-algo",
        "SHA1",
        "--faked-system-time",
        "20260101T000000",
        "--quick-gen-key",
        "ada",
        "rsa2048",
        "sign");
    stands(State.BROKEN, "the key's self-signature uses SHA-1");
  }

  @Test
  void aCertificateWithoutARootIsBroken() {
    folder.ada("fingerprint: " + "ab".repeat(32) + ", type: x509");
    stands(State.BROKEN, "there is no root");
  }

  @Test
  void aCertificateIsUnseenWhereARootMayVouchForIt() {
    folder.ada("fingerprint: " + "ab".repeat(32) + ", type: x509");
    folder.write("trust/root.pem", root());
    Instant now = Instant.parse("2040-01-01T00:00:00Z");
    stands(now, State.UNSEEN, "its certificate comes with its signatures");
    stands(Instant.parse("2400-01-01T00:00:00Z"), State.INACTIVE, "expired on");
    folder.write("trust/x.crl", "none");
    stands(now, State.BROKEN, "nobody knows what is revoked");
  }

  private String root() {
    ExternalTool.require("openssl")
        .succeed(
            folder.keys(),
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
            "-subj",
            "/CN=Root",
            "-days",
            "36500");
    return TrustFolder.read(folder.keys().resolve("ca.pem"));
  }
}

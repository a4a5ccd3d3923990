package dev.policyctl.signing.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.SignatureFormat;
import dev.policyctl.signing.VerifiedSignature;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys and signatures that the real {@code gpg} makes; attacks by their row in the threat table.
 */
class OpenPgpVerifierTest {
  private static final byte[] PAYLOAD = "tree 4b825dc6\nauthor Ada\n\nhi\n".getBytes(UTF_8);
  private static final Instant MADE = Instant.parse("2025-03-01T12:00:00Z");
  private static final Instant SIGNED = MADE.plus(Duration.ofDays(10));
  private static final Instant LATER = MADE.plus(Duration.ofDays(500));

  @TempDir Path home;
  private Gnupg gpg;

  @BeforeEach
  void start() {
    gpg = new Gnupg(home, MADE);
  }

  @AfterEach
  void stop() {
    gpg.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, Ed25519 with SHA-256",
    "rsa2048, RSA 2048 with SHA-512",
    "rsa3072, RSA 3072 with SHA-512",
    "nistp256, ECDSA P-256 with SHA-256",
    "nistp384, ECDSA P-384 with SHA-384",
    "nistp521, ECDSA P-521 with SHA-512",
    "brainpoolP256r1, ECDSA brainpoolP256r1 with SHA-256",
    "brainpoolP512r1, ECDSA brainpoolP512r1 with SHA-512"
  })
  void acceptsWhatGpgSigns(String algorithm, String told) throws Exception {
    String key = gpg.newKey("Ada <ada@x>", algorithm, "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    assertThat(
            OpenPgpVerifier.verify(PAYLOAD, signature, OpenPgpKeys.read(gpg.export(key)), SIGNED))
        .isEqualTo(
            new VerifiedSignature(
                SignatureFormat.OPENPGP, key, key, Optional.empty(), told, Optional.of(SIGNED)));
  }

  @Test
  void tellsThePrimaryKeyOfASubkey() throws Exception {
    String key = gpg.newKey("Ada <ada@x>", "rsa2048", "cert", "never");
    gpg.run("--quick-add-key", key, "ed25519", "sign", "never");
    List<String> all = gpg.fingerprints("Ada <ada@x>");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    VerifiedSignature verified =
        OpenPgpVerifier.verify(PAYLOAD, signature, OpenPgpKeys.read(gpg.export(key)), SIGNED);
    assertThat(verified.fingerprint()).isEqualTo(key);
    assertThat(verified.signingKey()).isEqualTo(all.get(1)).isNotEqualTo(key);
  }

  @Test
  void findsTheSignerAmongSeveralKeys() throws Exception {
    String ada = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    String bob = gpg.newKey("Bob <bob@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, bob);
    OpenPgpKeys keys = OpenPgpKeys.read(gpg.export());
    assertThat(keys.fingerprints()).containsExactlyInAnyOrder(ada, bob);
    assertThat(Verdict.of(PAYLOAD, signature, keys, SIGNED)).isEqualTo(bob);
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(ada), SIGNED)).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void refusesOtherBytes() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    byte[] other = "tree 4b825dc6\nauthor Ada\n\nho\n".getBytes(UTF_8);
    assertThat(Verdict.of(other, signature, gpg.export(key), SIGNED)).isEqualTo("BAD_SIGNATURE");
  }

  @Test
  void a5KeyThatExpiredAfterSigningIsRefusedAtTheTrustedTime() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "1y");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    byte[] keys = gpg.export(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, SIGNED)).isEqualTo(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, LATER)).isEqualTo("KEY_EXPIRED");
  }

  @Test
  void keyWhoseExpiryWasExtendedVerifiesBeforeAndAfter() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "1y");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    gpg.at(MADE.plus(Duration.ofDays(100))).run("--quick-set-expire", key, "3y");
    byte[] keys = gpg.export(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, LATER)).isEqualTo(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, SIGNED)).isEqualTo(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, LATER.plus(Duration.ofDays(1000))))
        .isEqualTo("KEY_EXPIRED");
  }

  @Test
  void expiredSubkeyIsRefusedThoughItsPrimaryKeyLives() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "cert", "never");
    gpg.run("--quick-add-key", key, "ed25519", "sign", "1y");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), LATER)).isEqualTo("KEY_EXPIRED");
  }

  @ParameterizedTest
  @ValueSource(longs = {-5, 5, 600})
  void a6RevokedKeyIsRefusedWhateverTheDateOfTheRevocation(long days) {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    byte[] unrevoked = gpg.export(key);
    gpg.at(SIGNED.plus(Duration.ofDays(days)))
        .talk(
            "y\n3\nretired\n\ny\n", "--output", home.resolve("r").toString(), "--gen-revoke", key);
    gpg.run("--import", home.resolve("r").toString());
    assertThat(Verdict.of(PAYLOAD, signature, unrevoked, SIGNED)).isEqualTo(key);
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), SIGNED)).isEqualTo("KEY_REVOKED");
  }

  @Test
  void a6RevocationCertificateInAnotherFileCounts() throws Exception {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    OpenPgpKeys keys = OpenPgpKeys.read(gpg.export(key));
    OpenPgpKeys revocation = OpenPgpKeys.read(gpg.revocation(key));
    assertThat(Verdict.of(PAYLOAD, signature, OpenPgpKeys.union(List.of(keys, revocation)), SIGNED))
        .isEqualTo("KEY_REVOKED");
    assertThat(revocation.fingerprints()).isEmpty();
  }

  @Test
  void a6CopyWithoutTheRevocationDoesNotHideIt() throws Exception {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    OpenPgpKeys old = OpenPgpKeys.read(gpg.export(key));
    gpg.importKey(gpg.revocation(key));
    OpenPgpKeys revoked = OpenPgpKeys.read(gpg.export(key));
    for (List<OpenPgpKeys> order : List.of(List.of(old, revoked), List.of(revoked, old))) {
      assertThat(Verdict.of(PAYLOAD, signature, OpenPgpKeys.union(order), SIGNED))
          .isEqualTo("KEY_REVOKED");
    }
  }

  @Test
  void a6RevokedSubkeyIsRefused() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "cert", "never");
    gpg.run("--quick-add-key", key, "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    gpg.at(LATER).talk("key 1\nrevkey\ny\n0\n\ny\nsave\n", "--edit-key", key);
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), SIGNED)).isEqualTo("KEY_REVOKED");
  }

  @Test
  void keyWhoseOnlyUserIdIsRevokedIsRefused() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    gpg.run("--quick-add-uid", key, "Ada <ada@y>");
    gpg.run("--quick-revoke-uid", key, "Ada <ada@x>");
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), SIGNED)).isEqualTo(key);
    gpg.run("--quick-add-uid", key, "Ada <ada@z>");
    gpg.run("--quick-revoke-uid", key, "Ada <ada@y>");
    byte[] all = Armored.body(gpg.export(key));
    byte[] last = "Ada <ada@z>".getBytes(UTF_8);
    assertThat(Verdict.of(PAYLOAD, signature, without(all, last), SIGNED)).isEqualTo("KEY_REVOKED");
  }

  /** A key up to the user id given. */
  private static byte[] without(byte[] key, byte[] userId) {
    for (int i = 0; i + userId.length < key.length; i++) {
      if (Arrays.equals(key, i, i + userId.length, userId, 0, userId.length)) {
        byte[] rest = Arrays.copyOf(key, i - 2);
        return dropOne(rest, key, i + userId.length);
      }
    }
    throw new IllegalStateException("no such user id");
  }

  /** What stands before a user id, and what stands after its one signature. */
  private static byte[] dropOne(byte[] before, byte[] key, int signature) {
    int end = signature + 2 + (key[signature + 1] & 0xFF);
    return Armored.joined(List.of(before, Arrays.copyOfRange(key, end, key.length)));
  }

  @Test
  void a8KeyMadeAfterTheTrustedTimeIsRefused() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.sign(PAYLOAD, key);
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), MADE.minusSeconds(1)))
        .isEqualTo("KEY_NOT_YET_VALID");
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), MADE)).isEqualTo(key);
  }

  @Test
  void a8SignatureDatedAfterTheTrustedTimeIsRefusedBeyondFiveMinutes() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    byte[] keys = gpg.export(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, SIGNED.minusSeconds(300))).isEqualTo(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, SIGNED.minusSeconds(301)))
        .isEqualTo("KEY_NOT_YET_VALID");
  }

  @ParameterizedTest
  @CsvSource({"dsa1024, SHA256", "dsa2048, SHA256", "rsa1024, SHA256"})
  void a9WeakKeysAreRefused(String algorithm, String digest) {
    String key = gpg.newKey("Ada <ada@x>", algorithm, "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key, "--digest-algo", digest);
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), SIGNED)).isEqualTo("WEAK_ALGORITHM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1", "RIPEMD160", "SHA224", "MD5"})
  void a9WeakDigestsAreRefused(String digest) {
    String key = gpg.newKey("Ada <ada@x>", "rsa2048", "sign", "never");
    byte[] signature =
        gpg.at(SIGNED).sign(PAYLOAD, key, "--allow-weak-digest-algos", "--digest-algo", digest);
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), SIGNED)).isEqualTo("WEAK_ALGORITHM");
  }

  @Test
  void a9WeakDigestOfTheSelfSignatureIsRefused() {
    gpg.run(
        "--cert-digest-algo", "SHA1", "--quick-gen-key", "Ada <ada@x>", "rsa2048", "sign", "never");
    String key = gpg.fingerprint("Ada <ada@x>");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key, "--digest-algo", "SHA512");
    assertThat(Verdict.of(PAYLOAD, signature, gpg.export(key), SIGNED)).isEqualTo("WEAK_ALGORITHM");
  }

  @Test
  void b2TwoSignaturesInOneArmorAreRefused() {
    String ada = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    String bob = gpg.newKey("Bob <bob@x>", "ed25519", "sign", "never");
    byte[] both = gpg.at(SIGNED).sign(PAYLOAD, ada, "-u", bob);
    assertThat(Verdict.of(PAYLOAD, both, gpg.export(), SIGNED)).isEqualTo("SEVERAL_SIGNATURES");
  }

  @Test
  void b2TwoArmorsAreRefused() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] one = gpg.at(SIGNED).sign(PAYLOAD, key);
    byte[] two = Armored.joined(List.of(one, one));
    assertThat(Verdict.of(PAYLOAD, two, gpg.export(key), SIGNED)).isEqualTo("SEVERAL_SIGNATURES");
  }

  @Test
  void signatureOverTextIsRefused() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] text = gpg.at(SIGNED).sign(PAYLOAD, key, "--textmode");
    assertThat(Verdict.of(PAYLOAD, text, gpg.export(key), SIGNED)).isEqualTo("WRONG_PURPOSE");
  }

  @Test
  void signatureThatHasExpiredIsRefused() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key, "--default-sig-expire", "3d");
    byte[] keys = gpg.export(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, SIGNED.plus(Duration.ofDays(2))))
        .isEqualTo(key);
    assertThat(Verdict.of(PAYLOAD, signature, keys, SIGNED.plus(Duration.ofDays(3))))
        .isEqualTo("SIGNATURE_EXPIRED");
  }

  @ParameterizedTest
  @CsvSource({"a@x=1, OK", "!a@x=1, UNSUPPORTED"})
  void criticalNotationIsRefusedAndAnotherIsNot(String notation, String expected) {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key, "--sig-notation", notation);
    String verdict = Verdict.of(PAYLOAD, signature, gpg.export(key), SIGNED);
    assertThat(verdict).isEqualTo(expected.equals("OK") ? key : expected);
  }

  @Test
  void a12SshArmorIsRefused() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] ssh = Armored.of("SSH SIGNATURE", "SSHSIG".getBytes(UTF_8));
    byte[] ssh2 = new String(ssh, UTF_8).replace("-----\n\n", "-----\n").getBytes(UTF_8);
    assertThat(Verdict.of(PAYLOAD, ssh, gpg.export(key), SIGNED)).isEqualTo("MALFORMED");
    assertThat(Verdict.of(PAYLOAD, ssh2, gpg.export(key), SIGNED)).isEqualTo("MALFORMED");
  }

  @Test
  void secretKeyAmongPublicOnesIsRefused() {
    String key = gpg.newKey("Ada <ada@x>", "ed25519", "sign", "never");
    byte[] signature = gpg.at(SIGNED).sign(PAYLOAD, key);
    byte[] secret = Armored.body(gpg.exportSecret(key));
    assertThat(Verdict.of(PAYLOAD, signature, secret, SIGNED)).isEqualTo("MALFORMED");
  }
}

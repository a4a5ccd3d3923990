package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.ExternalTool;
import dev.policyctl.trust.Objection.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that the real {@code git} has signed by the real {@code gpg} and {@code gpgsm}. */
class CommitFormatsTest {
  private static final String POLICY = "policies/prod/acme/policy.yaml";

  /** The programs sign by the machine's clock. */
  private final Instant soon = Instant.now().plus(1, ChronoUnit.MINUTES);

  @TempDir private Path temp;
  private SignedRepository repository;
  private Path home;
  private String base = "";

  @BeforeEach
  void anEmptyRepository() throws IOException {
    repository = new SignedRepository(temp);
    home = Files.createDirectories(repository.home().resolve(".gnupg"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void endAgents() {
    ExternalTool.require("gpgconf").run(repository.home(), new byte[0], "--kill", "all");
  }

  private String gpg(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--batch", "--pinentry-mode", "loopback"));
    all.addAll(List.of("--passphrase", "", "--no-tty"));
    all.addAll(List.of(arguments));
    return ExternalTool.require("gpg").succeed(repository.home(), all.toArray(String[]::new));
  }

  private static String field(String listing, String kind) {
    return listing
        .lines()
        .filter(line -> line.startsWith(kind + ":"))
        .map(line -> line.split(":", -1)[9])
        .findFirst()
        .orElseThrow();
  }

  /** Makes ada's OpenPGP key; its fingerprint. */
  private String openPgp(String expiry) {
    gpg("--quick-gen-key", "ada <ada@x.example>", "ed25519", "sign", expiry);
    return field(gpg("--with-colons", "--list-keys"), "fpr");
  }

  /** The target, by which all is judged from now on. */
  private void target(String type, String fingerprint, String file, String material) {
    repository.write(
        ".policyctl.yaml",
        "schemaVersion: 1\ntrust:\n  people:\n    - { id: ada, emails: [ada@x.example], roles:"
            + " [author], keys: [{ type: "
            + type
            + ", fingerprint: \""
            + fingerprint
            + "\" }] }\n");
    base = repository.write("trust/" + file, material).write(POLICY, "a: 1\n").commit();
  }

  private CommitVerdict judged(String head, Instant time) {
    return repository.judge(base, head, time).get(0);
  }

  private void assertRefused(String head, Instant time, String because) {
    CommitVerdict verdict = judged(head, time);
    assertThat(verdict.objections()).extracting(Objection::kind).containsOnly(Kind.BAD_SIGNATURE);
    assertThat(verdict.objections().get(0).message()).contains(because);
    assertThat(verdict.signer()).isEmpty();
  }

  @Test
  void anOpenPgpSignatureOfGitCounts() {
    String key = openPgp("never");
    target("openpgp", key, "ada.asc", gpg("--armor", "--export", key));
    String head = repository.write(POLICY, "a: 2\n").signedWith("openpgp", key);
    assertThat(judged(head, soon).passes()).isTrue();
    assertThat(judged(head, soon).signer().orElseThrow().person().id().value()).isEqualTo("ada");
    String forged = repository.object(repository.text(head).replace("\n\nchange", "\n\nmore"));
    assertRefused(forged, soon, "does not fit");
  }

  @Test
  void a5AnOpenPgpKeyThatHasExpiredSinceIsRefused() {
    String key = openPgp("2d");
    target("openpgp", key, "ada.asc", gpg("--armor", "--export", key));
    String head = repository.write(POLICY, "a: 2\n").signedWith("openpgp", key);
    assertThat(judged(head, soon).passes()).isTrue();
    assertRefused(head, soon.plus(Duration.ofDays(3)), "expired");
  }

  @Test
  void a6AnOpenPgpKeyThatWasRevokedAfterSigningIsRefused() throws IOException {
    String key = openPgp("never");
    target("openpgp", key, "ada.asc", gpg("--armor", "--export", key));
    String start = base;
    String head = repository.write(POLICY, "a: 2\n").signedWith("openpgp", key);
    assertThat(judged(head, soon).passes()).isTrue();
    Path revocation = home.resolve("openpgp-revocs.d").resolve(key + ".rev");
    String text = Files.readString(revocation).replace("\n:-----BEGIN", "\n-----BEGIN");
    repository.git("checkout", "--quiet", "-b", "target", start);
    repository.write("trust/lost.asc", text.substring(text.indexOf("-----BEGIN")));
    base = repository.commit();
    assertRefused(head, soon, "revoked");
  }

  @Test
  void a12AnSshSignatureIsNotOneOfSomebodyWhoseOpenPgpKeyIsListed() {
    String key = openPgp("never");
    String ssh = repository.key("ada");
    repository.configure("");
    target("openpgp", ssh, "ada.asc", gpg("--armor", "--export", key));
    String head = repository.write(POLICY, "a: 2\n").signed("ada");
    assertRefused(head, soon, "nobody in `trust.people` lists the ssh key");
  }

  @Test
  void a13AKeyOfTheKeyringThatIsNotInTheTrustFolderIsNobodys() {
    String key = openPgp("never");
    gpg("--quick-gen-key", "eve <ada@x.example>", "ed25519", "sign", "never");
    String listing = gpg("--with-colons", "--list-keys", "eve");
    target("openpgp", key, "ada.asc", gpg("--armor", "--export", key));
    String head = repository.write(POLICY, "a: 2\n").signedWith("openpgp", field(listing, "fpr"));
    assertRefused(head, soon, "none of the given keys");
  }

  private String gpgsm(String input, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--batch", "--pinentry-mode", "loopback"));
    all.addAll(List.of("--passphrase-fd", "0", "--disable-crl-checks", "--no-tty"));
    all.addAll(List.of(arguments));
    var outcome =
        ExternalTool.require("gpgsm")
            .run(
                repository.home(),
                input.getBytes(StandardCharsets.UTF_8),
                all.toArray(String[]::new));
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    return outcome.out();
  }

  /** Makes a certificate with a key of its own, and keeps it; its text. */
  private String certificate(String name, String more) throws IOException {
    Path draft =
        Files.writeString(
            repository.home().resolve(name),
            "%no-protection\nKey-Type: RSA\nKey-Length: 2048\nKey-Usage: sign, cert\nSerial: random\n"
                + "Name-DN: CN="
                + name
                + "\nHash-Algo: SHA256\nNot-Before: 2020-01-01\nNot-After: 2098-01-01\n"
                + more);
    Path file = repository.home().resolve(name + ".pem");
    gpgsm("", "--armor", "--output", file.toString(), "--generate-key", draft.toString());
    gpgsm("", "--import", file.toString());
    return Files.readString(file);
  }

  @Test
  void anX509SignatureOfGitCountsUnderTheRootOfTheTarget() throws IOException {
    ExternalTool.require("gpgsm");
    Files.writeString(home.resolve("gpgsm.conf"), "disable-crl-checks\nbatch\n");
    String root = certificate("Root", "");
    String grip = gpgsm("", "--with-colons", "--list-secret-keys", "CN=Root");
    certificate("Ada", "Issuer-DN: CN=Root\nSigning-Key: " + field(grip, "grp") + "\n");
    Files.writeString(
        home.resolve("trustlist.txt"),
        field(grip, "fpr").replaceAll("..(?!$)", "$0:") + " S relax\n");
    String fingerprint = sha256("Ada");
    target("x509", fingerprint, "root.pem", root);
    String head = repository.write(POLICY, "a: 2\n").signedWith("x509", "CN=Ada");
    assertThat(judged(head, soon).objections()).isEmpty();
    assertThat(judged(head, soon).passes()).isTrue();
    assertRefused(head, Instant.parse("2099-01-01T00:00:00Z"), "2098");
    target("x509", sha256("Root"), "root.pem", root);
    head = repository.write(POLICY, "a: 3\n").signedWith("x509", "CN=Ada");
    assertRefused(head, soon, "nobody in `trust.people` lists the x509 key");
  }

  private String sha256(String name) {
    return field(gpgsm("", "--with-colons", "--list-keys", "CN=" + name), "fp2");
  }
}

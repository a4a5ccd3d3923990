package dev.policyctl.trust;

import static dev.policyctl.trust.TrustFolder.NOW;
import static dev.policyctl.trust.TrustFolder.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.trust.KeyStanding.State;
import dev.policyctl.trust.TrustAddition.Change;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for a new key, and why another is refused. */
final class TrustAdditionTest {
  @TempDir Path temp;
  private TrustFolder folder;

  @AfterEach
  void endAgent() {
    folder.endAgent();
  }

  @BeforeEach
  void makeFolder() {
    folder = new TrustFolder(temp);
    folder.write(".policyctl.yaml", "schemaVersion: 1\n");
  }

  private TrustAddition add(TrustRequest request, String key) {
    TrustAddition addition = folder.plan(request, key);
    addition.changes().forEach(change -> folder.write(change.path(), change.after()));
    return addition;
  }

  private void refused(TrustRequest request, String key, String... parts) {
    assertThatThrownBy(() -> folder.plan(request, key))
        .isInstanceOf(OperationalException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage() + " " + ((OperationalException) e).hint())
                    .contains(parts));
  }

  private static TrustRequest zoe(
      List<String> emails, List<String> environments, String from, String until) {
    return new TrustRequest(
        "zoe",
        Optional.empty(),
        List.of(Role.RELEASE_MANAGER, Role.AUTHOR),
        emails,
        environments,
        List.of(),
        Optional.of(from).filter(f -> !f.isEmpty()),
        Optional.of(until).filter(u -> !u.isEmpty()));
  }

  @Test
  void aFirstPersonIsWrittenInFull() {
    String key = folder.ed25519("zoe");
    TrustAddition addition =
        add(zoe(List.of("zoe@x.example"), List.of("prod"), "2026-07-01", "2027-01-01"), key);
    String fingerprint = folder.fingerprint("zoe");
    assertThat(addition.key()).isEqualTo("ssh " + fingerprint + " (ssh-ed25519)");
    assertThat(addition.standing().state()).isEqualTo(State.USABLE);
    String[] words = key.split(" ", -1);
    assertThat(addition.changes())
        .containsExactly(
            new Change(
                "trust/allowed_signers",
                Optional.empty(),
                "zoe@x.example namespaces=\"git\" " + words[0] + " " + words[1] + "\n"),
            new Change(
                ".policyctl.yaml",
                Optional.of("schemaVersion: 1\n"),
                """
                schemaVersion: 1
                trust:
                  people:
                    - id: zoe
                      emails: [zoe@x.example]
                      roles: [release-manager, author]
                      environments: [prod]
                      keys:
                        - { fingerprint: "FINGERPRINT", type: ssh, from: 2026-07-01, until: 2027-01-01 }
                """
                    .replace("FINGERPRINT", fingerprint)));
  }

  @Test
  void aConfigurationIsMadeWhereThereIsNone() {
    folder = new TrustFolder(temp.resolve("bare"));
    TrustAddition addition = add(request("zoe", Role.AUTHOR), folder.ed25519("zoe"));
    assertThat(addition.changes().get(1).before()).isEmpty();
    assertThat(addition.changes().get(1).after()).startsWith("schemaVersion: 1\ntrust:\n");
    assertThat(folder.standing(NOW).state()).isEqualTo(State.USABLE);
  }

  @Test
  void aSecondKeyAndASecondPersonJoinThem() {
    add(request("zoe", Role.AUTHOR), folder.ed25519("one"));
    add(request("zoe"), folder.ed25519("two"));
    add(request("bob", Role.REVIEWER), folder.ed25519("three"));
    TrustReview review = folder.review(NOW);
    assertThat(review.people()).hasSize(2).allMatch(TrustReview.ReviewedPerson::maySign);
    assertThat(review.people().get(0).keys())
        .hasSize(2)
        .allMatch(key -> key.standing().state() == State.USABLE);
    assertThat(TrustFolder.read(temp.resolve("r/trust/allowed_signers")).lines())
        .hasSize(3)
        .allMatch(line -> line.matches("(zoe|bob) namespaces=\"git\" ssh-ed25519 \\S+"));
  }

  @Test
  void theByteOrderMarkAndLineEndsStay() {
    folder.write(".policyctl.yaml", "\uFEFFschemaVersion: 1\r\ntrust: { people: [] }\r\n# end");
    folder.write("trust/allowed_signers", "# keys\r\n# of people");
    TrustAddition addition = add(request("zoe", Role.AUTHOR), folder.ed25519("zoe"));
    assertThat(addition.changes().get(1).after())
        .startsWith("\uFEFFschemaVersion: 1\r\ntrust: { people: [{ id: zoe, ")
        .endsWith("}] }] }\r\n# end");
    assertThat(addition.changes().get(0).after())
        .startsWith("# keys\r\n# of people\r\nzoe ")
        .endsWith("\r\n");
  }

  @Test
  void whatIsListedAlreadyGetsItsLine() {
    String key = folder.ed25519("ada");
    folder.ada("fingerprint: \"" + folder.fingerprint("ada") + "\", type: ssh");
    assertThat(folder.standing(NOW).state()).isEqualTo(State.BROKEN);
    TrustAddition addition = add(request("ada"), key);
    assertThat(addition.changes())
        .extracting(Change::path)
        .containsExactly("trust/allowed_signers");
    assertThat(folder.standing(NOW).state()).isEqualTo(State.USABLE);
    refused(request("ada"), key, "`ada` has this key already, and it is usable");
  }

  @Test
  void aKeyIsOnePersons() {
    String key = folder.ed25519("zoe");
    add(request("zoe", Role.AUTHOR), key);
    refused(request("bob", Role.AUTHOR), key, "`zoe` has this key, at .policyctl.yaml:7:26");
    refused(request("zoe", Role.REVIEWER), key, "`zoe` lists this key already");
  }

  @Test
  void peopleAreDescribedOnce() {
    refused(request("zoe"), folder.ed25519("one"), "`zoe` is new, and needs a role");
    add(request("zoe", Role.AUTHOR), folder.ed25519("two"));
    refused(request("zoe", Role.REVIEWER), folder.ed25519("three"), "`zoe` is there already, at");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Zoe",
        "zoe ",
        "zo e",
        "-zoe",
        "../zoe",
        "zoe\nbob",
        "zoe: {}",
        "zoe # x",
        "\"zoe\"",
        "zo'e",
        "zoë",
        "*",
        "zoe,*",
        "zoe\u202e",
        "zoe\u0000",
        "[zoe]"
      })
  void aNameOfAnotherShapeIsNoName(String name) {
    refused(request(name, Role.AUTHOR), folder.ed25519("zoe"), "cannot be the name of a person");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zoe",
        "*@x.example",
        "zoe@x.example,*",
        "zoe@x.example *",
        "\"zoe\"@x.example",
        "zoe@x.example\n* namespaces=\"git\"",
        "!zoe@x.example",
        "#zoe@x.example",
        "zoe@x@y",
        "zoe@x.example cert-authority",
        "zoë@x.example",
        "zoe@x.example\r",
        "zoe@x.example\u2028"
      })
  void anAddressThatCouldMeanMoreIsNone(String email) {
    refused(
        zoe(List.of(email), List.of(), "", ""),
        folder.ed25519("zoe"),
        "is not taken for an e-mail address");
  }

  @Test
  void namesThatYamlWouldTakeForSomethingElseStayNames() {
    for (String name :
        List.of("1", "1e5", "null", "true", "no", "2026-01-01", "0x1", "a/../b", "a-")) {
      add(request(name, Role.AUTHOR), folder.ed25519("key-" + name.replace('/', '_')));
    }
    assertThat(folder.review(NOW).people())
        .extracting(person -> person.person().id().value())
        .containsExactly("1", "1e5", "null", "true", "no", "2026-01-01", "0x1", "a/../b", "a-");
    assertThat(folder.review(NOW).people()).allMatch(TrustReview.ReviewedPerson::maySign);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yesterday | | is not a moment for --from",
        " | 2026-01-01 | --until is over already",
        "2028-01-01 | 2027-01-01 | --until is not after --from",
        "2026-07-01T00:00:00 | | is not a moment for --from"
      })
  void timesMustLeaveSomeTime(String from, String until, String why) {
    refused(
        zoe(List.of(), List.of(), from == null ? "" : from, until == null ? "" : until),
        folder.ed25519("zoe"),
        why);
  }

  @Test
  void privateKeysAreRefusedAndNotShown() {
    folder.ed25519("zoe");
    String key = TrustFolder.read(folder.keys().resolve("zoe"));
    TrustRequest request = request("zoe", Role.AUTHOR);
    refused(request, key, "this is a PRIVATE key");
    refused(request, "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nxyz\n", "this is a PRIVATE key");
    refused(request, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nxyz\n", "this is a PRIVATE key");
    refused(request, "PuTTY-User-Key-File-3: ssh-ed25519\n", "this is a PRIVATE key");
    assertThatThrownBy(() -> folder.plan(request, key))
        .satisfies(e -> assertThat(e.toString()).doesNotContain(key.substring(60, 90)));
  }

  @Test
  void whatIsNoPublicKeyIsRefused() {
    TrustRequest request = request("zoe", Role.AUTHOR);
    String key = folder.ed25519("zoe");
    refused(request, "", "0 lines where one key is expected");
    refused(request, key + "\n" + folder.ed25519("eve") + "\n", "2 lines where one key");
    refused(request, "ssh-ed25519 AAAA", "the key cannot be added");
    refused(request, "command=\"x\" " + key, "the key cannot be added");
    refused(request, folder.ssh("weak", "-t", "rsa", "-b", "1024"), "too weak to sign");
    refused(
        request, "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n", "cannot be added");
    TrustRequest openPgp =
        new TrustRequest(
            "zoe",
            Optional.of(KeyType.OPENPGP),
            List.of(Role.AUTHOR),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    refused(openPgp, key, "the file holds no openpgp key, but ssh");
  }

  @Test
  void aRevokedKeyDoesNotComeBack() {
    String key = folder.ed25519("zoe");
    folder.write("trust/revoked_keys", key + "\n");
    refused(request("zoe", Role.AUTHOR), key, "is revoked");
    folder.write("trust/revoked_keys", "what\n");
    refused(request("zoe", Role.AUTHOR), key, "nobody knows what is revoked");
  }

  @Test
  void aLineWhoseTimeIsOverIsNotUndone() {
    String key = folder.ed25519("zoe");
    folder.write(
        "trust/allowed_signers", "zoe namespaces=\"git\",valid-before=\"20260101Z\" " + key + "\n");
    refused(request("zoe", Role.AUTHOR), key, "was valid only before");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schemaVersion: 2\n",
        "schemaVersion: 1\ntrust: []\n",
        "schemaVersion: 1\nx: [\n",
        ""
      })
  void aBrokenConfigurationIsMendedFirst(String text) {
    folder.write(".policyctl.yaml", text);
    refused(
        request("zoe", Role.AUTHOR), folder.ed25519("zoe"), "is not valid", "nothing was written");
  }

  @Test
  void whereNoPlaceIsSafeItSaysWhatToWrite() {
    folder.write(".policyctl.yaml", "schemaVersion: 1\n...\n");
    refused(
        request("zoe", Role.AUTHOR),
        folder.ed25519("zoe"),
        "there is no place in `.policyctl.yaml` that is safe to write to",
        "{ id: zoe, roles: [author], keys: [{ fingerprint: \"SHA256:");
  }

  @Test
  void anOpenPgpKeyGetsAFileOfItsOwn() {
    String time = "20260101T000000";
    folder.gpg("--faked-system-time", time, "--quick-gen-key", "zoe", "ed25519", "sign", "never");
    folder.gpg("--faked-system-time", time, "--quick-gen-key", "eve", "ed25519", "sign", "30d");
    TrustRequest request = request("team/zoe", Role.AUTHOR);
    refused(request, folder.gpg("--armor", "--export", "eve"), "the key expired on 2026-01-31");
    refused(request, folder.gpg("--armor", "--export"), "2 keys where one is expected");
    TrustAddition addition = add(request, folder.gpg("--armor", "--export", "zoe"));
    assertThat(addition.changes())
        .extracting(Change::path)
        .containsExactly("trust/team-zoe.asc", ".policyctl.yaml");
    assertThat(folder.standing(NOW).state()).isEqualTo(State.USABLE);
    folder.gpg("--faked-system-time", time, "--quick-gen-key", "two", "ed25519", "sign", "never");
    TrustAddition second = add(request("team/zoe"), folder.gpg("--armor", "--export", "two"));
    assertThat(second.changes().get(0).path()).matches("trust/team-zoe-[0-9a-f]{16}\\.asc");
    assertThat(folder.defects(NOW)).noneMatch(defect -> defect.startsWith("error"));
  }

  @Test
  void aKeyThatExpiresBeforeItCountsIsRefused() {
    folder.gpg(
        "--faked-system-time",
        "20260101T000000",
        "--quick-gen-key",
        "zoe",
        "ed25519",
        "sign",
        "1y");
    refused(
        zoe(List.of(), List.of(), "2027-06-01", ""),
        folder.gpg("--armor", "--export", "zoe"),
        "the key would not count: the key expired on 2027-01-01");
  }
}

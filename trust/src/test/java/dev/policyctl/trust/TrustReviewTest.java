package dev.policyctl.trust;

import static dev.policyctl.trust.TrustFolder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with people, quorums and files, and where. */
final class TrustReviewTest {
  private static final String QUORUM =
      "quorum:\n  - { paths: [\".policyctl.yaml\", \"trust/**\", \"registries/**\"], reviewers: 1 }\n";

  @TempDir Path temp;
  private TrustFolder folder;
  private String ada;
  private String bob;

  @BeforeEach
  void makeFolder() {
    folder = new TrustFolder(temp);
    String signers =
        "ada namespaces=\"git\" "
            + folder.ed25519("ada")
            + "\n"
            + "bob namespaces=\"git\" "
            + folder.ed25519("bob")
            + "\n";
    folder
        .write("trust/allowed_signers", signers)
        .write("policies/prod/acme/policy.yaml", "")
        .write("policies/dev/acme/policy.yaml", "");
    ada = "{ fingerprint: \"" + folder.fingerprint("ada") + "\", type: ssh }";
    bob = "{ fingerprint: \"" + folder.fingerprint("bob") + "\", type: ssh }";
  }

  private String people(String forAda, String forBob) {
    return "people:\n"
        + "  - { id: ada, roles: [reviewer], keys: ["
        + ada
        + "]"
        + forAda
        + " }\n"
        + "  - { id: bob, roles: [reviewer], keys: ["
        + bob
        + "]"
        + forBob
        + " }\n";
  }

  @Test
  void nothingIsWrongWhereAllIsRight() {
    folder.trust(people("", "") + QUORUM);
    assertThat(folder.defects(NOW)).isEmpty();
  }

  @Test
  void oneKeyIsOnePersons() {
    folder.trust(people("", "").replace(bob, bob + ", " + ada) + QUORUM);
    assertThat(folder.defects(NOW))
        .singleElement()
        .asString()
        .startsWith("error .policyctl.yaml:5:")
        .contains("`ada` lists this key as well, at .policyctl.yaml:4:");
  }

  @Test
  void aKeyListedTwiceMayBeRevokedOnce() {
    String revoked = ada.replace(" }", ", revoked: { at: 2026-01-01, reason: lost } }");
    folder.trust(people("", "").replace(ada, ada + ", " + revoked) + QUORUM);
    assertThat(folder.defects(NOW)).anyMatch(d -> d.contains("`ada` lists this key twice"));
  }

  @Test
  void aPersonIsOneEntry() {
    folder.trust(people("", "").replace("id: bob", "id: ada") + QUORUM);
    assertThat(folder.defects(NOW))
        .containsExactly(
            "error .policyctl.yaml:5:13 there are two people `ada`, the first at"
                + " .policyctl.yaml:4:13");
  }

  @Test
  void sharedMailsAreTold() {
    folder.trust(people(", emails: [A@x.example]", ", emails: [a@x.example]") + QUORUM);
    assertThat(folder.defects(NOW))
        .singleElement()
        .asString()
        .startsWith("warning")
        .endsWith("`ada` has this e-mail as well");
  }

  @Test
  void whoCannotSignIsTold() {
    folder.trust(people("", "").replace(bob, "") + QUORUM);
    assertThat(folder.defects(NOW))
        .contains(
            "warning .policyctl.yaml:5:13 nobody can sign as `bob`: there is no key that counts")
        .anyMatch(
            d -> d.startsWith("note trust/allowed_signers:2:1 nobody lists the ssh key SHA256:"));
  }

  @Test
  void expiredKeysAreNotes() {
    folder.trust(
        people("", "").replace("type: ssh }]", "type: ssh, until: 2026-01-01 }]") + QUORUM);
    assertThat(folder.defects(NOW))
        .filteredOn(d -> d.startsWith("note"))
        .hasSize(2)
        .allMatch(d -> d.contains("does not count now: it counted until"));
  }

  @Test
  void keysThatCountAtNoTimeAreErrors() {
    folder.trust(
        people("", "").replace(ada, ada.replace(" }", ", from: 2027-01-01, until: 2026-01-01 }"))
            + QUORUM);
    assertThat(folder.defects(NOW)).anyMatch(d -> d.contains("this key counts at no time"));
  }

  @Test
  void aQuorumThatNobodyCanGiveIsAnError() {
    folder.trust(
        people(", environments: [prod]", "")
            + QUORUM
            + "  - { paths: [\"policies/prod/**\"], reviewers: 2 }\n"
            + "  - { paths: [\"policies/**\"], reviewers: 2 }\n");
    assertThat(folder.defects(NOW))
        .containsExactly(
            "error .policyctl.yaml:9:17 a change of `policies/dev/acme/policy.yaml` needs 2"
                + " reviewers, and only `bob` could review it");
    assertThat(folder.review(NOW).quorum().get(1).reviewers()).containsExactly("ada", "bob");
  }

  @Test
  void reviewersWithoutAKeyThatCountsGiveNoQuorum() {
    folder.trust(
        people("", "").replaceAll("type: ssh }", "type: ssh, until: 2026-01-01 }") + QUORUM);
    assertThat(folder.defects(NOW))
        .anyMatch(d -> d.contains("needs 1 reviewer, and nobody could review it"));
  }

  @Test
  void whatDecidesWhoDecidesNeedsAQuorum() {
    folder.trust(people("", ""));
    assertThat(folder.defects(NOW))
        .hasSize(3)
        .allMatch(d -> d.startsWith("warning .policyctl.yaml:3:3 no quorum is for `"));
  }

  @Test
  void aPatternThatMatchesNothingDemandsNothing() {
    folder.trust(
        people("", "") + QUORUM + "  - { paths: [/policies/prod, \"docs/*\"], reviewers: 1 }\n");
    assertThat(folder.defects(NOW))
        .containsExactly(
            "warning .policyctl.yaml:8:17 no file matches `/policies/prod`, so this demands nothing",
            "warning .policyctl.yaml:8:33 no file matches `docs/*`, so this demands nothing");
  }

  @Test
  void brokenLinesAndFilesAreErrorsWhereTheyAre() {
    folder.trust(people("", "") + QUORUM);
    folder
        .write("trust/x.asc", "nothing")
        .write(
            "trust/allowed_signers",
            TrustFolder.read(temp.resolve("r/trust/allowed_signers"))
                + "* "
                + folder.ed25519("eve"));
    assertThat(folder.defects(NOW))
        .anyMatch(d -> d.startsWith("error trust/allowed_signers:3:1 a wildcard"))
        .anyMatch(d -> d.startsWith("error trust/x.asc:1:1 "));
  }

  @Test
  void whatIsBrokenInTheConfigurationIsNotHidden() {
    folder.trust(people("", "").replace("id: bob, ", "") + QUORUM);
    TrustReading reading = TrustReading.of(folder.tree());
    assertThat(reading.complete()).isFalse();
    assertThat(reading.keys().orElseThrow().configuration().people()).hasSize(1);
    // And what it does not say now is held against nobody.
    assertThat(reading.review(folder.tree(), NOW).orElseThrow().defects()).isEmpty();
  }
}

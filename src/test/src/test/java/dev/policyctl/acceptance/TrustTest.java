package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is trusted, as people and programs read it, and how a key is added. */
class TrustTest {
  private static final String AT = "2026-06-01";
  private static final String ADA =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIECE9cokKHT1Jxjpg7xfjNYE/RiURlDhta5YhPh8wgvp";
  private static final String ADA_PRINT = "SHA256:Spzn1rPyGgOaWX4yu9BLeNehpx56jpe97LxuhzDEwvg";
  private static final String BOB =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHH08i8Xi+Iqa6EqzBOI0FwvkdMah/ZGRW8QNBSReA0I";
  private static final String BOB_PRINT = "SHA256:WeJwTvvaUlrN0b//hfFVNWhQyZMZx3b0M/JK/LPkZ2o";
  private static final String ZOE =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnSQVObEtZJoKpmW+roI/Rk8rP+V84xUkVhqXC3kFCD";
  private static final String ZOE_PRINT = "SHA256:cbDJY33q0gYWo5YpzMsZffdp77sRsU/kx64CyPFDvHg";
  private static final String TRUST =
      """
      schemaVersion: 1
      trust:
        people:
          - id: ada
            emails: [ada@acme.example]
            roles: [author, reviewer]
            environments: [prod]
            keys:
              - { fingerprint: "%s", type: ssh, until: 2027-01-01 }
          - id: bob
            roles: [reviewer]
            keys:
              - { fingerprint: "%s", type: ssh }
        quorum:
          - { paths: ["policies/prod/**"], reviewers: 2 }
          - { paths: [.policyctl.yaml, "trust/**", "registries/**"], reviewers: 1 }
      """
          .formatted(ADA_PRINT, BOB_PRINT);

  @TempDir Path temp;

  private Folder trusting() {
    return Folder.sound(temp.resolve("acme"))
        .write(".policyctl.yaml", TRUST)
        .write(
            "trust/allowed_signers",
            "ada@acme.example namespaces=\"git\" "
                + ADA
                + "\nbob namespaces=\"git\" "
                + BOB
                + "\n");
  }

  private static Program in(Folder folder, int exit) {
    return Program.exits(exit).in(folder.path());
  }

  @Test
  void listsWhoMayDoWhat() {
    in(trusting(), 0)
        .prints(
            """
            acme (work tree, at 2026-06-01T00:00:00Z): 2 people, 2 keys, 2 quorums

              PERSON  ROLES             FOR               E-MAILS           KEYS
              ada     author, reviewer  environment prod  ada@acme.example  ssh SHA256:Spzn1rPyGgOaWX4yu9BLeNehpx56jpe97LxuhzDEwvg
                                                                              until 2027-01-01T00:00:00Z
                                                                              usable
              bob     reviewer          everything                          ssh SHA256:WeJwTvvaUlrN0b//hfFVNWhQyZMZx3b0M/JK/LPkZ2o
                                                                              usable

              A CHANGE OF       NEEDS        WHO COULD REVIEW IT
              policies/prod/**  2 reviewers  ada, bob
              .policyctl.yaml   1 reviewer   bob
              trust/**
              registries/**

            a committer other than the signer is told, and no reason to refuse
            """)
        .run("trust", "list", "--at", AT);
  }

  @Test
  void soundTrustIsClean() {
    in(trusting(), 0)
        .prints(
            """
            acme (work tree, at 2026-06-01T00:00:00Z): 2 people, 2 keys, 2 quorums
            no findings
            """)
        .run("trust", "check", "--at", AT);
  }

  private static final String WRONG =
      """
      warning: nobody can sign as `ada`: there is no key that counts
        --> .policyctl.yaml:4:11
         |
       4 |     - id: ada
         |           ^^^
         = help: `policyctl trust add ada --key FILE` adds one

      note: this key of `ada` does not count now: it counted until 2026-01-01T00:00:00Z, not at 2026-06-01T00:00:00Z
        --> .policyctl.yaml:9:26
         |
       9 |         - { fingerprint: "SHA256:Spzn1rPyGgOaWX4yu9BLeNehpx56jpe97LxuhzDEwvg", type: ssh, until: 2026-01-01 }
         |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = help: nothing to do, if that is meant

      warning: nobody can sign as `bob`: there is no key that counts
        --> .policyctl.yaml:10:11
         |
      10 |     - id: bob
         |           ^^^
         = help: `policyctl trust add bob --key FILE` adds one

      error: this key of `bob` can never sign: it is only in a refused line of the allowed signers: line 2, column 1: a wildcard lets one key sign as several people: name them
        --> .policyctl.yaml:13:26
         |
      13 |         - { fingerprint: "SHA256:WeJwTvvaUlrN0b//hfFVNWhQyZMZx3b0M/JK/LPkZ2o", type: ssh }
         |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = help: mend what is in `trust/`; `policyctl trust add bob --key FILE` brings a public key in

      error: a change of `policies/prod/acme/policy.yaml` needs 2 reviewers, and nobody could review it
        --> .policyctl.yaml:15:17
         |
      15 |     - { paths: ["policies/prod/**"], reviewers: 2 }
         |                 ^^^^^^^^^^^^^^^^^^
         = help: a reviewer has that role, covers the path, and has a key that counts

      error: a change of `.policyctl.yaml` needs 1 reviewer, and nobody could review it
        --> .policyctl.yaml:16:17
         |
      16 |     - { paths: [.policyctl.yaml, "trust/**", "registries/**"], reviewers: 1 }
         |                 ^^^^^^^^^^^^^^^
         = help: a reviewer has that role, covers the path, and has a key that counts

      error: a change of `trust/allowed_signers` needs 1 reviewer, and nobody could review it
        --> .policyctl.yaml:16:34
         |
      16 |     - { paths: [.policyctl.yaml, "trust/**", "registries/**"], reviewers: 1 }
         |                                  ^^^^^^^^^^
         = help: a reviewer has that role, covers the path, and has a key that counts

      error: a change of `registries/classifications.yaml` needs 1 reviewer, and nobody could review it
        --> .policyctl.yaml:16:46
         |
      16 |     - { paths: [.policyctl.yaml, "trust/**", "registries/**"], reviewers: 1 }
         |                                              ^^^^^^^^^^^^^^^
         = help: a reviewer has that role, covers the path, and has a key that counts

      error: a wildcard lets one key sign as several people: name them
        --> trust/allowed_signers:2:1
         |
       2 | * namespaces="git" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHH08i8Xi+Iqa6EqzBOI0FwvkdMah/ZGRW8QNBSReA0I
         | ^
         = help: until this is mended, nobody signs by it

      acme (work tree, at 2026-06-01T00:00:00Z): 2 people, 2 keys, 2 quorums
      6 errors, 2 warnings, 1 note
      """;

  @Test
  void showsWhereWhatIsWrongStands() {
    Folder folder =
        trusting()
            .replace("trust/allowed_signers", "bob namespaces", "* namespaces")
            .replace(".policyctl.yaml", "until: 2027-01-01", "until: 2026-01-01");
    in(folder, 1).prints(WRONG).run("trust", "check", "--at", AT);
    in(folder, 1)
        .says("trust/allowed_signers:2:1: error: a wildcard lets one key sign as several people")
        .run("trust", "check", "--at", AT, "-o", "compact");
  }

  @Test
  void withoutTrustNothingIsConfigured() {
    Folder folder = Folder.sound(temp.resolve("acme"));
    in(folder, 0)
        .prints(
            """
            acme (work tree, at 2026-06-01T00:00:00Z): signatures are not configured: \
            `.policyctl.yaml` has no `trust`
            """)
        .run("trust", "list", "--at", AT);
    in(folder, 0).says("signatures are not configured").run("trust", "check");
    in(folder, 0).says("signatures are not configured").run("trust", "check", "-o", "compact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "check"})
  void whatIsBrokenIsNeverJustLeftOut(String command) {
    Folder folder = trusting().replace(".policyctl.yaml", "- id: bob\n      roles", "- roles");
    Result result = in(folder, 1).talks().run("trust", command, "--at", AT);
    assertThat(result.out()).contains("1 error", "1 person");
    folder.write(".policyctl.yaml", "schemaVersion: 1\ntrust: [\n");
    in(folder, 1).says("cannot be read").run("trust", command);
    folder.write(".policyctl.yaml", "x".repeat(70_000));
    in(folder, 4).says("cannot be read").run("trust", command);
  }

  @Test
  void readsARevision() {
    Repository repository = Repository.of(trusting());
    repository.folder().write(".policyctl.yaml", "schemaVersion: 1\n");
    in(repository.folder(), 0)
        .says("acme (HEAD (", "2 people, 2 keys")
        .run("trust", "list", "--revision", "HEAD", "--at", AT);
    in(repository.folder(), 2).complainsOf("nowhere").run("trust", "list", "--revision", "nowhere");
  }

  @ParameterizedTest
  @CsvSource({"list, compact", "list, markdown", "check, markdown"})
  void refusesFormatsThatThereAreNot(String command, String format) {
    in(trusting(), 2)
        .complainsOf("this report has no output format `" + format + "`")
        .run("trust", command, "-o", format);
  }

  @Test
  void refusesAMomentThatIsNone() {
    in(trusting(), 2).complainsOf("`noon` is not a moment").run("trust", "list", "--at", "noon");
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    Program.exits(2).complainsOf("Usage: policyctl trust", "list", "check", "add").run("trust");
  }

  private static Path key(Folder folder, String text) {
    folder.write("zoe.pub", text + "\n");
    return folder.path().resolve("zoe.pub");
  }

  private static final String DRY_RUN =
      """
      zoe: ssh SHA256:cbDJY33q0gYWo5YpzMsZffdp77sRsU/kx64CyPFDvHg (ssh-ed25519)
        usable

      trust/allowed_signers:
        ada@acme.example namespaces="git" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIECE9cokKHT1Jxjpg7xfjNYE/RiURlDhta5YhPh8wgvp
        bob namespaces="git" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHH08i8Xi+Iqa6EqzBOI0FwvkdMah/ZGRW8QNBSReA0I
      + zoe namespaces="git" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnSQVObEtZJoKpmW+roI/Rk8rP+V84xUkVhqXC3kFCD

      .policyctl.yaml:
              roles: [reviewer]
              keys:
                - { fingerprint: "SHA256:WeJwTvvaUlrN0b//hfFVNWhQyZMZx3b0M/JK/LPkZ2o", type: ssh }
      +     - id: zoe
      +       roles: [reviewer]
      +       keys:
      +         - { fingerprint: "SHA256:cbDJY33q0gYWo5YpzMsZffdp77sRsU/kx64CyPFDvHg", type: ssh, until: 2099-01-01 }
          quorum:
            - { paths: ["policies/prod/**"], reviewers: 2 }
            - { paths: [.policyctl.yaml, "trust/**", "registries/**"], reviewers: 1 }

      nothing was written: this was a dry run
      """;

  @Test
  void aDryRunShowsAndWritesNothing() {
    Folder folder = trusting();
    Path key = key(folder, ZOE);
    var before = folder.contents();
    in(folder, 0)
        .prints(DRY_RUN)
        .run(
            "trust",
            "add",
            "zoe",
            "--key",
            key,
            "--role",
            "reviewer",
            "--until",
            "2099-01-01",
            "--dry-run");
    assertThat(folder.contents()).isEqualTo(before);
  }

  @Test
  void addsAKeyAndNothingElse() throws Exception {
    Folder folder = trusting();
    Path configuration = folder.path().resolve(".policyctl.yaml");
    Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r-----"));
    Path key = key(folder, ZOE);
    in(folder, 0)
        .prints(
            """
            zoe: ssh %s (ssh-ed25519)
              usable
              wrote trust/allowed_signers
              wrote .policyctl.yaml

            next: read `git diff`, and commit it signed. What is in the target branch now
                  judges the change: the signatures and the quorum that it demands
            """
                .formatted(ZOE_PRINT))
        .run("trust", "add", "zoe", "--key", key, "--role", "reviewer");
    assertThat(folder.read(".policyctl.yaml").replaceFirst("(?s)    - id: zoe.*?(?=  quorum)", ""))
        .isEqualTo(TRUST);
    assertThat(Files.getPosixFilePermissions(configuration))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(folder.path().resolve("trust")).isDirectoryContaining("glob:**allowed_signers");
    try (var files = Files.list(folder.path().resolve("trust"))) {
      assertThat(files).hasSize(1);
    }
    in(folder, 0).says("3 people, 3 keys", "no findings").run("trust", "check", "--at", AT);
    in(folder, 2)
        .complains(
            "error: `zoe` has this key already, and it is usable",
            "  help: `policyctl trust list` tells what it may do")
        .run("trust", "add", "zoe", "--key", key);
  }

  @Test
  void readsAKeyFromStandardInput() {
    Folder folder = Folder.sound(temp.resolve("acme"));
    in(folder, 0)
        .says("wrote trust/allowed_signers")
        .input(ZOE)
        .run("trust", "add", "zoe", "--key", "-", "--role", "author", "--email", "z@acme.example");
    assertThat(folder.read("trust/allowed_signers"))
        .startsWith("z@acme.example namespaces=\"git\" ");
  }

  @Test
  void whoGivesAPrivateKeyIsToldWithoutShowingIt() {
    String secret = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU";
    Result result =
        in(trusting(), 2)
            .complainsOf("error: this is a PRIVATE key: it must never leave its owner")
            .input("-----BEGIN OPENSSH PRIVATE KEY-----\n" + secret + "\n")
            .run("trust", "add", "zoe", "--key", "-", "--role", "author");
    assertThat(result.err()).doesNotContain(secret);
  }

  @Test
  void aLinkIsNotWrittenThrough() {
    Folder folder = Folder.sound(temp.resolve("acme")).write("elsewhere/x", "");
    folder.link("trust", "elsewhere");
    in(folder, 4)
        .complainsOf("`trust/allowed_signers` cannot be written to: it is behind a symbolic link")
        .input(ZOE)
        .run("trust", "add", "zoe", "--key", "-", "--role", "author");
    assertThat(folder.path().resolve("elsewhere"))
        .isDirectoryNotContaining("glob:**allowed_signers");
  }

  @ParameterizedTest
  @CsvSource({
    "--role, reviewr, did you mean `reviewer`?",
    "--type, pgp, 'there are ssh, openpgp, x509'",
    "--environment, Prod, 'lower-case letters, digits, `_` and `-`'",
    "--email, x, 'is not taken for an e-mail address'",
    "--from, soon, 'is not a moment for --from'"
  })
  void refusesValuesThatAreNone(String option, String value, String why) {
    in(trusting(), 2)
        .complainsOf(why)
        .input(ZOE)
        .run("trust", "add", "zoe", "--key", "-", option, value);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    in(trusting(), 4)
        .complainsOf("cannot read `nowhere`")
        .run("trust", "add", "zoe", "--key", "nowhere");
  }
}

package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.policyctl.signing.ExternalTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer's signed word on a change, made by the program and seen by the real git. */
class ApproveTest {
  private static final String PASSPHRASE = "correct horse";

  @TempDir Path temp;
  private Path repository;
  private Path keys;
  private String head;

  @BeforeEach
  void aTopicOfBobs() {
    repository = folder("repository");
    keys = folder("keys");
    git("init", "--quiet", "--initial-branch=main");
    StringBuilder people = new StringBuilder();
    StringBuilder signers = new StringBuilder();
    for (String person :
        List.of("ada author,reviewer", "bob author", "cyd reviewer", "dan reviewer")) {
      String[] parts = person.split(" ", -1);
      people.append(
          "    - { id: %s, emails: [%s@x.example], roles: [%s], keys: [{ type: ssh, fingerprint: \"%s\" }] }%n"
              .formatted(parts[0], parts[0], parts[1], key(parts[0])));
      signers.append(parts[0]).append("@x.example namespaces=\"git\" ").append(publicKey(parts[0]));
    }
    write(
        repository.resolve(".policyctl.yaml"),
        "schemaVersion: 1\ntrust:\n"
            + "  quorum: [{ paths: [\"policies/**\"], reviewers: 2 }]\n  people:\n"
            + people);
    write(repository.resolve("trust/allowed_signers"), signers.toString());
    commit("a: 1\n", "-m", "first");
    git("checkout", "--quiet", "-b", "topic");
    head = commit("a: 2\n", "-S", "-m", "second");
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(temp.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String key(String name) {
    ExternalTool keygen = ExternalTool.require("ssh-keygen");
    String passphrase = name.equals("dan") ? PASSPHRASE : "";
    String file = keys.resolve(name).toString();
    keygen.succeed(keys, "-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", file);
    return keygen.succeed(keys, "-l", "-f", file + ".pub").split(" ", -1)[1];
  }

  private String publicKey(String name) {
    try {
      return Files.readString(keys.resolve(name + ".pub"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String git(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-C", repository.toString()));
    all.addAll(List.of("-c", "user.name=bob", "-c", "user.email=bob@x.example"));
    all.addAll(List.of("-c", "gpg.format=ssh", "-c", "user.signingkey=" + keys.resolve("bob")));
    all.addAll(List.of(arguments));
    return ExternalTool.require("git").succeed(keys, all.toArray(String[]::new)).strip();
  }

  private String commit(String policy, String... arguments) {
    write(repository.resolve("policies/prod/acme/policy.yaml"), policy);
    git("add", "-A");
    List<String> all = new ArrayList<>(List.of("commit", "--quiet"));
    all.addAll(List.of(arguments));
    git(all.toArray(String[]::new));
    return git("rev-parse", "HEAD");
  }

  private Result approve(Program program, String key, Object... more) {
    List<Object> all = new ArrayList<>(List.of("approve", "-C", repository, "--reason", "fine"));
    all.addAll(List.of("--key", keys.resolve(key)));
    all.addAll(List.of(more));
    return program.run(all.toArray());
  }

  private String tag(String person) {
    return "policyctl/approval/" + git("rev-parse", head + "^{tree}") + "/" + person;
  }

  private void assertNoTag() {
    assertThat(git("tag", "--list")).isEmpty();
  }

  @Test
  void saysWhatWasApprovedAndWhatIsMissing() {
    String fingerprint =
        ExternalTool.require("ssh-keygen")
            .succeed(keys, "-l", "-f", keys.resolve("cyd.pub").toString())
            .split(" ", -1)[1];
    approve(
        Program.exits(0)
            .prints(
                """
                approved: tree %s
                  head: %s
                  base: %s (main), 1 commit, 1 file
                  by: `cyd` with %s
                still missing: a change of `policies/**` needs 2 reviewers other than its authors, and `cyd` alone approved it
                  help: `ada`, `dan` may approve it: policyctl approve %s --base %s --reason …, then push the tag that it names; an approval pushed after this run needs a re-run of the job
                push it: git push origin refs/tags/%s
                """
                    .formatted(
                        git("rev-parse", head + "^{tree}"),
                        head,
                        git("rev-parse", "main"),
                        fingerprint,
                        head,
                        git("rev-parse", "main"),
                        tag("cyd"))),
        "cyd");
    approve(
        Program.exits(0).says("enough reviewers of `policies/**`: `ada`, `cyd`"),
        "ada",
        head,
        "--base",
        "main");
  }

  @Test
  void gitVerifiesTheTagAndTheSchemaItsMessage() throws IOException {
    approve(Program.exits(0).says("  until: 2"), "cyd", "--expires", "30d");
    git(
        "-c",
        "gpg.ssh.allowedSignersFile=" + repository.resolve("trust/allowed_signers"),
        "verify-tag",
        tag("cyd"));
    String message = git("tag", "--list", "--format=%(contents:subject)", tag("cyd"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Place.SCHEMAS.resolve("approval.schema.json")))
                .validate(message, InputFormat.JSON))
        .isEmpty();
    assertThat(message).contains("\"reason\":\"fine\"", "\"expires\":\"");
  }

  @Test
  void replacesOnlyWhereItIsTold() {
    approve(Program.exits(0).talks(), "cyd");
    String before = git("rev-parse", tag("cyd"));
    approve(Program.exits(2).complainsOf("there is a tag", "--replace"), "cyd");
    assertThat(git("rev-parse", tag("cyd"))).isEqualTo(before);
    approve(Program.exits(0).talks(), "cyd", "--replace", "--expires", "2w");
    assertThat(git("rev-parse", tag("cyd"))).isNotEqualTo(before);
    String last = git("rev-parse", tag("cyd"));
    approve(Program.exits(3).complainsOf("does not hold"), "ada", "--replace", "--person", "cyd");
    assertThat(git("rev-parse", tag("cyd"))).isEqualTo(last);
  }

  @Test
  void whoMayNotApproveLeavesNoTag() {
    approve(Program.exits(3).complainsOf("`bob` is no reviewer"), "bob");
    approve(
        Program.exits(3).complainsOf("does not hold", "signed by `bob` in the name of another"),
        "bob",
        "--person",
        "cyd");
    approve(Program.exits(3).complainsOf("is called `zed`"), "cyd", "--person", "zed");
    key("stranger");
    approve(Program.exits(3).complainsOf("the owner of the key SHA256:"), "stranger");
    commit("a: 3\n", "-c", "HEAD", "-S" + keys.resolve("ada"), "--no-edit");
    approve(Program.exits(3).complainsOf("`ada` signed", "a part of the change"), "ada");
    assertNoTag();
  }

  @Test
  void whatCannotBeApprovedIsSaid() {
    approve(Program.exits(2).complainsOf("has no commit that `main` has not"), "cyd", "main");
    approve(Program.exits(2).complainsOf("no moment after now"), "cyd", "--expires", "2020-01-01");
    approve(Program.exits(2).complainsOf("no moment after now"), "cyd", "--expires", "soon");
    approve(Program.exits(2).complainsOf("cannot read"), "nobody");
    Program.exits(2)
        .complainsOf("says nothing")
        .run("approve", "-C", repository, "--reason", " ", "--key", keys.resolve("cyd"));
    Program.exits(2).complainsOf("--reason").run("approve", "-C", repository);
    git("checkout", "--quiet", "--orphan", "bare");
    write(repository.resolve(".policyctl.yaml"), "schemaVersion: 1\n");
    git("add", "-A");
    git("commit", "--quiet", "-m", "no trust");
    approve(
        Program.exits(2).complainsOf("no trust is configured in `bare`", "add `trust:`"),
        "cyd",
        "topic",
        "--base",
        "bare");
    assertNoTag();
  }

  @Test
  void aPassphraseComesFromAFileOrATerminal() {
    approve(Program.exits(2).complainsOf("has a passphrase", "--passphrase-file"), "dan");
    Path file = temp.resolve("passphrase");
    write(file, "wrong\n");
    approve(Program.exits(2).complainsOf("cannot sign with"), "dan", "--passphrase-file", file);
    assertNoTag();
    write(file, PASSPHRASE + "\n");
    approve(Program.exits(0).says("by: `dan`"), "dan", "--passphrase-file", file);
  }

  @Test
  void withoutAKeyGitSignsAsItIsConfigured() {
    Object[] arguments = {"approve", "-C", repository, "--reason", "fine"};
    Program.exits(2).complainsOf("not known who approves", "--person ID").run(arguments);
    git("config", "user.name", "Cyd");
    git("config", "user.email", "cyd@x.example");
    git("config", "gpg.format", "ssh");
    Program.exits(4).complainsOf("git did not sign the tag", "--key FILE").run(arguments);
    assertNoTag();
    git("config", "user.signingkey", keys.resolve("ada").toString());
    Program.exits(3).complainsOf("signed by `ada` in the name of another").run(arguments);
    assertNoTag();
    git("config", "user.signingkey", keys.resolve("cyd").toString());
    Program.exits(0).says("by: `cyd`", "push it: git push origin refs/tags/").run(arguments);
  }
}

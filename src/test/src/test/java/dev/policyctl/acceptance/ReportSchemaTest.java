package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The {@code json} reports, against the schemas that are published for them. */
class ReportSchemaTest {
  private static final String ID = "https://policyctl.dev/schema/v1/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;

  private static Schema schema(String name) {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(id -> read(id.substring(ID.length()))));
    return registry.getSchema(SchemaLocation.of(ID + name));
  }

  private static String read(String name) {
    try {
      return Files.readString(Place.SCHEMAS.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode checked(String schema, Result result) {
    assertThat(result.out()).matches("[ -~]*\n");
    JsonNode report = JSON.readTree(result.out());
    assertThat(schema(schema).validate(report)).isEmpty();
    return report;
  }

  private static JsonNode validate(int exit, Path folder) {
    return checked(
        "report.schema.json", Program.exits(exit).talks().run("validate", folder, "-o", "json"));
  }

  private static JsonNode test(int exit, Path folder, Object... more) {
    Object[] arguments = new Object[more.length + 4];
    System.arraycopy(new Object[] {"test", folder, "-o", "json"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return checked("test-report.schema.json", Program.exits(exit).talks().run(arguments));
  }

  @Test
  void reportsOfTheExampleMatch() {
    assertThat(validate(0, Place.EXAMPLES.resolve("acme")).get("findings"))
        .allMatch(finding -> finding.get("code").asString().startsWith("PC7"));
    JsonNode report = test(0, Place.EXAMPLES.resolve("acme"));
    assertThat(report.get("policies")).hasSize(6);
    assertThat(report.get("passed").asBoolean()).isTrue();
  }

  @Test
  void reportsOfTheBrokenExampleMatch() {
    JsonNode report = validate(1, Place.EXAMPLES.resolve("broken"));
    assertThat(report.get("findings")).hasSizeGreaterThan(40);
    assertThat(report.get("summary").get("errors").asInt()).isPositive();
    assertThat(test(1, Place.EXAMPLES.resolve("broken")).get("passed").asBoolean()).isFalse();
  }

  @Test
  void reportsOfTheAnalysisMatch() {
    JsonNode findings = validate(1, Place.EXAMPLES.resolve("tangled")).get("findings");
    assertThat(findings).anyMatch(finding -> finding.has("witness"));
    assertThat(findings).anyMatch(finding -> !finding.get("blockers").isEmpty());
    assertThat(findings).allMatch(finding -> finding.get("code").asString().matches("PC[37].."));
  }

  @Test
  void reportsOfFailuresSkipsAndGapsMatch() throws Exception {
    Folder folder = Folder.sound(temp);
    try (Git git = Git.init().setDirectory(temp.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit().setMessage("x").setAuthor("a", "a@x").setCommitter("a", "a@x").call();
    }
    folder
        .replace(Folder.TESTS, "outcome: allow, rules: [analysts-pii]", "outcome: deny")
        .replace(Folder.TESTS, "    identity: bob", "    skip: later\n    identity: bob")
        .append(
            Folder.POLICY,
            "  - { id: no-o3, priority: 900, effect: deny, match: { models: [openai/o3] } }\n");
    JsonNode report =
        test(1, temp, "--changed-since", "HEAD", "--coverage-threshold", "99.5", "--filter", "a");
    JsonNode policy = report.get("policies").get(0);
    assertThat(policy.get("failed").asInt()).isEqualTo(1);
    assertThat(policy.get("skipped").asInt()).isEqualTo(1);
    assertThat(policy.get("coverage").get("byRule")).hasSize(1);
    assertThat(report.get("gates")).hasSize(1);
  }

  @Test
  void reportsOfMutantsMatch() {
    Folder folder = Folder.sound(temp);
    JsonNode report = test(1, folder.path(), "--mutation-threshold", "60");
    JsonNode mutation = report.get("policies").get(0).get("mutation");
    assertThat(mutation.get("killed").asInt()).isEqualTo(6);
    assertThat(mutation.get("survivors")).hasSize(5);
    assertThat(mutation.get("thresholdReached").asBoolean()).isFalse();
    JsonNode open =
        test(4, folder.path(), "--mutation-threshold", "60", "--budget", "1")
            .get("policies")
            .get(0);
    assertThat(open.get("mutation").get("open")).isNotEmpty();
  }

  @Test
  void answersMatch() {
    Path acme = Place.EXAMPLES.resolve("acme");
    JsonNode answer =
        checked(
            "query-report.schema.json",
            Program.exits(0)
                .talks()
                .run(
                    "query",
                    "-C",
                    acme,
                    "-o",
                    "json",
                    "prod/acme",
                    "--who-can",
                    "model=openai/o3-mini"));
    assertThat(answer.get("groups")).isNotEmpty();
    JsonNode denied =
        checked(
            "query-report.schema.json",
            Program.exits(0)
                .talks()
                .run(
                    "query",
                    "-C",
                    acme,
                    "-o",
                    "json",
                    "--denied",
                    "dev/acme",
                    "--what-can",
                    "role=contractor",
                    "input_tokens=..10"));
    assertThat(denied.get("groups")).hasSize(1);
    JsonNode matrices =
        checked(
            "matrix-report.schema.json",
            Program.exits(0).talks().run("matrix", "-C", acme, "-o", "json", "--unregistered"));
    assertThat(matrices.get("matrices")).hasSize(6);
  }

  @Test
  void answersThatTheBudgetCutShortMatch() {
    Path acme = Place.EXAMPLES.resolve("acme");
    JsonNode answer =
        checked(
            "query-report.schema.json",
            Program.exits(4)
                .talks()
                .run(
                    "query",
                    "-C",
                    acme,
                    "-o",
                    "json",
                    "--budget",
                    "30",
                    "prod/acme",
                    "--who-can",
                    "classification=pii"));
    assertThat(answer.get("complete").asBoolean()).isFalse();
    assertThat(answer.get("unexplored")).isNotEmpty();
    JsonNode matrix =
        checked(
            "matrix-report.schema.json",
            Program.exits(4)
                .talks()
                .run("matrix", "-C", acme, "-o", "json", "--budget", "30", "prod/acme"));
    assertThat(matrix.get("matrices").get(0).get("unexplored")).isNotEmpty();
  }

  @Test
  void reportsOfWhatCouldNotBeDecidedMatch() {
    Folder folder =
        Folder.sound(temp).write(".policyctl.yaml", "schemaVersion: 1\nlimits: { files: 4 }\n");
    assertThat(validate(4, folder.path()).get("summary").get("undetermined").asInt()).isPositive();
    assertThat(test(4, folder.path()).get("passed").asBoolean()).isFalse();
  }

  @Test
  void reportsOfChangesMatch() {
    Folder old = Folder.sound(temp.resolve("old"));
    Folder now =
        Folder.sound(temp.resolve("new"))
            .replace(Folder.POLICY, "[openai/gpt-4o], classifications: [pii]", "['*']")
            .replace(Folder.POLICY, "id: chat-public", "id: chat")
            .append(Folder.POLICY, "identity: { clockSkew: 1m }\n")
            .write("policies/dev/acme/policy.yaml", Folder.policy("dev", "acme"))
            .write("policies/dev/globex/policy.yaml", "x\n");
    JsonNode report =
        checked(
            "diff-report.schema.json",
            Program.exits(1)
                .talks()
                .run("diff", old.path() + "/", now.path() + "/", "-o", "json", "--no-new-access"));
    assertThat(report.get("policies")).hasSize(2);
    assertThat(report.get("problems")).isNotEmpty();
    assertThat(report.get("gates")).hasSize(2);
    checked(
        "diff-report.schema.json",
        Program.exits(4)
            .talks()
            .run("diff", old.path() + "/", now.path() + "/", "-o", "json", "--budget", "1"));
  }

  @Test
  void reportsOfWhoIsTrustedMatch() {
    Folder folder = Folder.sound(temp);
    JsonNode none = trust(0, folder, "list");
    assertThat(none.get("configured").asBoolean()).isFalse();
    folder
        .write("trust/allowed_signers", "* ssh-ed25519 x")
        .write(
            ".policyctl.yaml",
            """
            schemaVersion: 1
            trust:
              people:
                - id: ada
                  emails: [ada@acme.example]
                  roles: [author, release-manager]
                  environments: [prod]
                  keys:
                    - { fingerprint: ab, type: openpgp, from: 2026-01-01, until: 2027-01-01 }
                    - fingerprint: SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                      type: ssh
                      revoked: { at: 2026-05-01, reason: lost }
                - { id: forge, roles: [forge] }
              quorum: [{ paths: ["policies/**"], reviewers: 2 }]
            """);
    JsonNode report = trust(1, folder, "check");
    assertThat(report.get("people")).hasSize(2);
    assertThat(report.get("defects")).hasSizeGreaterThan(5);
    assertThat(trust(0, folder, "list").get("defects")).isEqualTo(report.get("defects"));
    folder.append(".policyctl.yaml", "  x: 1\n");
    assertThat(trust(1, folder, "list").get("findings")).hasSize(1);
  }

  private static JsonNode trust(int exit, Folder folder, String command) {
    return checked(
        "trust-report.schema.json",
        Program.exits(exit).talks().run("trust", command, "-C", folder.path(), "-o", "json"));
  }

  private JsonNode log(int exit, Object... more) {
    Object[] arguments = new Object[more.length + 3];
    System.arraycopy(new Object[] {"log", "-o", "json"}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return checked(
        "log.schema.json", Program.exits(exit).in(temp.resolve("repo")).talks().run(arguments));
  }

  @Test
  void reportsOfHistoriesMatch() {
    SignedRepository repository = SignedRepository.trusting(temp);
    repository.folder().replace(Folder.POLICY, "[openai/gpt-4o], classifications: [pii]", "['*']");
    repository.signed("ada", "Widen");
    repository.git("tag", "prod/acme/v1.0.0");
    repository.folder().replace(Folder.POLICY, "[employee]", "[nobody]");
    repository.commit("\u202e##[x] ::\u001b[31m");
    repository.folder().append("registries/models.yaml", "  openai/o4: {}\n");
    repository.signed("bob", "Model");
    JsonNode report = log(0);
    assertThat(report.get("entries")).hasSize(4);
    assertThat(report.get("verified").asBoolean()).isFalse();
    JsonNode widened = report.get("entries").get(2);
    assertThat(widened.get("releases")).hasSize(1);
    assertThat(widened.get("policies").get(0).get("transitions")).isNotEmpty();
    assertThat(report.get("entries").get(1).get("notValid")).hasSize(1);
    assertThat(log(0, "HEAD~1..HEAD", "--no-diff").get("entries")).hasSize(1);
    repository.git("replace", "HEAD", "HEAD~1");
    Program.exits(4)
        .in(repository.path())
        .complainsOf("git replaces an object here", "git replace -d")
        .run("log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report.schema.json",
        "test-report.schema.json",
        "diff-report.schema.json",
        "query-report.schema.json",
        "matrix-report.schema.json",
        "trust-report.schema.json",
        "log.schema.json"
      })
  void refusesWhatIsNoReport(String name) {
    for (String text :
        new String[] {"{}", "[]", "{\"schemaVersion\":1,\"x\":1}", "{\"findings\":1}"}) {
      assertThat(schema(name).validate(JSON.readTree(text))).as(text).isNotEmpty();
    }
  }
}

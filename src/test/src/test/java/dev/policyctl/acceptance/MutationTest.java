package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code policyctl test --mutate} and {@code --suggest}. */
class MutationTest {
  private static final String SUGGESTED = "policies/prod/acme/tests/suggested.test.yaml";
  private static final String NO_O3 =
      "  - { id: no-o3, priority: 900, effect: deny, match: { models: [openai/o3] } }\n";

  private static final String SURVIVORS =
      """
      policies/prod/acme/policy.yaml:7:86: survived: prod/acme / chat-public/add-value/classifications/pii: classifications `pii` too
      policies/prod/acme/policy.yaml:11:21: survived: prod/acme / analysts-pii/add-value/roles/employee: roles `employee` too
      policies/prod/acme/policy.yaml:11:56: survived: prod/acme / analysts-pii/add-value/models/openai/o3: models `openai/o3` too
      policies/prod/acme/policy.yaml:11:90: survived: prod/acme / analysts-pii/add-value/classifications/public: classifications `public` too
      policies/prod/acme/policy.yaml:12:26: survived: prod/acme / analysts-pii/drop-obligation/log:audit: without `log:audit`
      prod/acme: 2 passed (2 decisions), coverage 100.0 %, mutation 54.5 %
      passed
      """;

  @TempDir Path temp;

  private Folder sound() {
    return Folder.sound(temp);
  }

  @Test
  void listsTheMistakesThatNoTestNotices() {
    Program.exits(0)
        .prints(SURVIVORS)
        .run("test", sound().path(), "--mutate", "--as-of", "2026-11-24", "-o", "compact");
  }

  @Test
  void showsATestThatWouldNotice() {
    Program.exits(0)
        .says(
            "SURVIVED prod/acme analysts-pii/add-value/roles/employee\n",
            "11 |     match: { roles: [analyst], routes: [chat]",
            "   = mutant: roles `employee` too\n",
            "   = policy decides: deny, reason default\n",
            "   = mutant decides: allow, reason rule, rules analysts-pii, obligations log:audit\n",
            """
               = a test that tells them apart:
            identities:
              employee: { roles: [employee] }
            cases:
              - name: not analysts-pii/add-value/roles/employee
                identity: employee
                at: 2026-11-24T00:00:00Z
                request: { route: chat, model: openai/gpt-4o, classifications: [pii] }
                expect: { outcome: deny, reason: default, rules: [], obligations: [] }
            """,
            "  mutation: 54.5 %: 6 of 11 mutants killed\n")
        .run("test", sound().path(), "--mutate", "--as-of", "2026-11-24");
  }

  @ParameterizedTest
  @CsvSource({"54.54, 0", "54.55, 1", "0, 0", "100, 1"})
  void failsBelowTheScoreThatIsAskedFor(String threshold, int exit) {
    Program.exits(exit)
        .says(
            "54.5 %",
            exit == 0
                ? "\npassed\n"
                : "the mutation score of prod/acme is below " + threshold + " %\nfailed\n")
        .run("test", sound().path(), "--mutation-threshold", threshold);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100.1", "all"})
  void refusesAScoreThatIsNoPercentage(String threshold) {
    Program.exits(2)
        .complainsOf("--mutation-threshold")
        .run("test", sound().path(), "--mutation-threshold", threshold);
  }

  @Test
  void cannotTellWhetherTheScoreIsReachedWithinATinyBudget() {
    Program.exits(4)
        .says("the mutation score of prod/acme may be below 60 %", "--budget", "undetermined: `")
        .run("test", sound().path(), "--mutation-threshold", "60", "--budget", "1");
    Program.exits(0)
        .says("undetermined: `", "\npassed\n")
        .run("test", sound().path(), "--mutate", "--budget", "1");
    Program.exits(2)
        .complainsOf("--budget")
        .run("test", sound().path(), "--mutate", "--budget", "0");
  }

  @Test
  void makesNoMutantsWhereATestFails() {
    Folder folder = sound().replace(Folder.TESTS, "rules: [chat-public]", "rules: []");
    Program.exits(1)
        .says("  mutation: not run, since a test fails\n")
        .run("test", folder.path(), "--mutate");
  }

  @Test
  void whatItSuggestsNoticesEveryMistake() {
    Folder folder = sound();
    Result suggested = Program.exits(0).talks().run("test", "--mutate", "--suggest", folder.path());
    assertThat(suggested.out()).startsWith("# " + SUGGESTED + "\nschemaVersion: 1\n");
    folder.write(SUGGESTED, suggested.out());
    Program.exits(0).talks().run("validate", folder.path());
    Program.exits(0)
        .says("mutation: 100.0 %: 11 of 11 mutants killed\n")
        .run("test", folder.path(), "--mutation-threshold", "100");
  }

  @Test
  void whatItSuggestsCoversEveryRule() {
    Folder folder = sound().append(Folder.POLICY, NO_O3);
    Program.exits(0).says("`no-o3` never matched").run("test", folder.path());
    Program.exits(0)
        .says("2 of 3 rules decided")
        .run("test", folder.path(), "--suggest=" + temp.resolve(SUGGESTED));
    Program.exits(0)
        .says("3 passed", "3 of 3 rules decided")
        .run("test", folder.path(), "--coverage-threshold", "100");
    Program.exits(0).prints("# nothing to suggest\n").run("test", folder.path(), "--suggest");
  }

  @Test
  void suggestsWholeSuitesWhereThereAreNoTests() {
    Folder folder = sound().delete(Folder.TESTS).append(Folder.POLICY, NO_O3);
    Result suggested = Program.exits(1).talks().run("test", folder.path(), "--suggest=-");
    folder.write(SUGGESTED, suggested.out());
    Program.exits(0).says("3 of 3 rules decided").run("test", folder.path());
  }

  @Test
  void neverReplacesAFile() {
    Folder folder = sound();
    Program.exits(2)
        .complainsOf("cannot be the name of a new file", "help:")
        .run("test", folder.path(), "--suggest=" + temp.resolve(Folder.TESTS));
  }

  @Test
  void aFileIsASuiteForOnePolicy() {
    Folder folder =
        sound()
            .append(Folder.POLICY, NO_O3)
            .write("policies/dev/acme/policy.yaml", Folder.policy("dev", "acme"));
    String elsewhere = temp.resolve("suggested.test.yaml").toString();
    Program.exits(2)
        .talks()
        .complainsOf("there are suggestions for 2 policies", "--suggest=")
        .run("test", folder.path(), "--no-fail-on-empty", "--suggest=" + elsewhere);
    Program.exits(0)
        .talks()
        .run("test", folder.path(), "--no-fail-on-empty", "--suggest=" + temp.resolve(SUGGESTED));
    assertThat(temp.resolve(SUGGESTED)).content().contains("name: no-o3 decides");
  }

  @Test
  void aReportAndSuggestionsNeedTwoPlaces() {
    Program.exits(2)
        .complainsOf("the suggestions and a format of --output go to one place")
        .run("test", sound().path(), "--suggest", "-o", "json");
    Program.exits(0)
        .prints("# nothing to suggest\n")
        .run("test", sound().path(), "--suggest", "-o", "json=" + temp.resolve("report.json"));
    assertThat(temp.resolve("report.json")).isNotEmptyFile();
  }

  @Test
  void aConfigurationNamesNoFileToWrite() {
    Folder folder =
        sound()
            .write(
                ".policyctl.yaml",
                "schemaVersion: 1\ncommands: { test: { suggest: x.test.yaml } }\n");
    Program.exits(2).complainsOf("unknown flag `--suggest`").run("test", folder.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compact", "json"})
  void aPolicyOfTheExampleIsJudgedAlikeByAnyNumberOfThreads(String format) throws IOException {
    copy("registries");
    copy("guardrails");
    copy("policies/dev/globex");
    Object[] arguments = {"test", temp, "--mutate", "--as-of", "2026-11-24", "-o", format};
    Result one = Program.exits(0).talks().run(arguments);
    Object[] parallel = Stream.concat(Stream.of(arguments), Stream.of("--parallel=3")).toArray();
    Program.exits(0).prints(one.out()).run(parallel);
    assertThat(one.out()).containsPattern("mutation(\":\\{\"percent\":| )66\\.6");
  }

  private void copy(String folder) throws IOException {
    Path from = Place.EXAMPLES.resolve("acme");
    Files.writeString(temp.resolve(".policyctl.yaml"), "schemaVersion: 1\n");
    try (Stream<Path> files = Files.walk(from.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = temp.resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }
}

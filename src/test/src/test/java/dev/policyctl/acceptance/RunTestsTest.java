package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code policyctl test}. */
class RunTestsTest {
  private static final String FAILED =
      """
      FAILED prod/acme chat / analysts may see personal data
        --> policies/prod/acme/tests/chat.test.yaml:16:13
         |
      16 |     expect: { outcome: deny, rules: [chat-public] }
         |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = expected: deny, rules chat-public
         = actual: allow, reason rule, rules analysts-pii, obligations log:audit
         = why: `analysts-pii` (priority 200, allow) decided
         = why: `chat-public` did not match: classifications: `pii` is not public
      """;

  @TempDir Path temp;

  private Folder failing() {
    return Folder.sound(temp)
        .replace(
            Folder.TESTS,
            "outcome: allow, rules: [analysts-pii]",
            "outcome: deny, rules: [chat-public]");
  }

  /** A third rule that no test reaches. */
  private Folder uncovered() {
    return Folder.sound(temp)
        .append(
            Folder.POLICY,
            "  - { id: no-o3, priority: 900, effect: deny, match: { models: [openai/o3] } }\n");
  }

  private Folder skipping() {
    return Folder.sound(temp)
        .replace(Folder.TESTS, "    identity: ", "    skip: until the move\n    identity: ");
  }

  @Test
  void passesOnTheExampleWithEveryRuleCovered() {
    Result result =
        Program.exits(0).talks().run("test", Place.EXAMPLES.resolve("acme"), "--parallel", "2");
    assertThat(result.lines().stream().filter(line -> line.contains("coverage:")))
        .hasSize(6)
        .allMatch(line -> line.contains("coverage: 100.0 %"));
    assertThat(result.out()).endsWith("\npassed\n");
  }

  @Test
  void saysWhatWasExpectedWhatCameAndWhy() {
    Program.exits(1)
        .says(
            FAILED,
            "   = request: {\"subject\"",
            "1 passed (2 decisions), 1 failed\n",
            "\nfailed\n")
        .run("test", failing().path());
  }

  @Test
  void compactIsOneLineAFailure() {
    Program.exits(1)
        .prints(
            """
            policies/prod/acme/tests/chat.test.yaml:16:13: failed: chat / analysts may see personal data: outcome: expected deny, got allow; rules: expected chat-public, got analysts-pii
            prod/acme: 1 passed (2 decisions), 1 failed, coverage 100.0 %
            failed
            """)
        .run("test", failing().path(), "-o", "compact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "7"})
  void parallelRunsPrintWhatSequentialOnesDo(String threads) {
    Path folder = failing().path();
    Result sequential = Program.exits(1).talks().run("test", folder, "-o", "json");
    Program.exits(1)
        .prints(sequential.out())
        .run("test", folder, "-o", "json", "--parallel", threads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1025", "two", "99999999999"})
  void refusesANumberOfThreadsThatIsNone(String threads) {
    Program.exits(2)
        .complainsOf("--parallel")
        .run("test", Folder.sound(temp).path(), "--parallel", threads);
  }

  @ParameterizedTest
  @CsvSource({"anybody, 0", "CHAT/any*, 0", "any*, 1", "nothing, 1", "analysts, 1"})
  void runsTheTestsThatTheFilterMatches(String filter, int exit) {
    Program.exits(exit)
        .says(exit == 0 ? "1 passed" : "prod/acme")
        .run("test", failing().path(), "--filter", filter);
  }

  @Test
  void failsWhereNoTestRan() {
    Folder folder = Folder.sound(temp).delete(Folder.TESTS);
    Program.exits(1)
        .says("a policy has no test that ran; --no-fail-on-empty accepts that\nfailed\n")
        .run("test", folder.path());
    Program.exits(0).says("\npassed\n").run("test", folder.path(), "--no-fail-on-empty");
    Program.exits(0)
        .env("POLICYCTL_TEST_FAIL_ON_EMPTY", "false")
        .says("\npassed\n")
        .run("test", folder.path());
  }

  @Test
  void aTestThatIsSkippedIsListedAndIsNoTestThatRan() {
    Program.exits(1)
        .says(
            "0 passed (0 decisions), 2 skipped",
            "  skipped: chat/anybody may chat: until the move\n",
            "a policy has no test that ran")
        .run("test", skipping().path());
  }

  @Test
  void aSkippedTestNeedsAReason() {
    Folder folder = Folder.sound(temp).replace(Folder.TESTS, "    request: {}", "    skip: \"\"");
    Program.exits(1).says("error[PC104]").run("test", folder.path(), "-o", "compact");
  }

  @ParameterizedTest
  @CsvSource({"83.3, 0", "83.34, 1", "100, 1", "0, 0"})
  void failsBelowTheCoverageThatIsAskedFor(String threshold, int exit) {
    Program.exits(exit)
        .says("83.3 %", "`no-o3` never matched", exit == 0 ? "passed" : "is below " + threshold)
        .run("test", uncovered().path(), "--coverage-threshold", threshold);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100.1", "NaN", "1e999999999", "all"})
  void refusesAThresholdThatIsNoPercentage(String threshold) {
    Result result =
        Program.exits(2)
            .complainsOf("--coverage-threshold")
            .run("test", Folder.sound(temp).path(), "--coverage-threshold", threshold);
    assertThat(result.err()).doesNotContain("java.", "Exception");
  }

  @Test
  void aTestFileThatCannotBeReadIsNoPass() {
    Folder folder =
        Folder.sound(temp).write("policies/prod/acme/tests/more.test.yaml", "schemaVersion: 1\n[");
    Program.exits(1).says("error[PC001]", "\nfailed\n").run("test", folder.path(), "-o", "compact");
  }

  @Test
  void aPolicyThatCannotBeReadIsNotTested() {
    Folder folder = Folder.sound(temp).append(Folder.POLICY, "rules: []\n");
    Program.exits(1)
        .says("error[PC004]", "prod/acme: not tested: its files have errors\n")
        .run("test", folder.path(), "-o", "compact");
  }

  @Test
  void refusesAMatrixOfABillionCells() {
    StringBuilder models = new StringBuilder();
    StringBuilder routes = new StringBuilder();
    StringBuilder people = new StringBuilder("identities:\n");
    for (int i = 0; i < 1_000; i++) {
      models.append("  m").append(i).append(": {}\n");
      routes.append("  r").append(i).append(": {}\n");
      people.append("  p").append(i).append(": { roles: [analyst] }\n");
    }
    Folder folder =
        Folder.sound(temp)
            .append("registries/models.yaml", models.toString())
            .append("registries/routes.yaml", routes.toString())
            .replace(Folder.TESTS, "identities:\n", people.toString())
            .append(
                Folder.TESTS,
                "matrices: [{ name: all, over: { identities: ['*'], routes: ['*'], models: ['*'] } }]\n");
    Program.exits(4)
        .complainsOf("matrix `chat/all` has 1,005,008,004 cells, more than 1,000,000", "help:")
        .run("test", folder.path());
  }
}

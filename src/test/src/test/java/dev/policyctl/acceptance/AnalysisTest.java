package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What rules decide together, as somebody sees it who runs {@code validate}. */
class AnalysisTest {
  private static final String SHADOWED =
      "  - { id: no-o3, priority: 50, effect: deny,"
          + " match: { roles: [analyst], models: [openai/o3], classifications: [public] } }\n";

  /** Dead by two rules of the sound policy together; one rule alone would need no budget. */
  /** Dead by four rules, each of which leaves something over: one node does not tell. */
  private static final String DEAD_BY_FOUR =
      """
        - { id: a, priority: 900, effect: deny, match: { models: [openai/gpt-4o], classifications: [public] } }
        - { id: b, priority: 800, effect: deny, match: { models: [openai/gpt-4o], classifications: [pii] } }
        - { id: c, priority: 700, effect: deny, match: { models: [openai/o3], classifications: [public] } }
        - { id: d, priority: 600, effect: deny, match: { models: [openai/o3], classifications: [pii] } }
        - { id: nobody, priority: 10, effect: deny, match: { roles: [analyst] } }
      """;

  private static final String CONFLICTING =
      "  - { id: no-pii, priority: 200, effect: deny, match: { classifications: [pii] } }\n";

  @TempDir Path temp;

  private Folder with(String rules) {
    return Folder.sound(temp).append(Folder.POLICY, rules);
  }

  /** The first finding of a report but for the one about versions, which takes history. */
  private static JsonNode first(Result result) {
    for (JsonNode finding : json(result).get("findings")) {
      if (!finding.get("code").asString().startsWith("PC7")) {
        return finding;
      }
    }
    throw new AssertionError("nothing was found");
  }

  private static JsonNode json(Result result) {
    return JsonMapper.builder().build().readTree(result.out());
  }

  @Test
  void aDeadRuleIsShownWithWhatCoversIt() {
    Program.exits(1)
        .says(
            """
            error[PC302]: rule `no-o3` can never decide: `chat-public` (priority 100) goes first and matches the one request it matches
              --> policies/prod/acme/policy.yaml:13:11
               |
            13 |   - { id: no-o3, priority: 50, effect: deny, match: { roles: [analyst], models: [openai/o3], classifications: [public] } }
               |           ^^^^^
               = related: policies/prod/acme/policy.yaml:4:9 `chat-public` (priority 100, allow)
               = help: raise its priority above 100, or delete it; see `policyctl explain PC302`
            """)
        .run("validate", with(SHADOWED).path());
  }

  @Test
  void compactIsOneLineThough() {
    Result result =
        Program.exits(1).talks().run("validate", with(CONFLICTING).path(), "-o", "compact");
    assertThat(result.out().lines().filter(line -> line.contains("PC301"))).hasSize(1);
    assertThat(result.out()).contains("error[PC301]: rule `no-pii` (deny) conflicts with");
  }

  @Test
  void theWitnessOfAConflictIsDecidedAsTheFindingSays() {
    Folder folder = with(CONFLICTING);
    JsonNode finding = first(Program.exits(1).talks().run("validate", folder.path(), "-o", "json"));
    assertThat(finding.get("code").asString()).isEqualTo("PC301");
    assertThat(finding.get("rules").toString()).isEqualTo("[\"analysts-pii\",\"no-pii\"]");
    assertThat(finding.get("related").get(0).get("message").asString()).contains("analysts-pii");
    JsonNode decision =
        json(
            Program.exits(0)
                .talks()
                .input(finding.get("witness") + "\n")
                .run("eval", "-C", folder.path(), "prod/acme"));
    assertThat(decision.get("context").get("outcome").asString()).isEqualTo("deny");
    assertThat(decision.get("context").get("determining_rules").toString())
        .isEqualTo("[\"no-pii\"]");
    Program.exits(1)
        .says("= witness: {", "= replay: give this line to `policyctl eval prod/acme --explain`")
        .run("validate", folder.path());
  }

  @Test
  void jsonNamesTheBlockers() {
    JsonNode finding =
        first(Program.exits(1).talks().run("validate", with(SHADOWED).path(), "-o", "json"));
    assertThat(finding.get("blockers").toString()).isEqualTo("[\"chat-public\"]");
    assertThat(finding.get("rules").toString()).isEqualTo("[\"no-o3\"]");
    assertThat(finding.has("witness")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "warning", "never"})
  void whatTheBudgetDoesNotSufficeForIsNeverClean(String failOn) {
    Result result =
        Program.exits(4)
            .says("error[PC312]", "rule `nobody`", "--budget 1000000")
            .run(
                "validate",
                with(DEAD_BY_FOUR).path(),
                "-o",
                "compact",
                "--budget",
                "1",
                "--fail-on",
                failOn);
    assertThat(result.out()).doesNotContain("no findings");
  }

  @Test
  void undeterminedIsCountedApart() {
    Result result =
        Program.exits(4)
            .talks()
            .run("validate", with(DEAD_BY_FOUR).path(), "-o", "json", "--budget", "1");
    assertThat(json(result).get("summary").get("undetermined").asInt()).isPositive();
  }

  @Test
  void theEnvironmentMaySetTheBudgetAndTheConfigurationMayNot() {
    Folder folder = with(DEAD_BY_FOUR);
    Program.exits(4)
        .says("PC312")
        .env("POLICYCTL_VALIDATE_BUDGET", "1")
        .run("validate", folder.path(), "-o", "compact");
    folder.write(".policyctl.yaml", "schemaVersion: 1\ncommands: { validate: { budget: 1000 } }\n");
    Program.exits(2).complainsOf("unknown flag `--budget`").run("validate", folder.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000000000001", "1.5", "many", ""})
  void refusesABudgetThatIsNone(String budget) {
    Program.exits(2)
        .complainsOf("error: ")
        .run("validate", Folder.sound(temp).path(), "--budget=" + budget);
  }

  @Test
  void anIgnoreSilencesIt() {
    Folder folder = with("  # policyctl:ignore PC302 -- in force soon\n" + SHADOWED);
    Program.exits(0)
        .says("\n1 note, 1 suppressed\n")
        .run("validate", folder.path(), "-o", "compact");
    Program.exits(0).says("passed").run("test", folder.path());
  }

  @ParameterizedTest
  @CsvSource({"PC302, 0, '1 note, 1 suppressed'", "PC301, 1, PC602"})
  void aWaiverSilencesWhatItNames(String code, int exit, String says) {
    Folder folder =
        with(SHADOWED)
            .write(
                ".policyctl-waivers.yaml",
                "schemaVersion: 1\nwaivers: [{ id: w, code: "
                    + code
                    + ", rule: no-o3, reason: later, owner: ada, expires: 2099-01-01 }]\n");
    Program.exits(exit).says(says).run("validate", folder.path(), "-o", "compact");
  }

  @Test
  void nothingSilencesWhatIsUndetermined() {
    Folder folder =
        with(DEAD_BY_FOUR)
            .write(
                ".policyctl-waivers.yaml",
                "schemaVersion: 1\nwaivers: [{ id: w, code: PC312,"
                    + " reason: later, owner: ada, expires: 2099-01-01 }]\n");
    Program.exits(4)
        .says("error[PC312]", "error[PC603]")
        .run("validate", folder.path(), "-o", "compact", "--budget", "1");
  }

  @Test
  void theMomentOfTheRunDecidesWhetherARuleHasEnded() {
    Folder folder =
        with(
            "  - { id: no-pii-in-spring, priority: 300, effect: deny,"
                + " match: { classifications: [pii] }, validity: { until: 2027-06-01 } }\n");
    Object[] run = {"validate", folder.path(), "-o", "compact", "--as-of", "2027-05-31"};
    Program.exits(0).says("\n1 note\n").run(run);
    run[5] = "2027-06-01";
    Program.exits(1)
        .says("rule `no-pii-in-spring` can never decide: its validity ended at 2027-06-01T00")
        .run(run);
  }

  @Test
  void overridesAreReportedOnRequest() {
    Folder folder = with(CONFLICTING.replace("200", "300").replace("[pii]", "[pii, public]"));
    Program.exits(1)
        .says("note[PC311]: rule `no-pii`")
        .run("validate", folder.path(), "-o", "compact", "--report", "overrides");
    Program.exits(2).complainsOf("--report").run("validate", folder.path(), "--report", "all");
  }

  @Test
  void aPolicyThatCannotBeCompiledIsSaidToBeNotAnalysed() {
    Folder folder = with(SHADOWED).replace(Folder.POLICY, "[employee]", "[employe]");
    Program.exits(1)
        .says("error[PC201]", "not analysed for its errors: prod/acme\n1 error, 1 note\n")
        .keepsQuietAbout("PC3")
        .run("validate", folder.path());
  }
}

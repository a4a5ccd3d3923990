package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code .policyctl.yaml}, the environment and flags, and which of them wins. */
class ConfigurationTest {
  @TempDir Path temp;

  /** With an unused model, which is a warning. */
  private Folder untidy(String configuration) {
    return Folder.sound(temp)
        .write("registries/routes.yaml", "schemaVersion: 1\nroutes: { chat: {}, other: {} }\n")
        .write(".policyctl.yaml", "schemaVersion: 1\n" + configuration);
  }

  private static final String WARNING = "commands: { validate: { fail-on: warning } }\n";

  @Test
  void configurationIsAFlagsDefault() {
    Program.exits(1).says("warning[PC208]").run("validate", untidy(WARNING).path());
  }

  @Test
  void environmentWinsOverConfiguration() {
    Program.exits(0)
        .env("POLICYCTL_VALIDATE_FAIL_ON", "error")
        .says("warning[PC208]")
        .run("validate", untidy(WARNING).path());
  }

  @Test
  void flagWinsOverEnvironment() {
    Program.exits(1)
        .env("POLICYCTL_VALIDATE_FAIL_ON", "error")
        .says("warning[PC208]")
        .run("validate", untidy("").path(), "--fail-on=warning");
  }

  @Test
  void environmentIsCheckedAsAFlagIs() {
    Program.exits(2)
        .env("POLICYCTL_VALIDATE_FAIL_ON", "maybe")
        .complainsOf("'--fail-on'", "'maybe'")
        .run("validate", untidy("").path());
  }

  @ParameterizedTest
  @CsvSource({
    "'{ valdiate: {} }', command `valdiate`, did you mean `validate`?",
    "'{ deploy: {} }', command `deploy`, 'known are validate, test'",
    "'{ validate: { fail-onn: never } }', flag `--fail-onn`, did you mean `fail-on`?",
    "'{ test: { fail-on: never } }', flag `--fail-on`, fail-on-empty"
  })
  void refusesUnknownCommandsAndFlags(String commands, String what, String help) {
    Program.exits(2)
        .complainsOf("`commands:` of .policyctl.yaml names an unknown " + what, help)
        .run("validate", untidy("commands: " + commands + "\n").path());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help: true",
        "debug: true",
        "directory: elsewhere",
        "as-of: 2020-01-01",
        "fail-on: maybe",
        "output: json=report.json",
        "output: [pretty, compact=../report]"
      })
  void refusesFlagsByWhichARepositoryWouldDisarmItsOwnChecks(String flag) {
    Folder folder = untidy("commands: { validate: { " + flag + " } }\n");
    Folder.sound(temp.resolve("elsewhere"));
    Program.exits(2).in(folder.path()).complainsOf("error: ", "help: ").run("validate");
    assertThat(temp.resolve("report.json")).doesNotExist();
  }

  @Test
  void refusesToWatchBecauseTheRepositoryWants() {
    Program.exits(2)
        .complainsOf("`--watch`")
        .run("test", untidy("commands: { test: { watch: true } }\n").path());
  }

  @Test
  void takesSeveralFormatsFromTheEnvironment() {
    Program.exits(0)
        .in(untidy("").path())
        .env("POLICYCTL_VALIDATE_OUTPUT", "compact,json=report.json")
        .says("warning[PC208]")
        .run("validate");
    assertThat(temp.resolve("report.json")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "[]\n",
        "schemaVersion: 2\n",
        "schemaVersion: 1\nlimit: {}\n",
        "{"
      })
  void aBrokenConfigurationIsNoPass(String text) {
    Folder folder = Folder.sound(temp).write(".policyctl.yaml", text);
    Program.exits(1).says(".policyctl.yaml:").run("validate", folder.path(), "-o", "compact");
    Program.exits(1).says(".policyctl.yaml:").run("test", folder.path(), "-o", "compact");
  }

  @Test
  void aConfigurationThatIsAFolderOrALinkIsNoPass() {
    Folder folder = Folder.sound(temp).delete(".policyctl.yaml").write(".policyctl.yaml/x", "");
    Program.exits(1).says("error[PC008]").run("validate", folder.path());
    folder.delete(".policyctl.yaml/x").delete(".policyctl.yaml").link(".policyctl.yaml", "x.yaml");
    folder.write("x.yaml", "schemaVersion: 1\n");
    Program.exits(1).says("error[PC008]").run("validate", folder.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {".policyctl.yml", ".policyctl.json", ".policyctl-waivers.yml"})
  void aConfigurationOfAnotherNameIsNotPassedOverInSilence(String name) {
    Folder folder = Folder.sound(temp).write(name, "schemaVersion: 1\n");
    Program.exits(0)
        .says(name + ":1:1: warning[PC210]: nothing reads this file (rename it to `.policyctl")
        .run("validate", folder.path(), "-o", "compact");
  }

  @ParameterizedTest
  @CsvSource({"files, 2", "fileBytes, 100", "totalBytes, 300", "scalarBytes, 8"})
  void limitsEndWithExitCode4AndSayWhichOneItWas(String limit, int value) {
    Folder folder = untidy("limits: { " + limit + ": " + value + " }\n");
    Program.exits(4)
        .says("error[PC002]", "limits: { " + limit + ": ")
        .run("validate", folder.path(), "-o", "compact");
    Program.exits(4).says("error[PC002]", "not tested").run("test", folder.path(), "-o", "compact");
    Program.exits(4)
        .input("{}")
        .complainsOf("PC002", "limits: { " + limit + ": ")
        .run("eval", "-C", folder.path(), "prod/acme");
  }
}

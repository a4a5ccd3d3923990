package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.FindingCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says about itself, and to those who call it wrongly. */
class HelpTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "validate",
        "test",
        "eval",
        "diff",
        "query",
        "matrix",
        "approve",
        "trust",
        "trust list",
        "trust check",
        "trust add",
        "log",
        "explain",
        "init",
        "completion"
      })
  void everyCommandHasHelpWithExamples(String command) {
    Object[] arguments = (command + " --help").strip().split(" ", -1);
    Result result =
        Program.exits(0)
            .says("Usage: policyctl" + (command.isEmpty() ? "" : " " + command), "Examples:\n")
            .run(arguments);
    assertThat(result.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void saysItsVersion() {
    Result result = Program.exits(0).talks().run("--version");
    assertThat(result.out()).matches("policyctl [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    Program.exits(2).complainsOf("Usage: policyctl", "validate", "Examples:").run();
  }

  @ParameterizedTest
  @CsvSource({"validat, validate", "tets, test"})
  void meansTheCommandWhoseNameIsClose(String written, String meant) {
    Program.exits(2).complainsOf("error: unmatched argument", "policyctl " + meant).run(written);
  }

  @Test
  void refusesAnUnknownFlag() {
    Program.exits(2)
        .complainsOf("error: unknown option: '--fail-onn'", "--fail-on")
        .run("validate", "--fail-onn", "never");
    Program.exits(2).complainsOf("'--fail-on'", "'maybe'").run("validate", "--fail-on", "maybe");
    Program.exits(2).complainsOf("error: ").run("validate", "a", "b");
  }

  @ParameterizedTest
  @CsvSource({"nowhere, no folder", "file, is not a folder"})
  void refusesAFolderThatIsNone(String name, String why) {
    new Folder(temp).write("file", "x");
    Program.exits(2).complainsOf(why, "help:").run("validate", temp.resolve(name));
    Program.exits(2).complainsOf(why, "help:").run("test", "-C", temp.resolve(name));
  }

  @Test
  void explainsEveryCodeByIdAndByName() {
    Result all = Program.exits(0).talks().run("explain");
    assertThat(all.lines()).hasSameSizeAs(FindingCode.values());
    Result page = Program.exits(0).says("PC201", "unknown-reference").run("explain", "PC201");
    Program.exits(0).prints(page.out()).run("explain", "unknown-reference");
    Program.exits(0).prints(page.out()).run("explain", "pc201");
  }

  @Test
  void everyCodeHasAPage() {
    for (FindingCode code : FindingCode.values()) {
      assertThat(dev.policyctl.validators.ExplanationPages.page(code))
          .contains(code.id())
          .hasSizeGreaterThan(200);
    }
  }

  @Test
  void meansTheCodeWhoseNameIsClose() {
    Program.exits(2)
        .complains(
            "error: no finding has the code `unknown-referense`",
            "  help: did you mean `unknown-reference`?")
        .run("explain", "unknown-referense");
    Program.exits(2).complainsOf("`policyctl explain` lists them all").run("explain", "::x##[y]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "BASH", "zsh"})
  void completionIsAScriptThatBashCanRead(String shell) throws Exception {
    Result script = Program.exits(0).says("validate", "--fail-on").run("completion", shell);
    Path file = Files.writeString(temp.resolve("completion"), script.out());
    Process bash =
        new ProcessBuilder("bash", "-n", file.toString()).redirectErrorStream(true).start();
    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void aReaderThatLeavesIsNoCrash() {
    Program.exits(0).says("PC001").shell("\"$@\" explain | head -n 1");
    Program.exits(0).talks().shell("\"$@\" completion | head -n 1");
  }
}

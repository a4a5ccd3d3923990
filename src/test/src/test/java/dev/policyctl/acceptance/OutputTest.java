package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
  @TempDir Path temp;

  private Folder broken() {
    return Folder.sound(temp).replace(Folder.POLICY, "[employee]", "[employe]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "test"})
  void writesSeveralFormatsInOneRun(String command) throws Exception {
    Program.exits(1)
        .in(broken().path())
        .says("error[PC201]")
        .run(command, "-o", "pretty", "--output", "json=r.json", "-o", "compact=c.txt");
    assertThat(Files.readString(temp.resolve("r.json"))).startsWith("{\"schemaVersion\":1,");
    assertThat(Files.readString(temp.resolve("c.txt")))
        .startsWith("policies/prod/acme/policy.yaml:");
  }

  @Test
  void writesToAFileWithSilenceOnStandardOutput() {
    Program.exits(1).in(broken().path()).run("validate", "-o", "json=r.json");
    assertThat(temp.resolve("r.json")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json,compact", "json=a,compact=a", "json=a,compact=./a", "json,json"})
  void refusesTwoFormatsForOnePlace(String formats) {
    Program.exits(2)
        .in(broken().path())
        .complainsOf("two formats of --output go to one place", "help:")
        .run("validate", "-o", formats);
    assertThat(temp.resolve("a")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"xml, 2", "JSON, 2", "'', 2", "json=, 2", "json=nowhere/x, 4", "json=registries, 4"})
  void refusesFormatsAndFilesThatItCannotWrite(String format, int exit) {
    Program.exits(exit)
        .in(broken().path())
        .complainsOf("error: ", "help:")
        .run("validate", "--output=" + format);
  }

  @Test
  void refusesAFormatBeforeTheWork() {
    Program.exits(2)
        .in(broken().path())
        .complainsOf("no output format `xml`")
        .run("validate", "-o", "json=r.json", "-o", "xml");
    assertThat(temp.resolve("r.json")).doesNotExist();
  }

  @Test
  void usesColourWhenAskedAndOnlyThen() {
    Path folder = broken().path();
    Program.exits(1).says("\u001b[31;1merror[PC201]").run("validate", folder, "--color", "always");
    Program.exits(1)
        .env("NO_COLOR", "1")
        .says("\u001b[31;1merror[PC201]")
        .run("validate", folder, "--color=always");
    Program.exits(1).keepsQuietAbout("\u001b").run("validate", folder);
    Program.exits(1).keepsQuietAbout("\u001b").run("validate", folder, "--color", "never");
  }

  @Test
  void onATerminalColourIsUsedUnlessTheEnvironmentObjects() {
    Path folder = broken().path();
    String terminal = "-Dpolicyctl.terminal=true";
    Program.exits(1).java(terminal).says("\u001b[").run("validate", folder);
    Program.exits(1).java(terminal).env("NO_COLOR", "").says("\u001b[").run("validate", folder);
    Program.exits(1)
        .java(terminal)
        .env("NO_COLOR", "1")
        .keepsQuietAbout("\u001b")
        .run("validate", folder);
    Program.exits(1)
        .java(terminal)
        .env("TERM", "dumb")
        .keepsQuietAbout("\u001b")
        .run("validate", folder);
    Program.exits(1).java(terminal).run("validate", folder, "-o", "pretty=" + temp.resolve("p"));
    assertThat(temp.resolve("p")).content().doesNotContain("\u001b").contains("error[PC201]");
  }

  @Test
  void aFullDiskIsExitCode4() {
    Program.exits(4)
        .in(broken().path())
        .complainsOf("could not be written")
        .shell("\"$@\" validate > /dev/full");
  }

  @Test
  void aReaderThatLeavesIsNoCrash() {
    Folder folder = broken();
    StringBuilder rules = new StringBuilder("rules:\n");
    for (int i = 0; i < 5_000; i++) {
      rules.append("  - { id: r").append(i).append(", effect: nope }\n");
    }
    folder.write("policies/prod/acme/rules/many.yaml", rules.toString());
    Program.exits(0).in(folder.path()).talks().complainsOf("").shell("\"$@\" validate | head -n 1");
  }

  @Test
  void debugShowsTheStackTraceOfAFailure() throws Exception {
    Process process =
        Program.exits(2)
            .begin(temp.resolve("o"), temp.resolve("e"), "--debug", "validate", temp.resolve("x"));
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(temp.resolve("e")).content().contains("error: no folder", "\tat dev.policyctl.");
  }
}

package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Threats D1 and D3: what a proposal names its files, rules and tests never commands the terminal
 * or the log that a report is printed to. A runner of GitHub obeys a line that begins with {@code
 * ::} behind any blanks, and {@code ##[} anywhere.
 */
class HostileOutputTest {
  private static final String[] NAMES = {
    "::error file=x::pwned.yaml",
    " ::warning::x.yaml",
    "##[error]x.yaml",
    "##vso[task.complete]x.yaml",
    "\u001b]0;title\u0007\u001b[31mred.yaml",
    "a\n::error::b.yaml",
    "\u202egnp.yaml",
    "\u2028\u0085x.yaml"
  };

  @TempDir Path temp;

  private Folder hostile(String root) {
    Folder folder = Folder.sound(temp.resolve(root));
    Stream.of(NAMES)
        .forEach(
            name ->
                folder
                    .write("::error::/" + name, "rules: [x]\n")
                    .write(" ::notice::" + name, "rules: [x]\n")
                    .write("policies/prod/acme/rules/" + name, "rules: [{ id: '##[x]' }]\n")
                    .write("policies/prod/acme/tests/" + name, "x\n"));
    folder.append(
        Folder.POLICY, "ruleFiles: [\"/::error::/*\", \"/ ::notice::*\", \"rules/*.yaml\"]\n");
    return folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pretty", "compact", "json"})
  void commandInjectionThroughFileNames(String format) {
    Result result = Program.exits(1).talks().run("validate", hostile("x").path(), "-o", format);
    assertHarmless(result.out());
    assertHarmless(Program.exits(1).talks().run("test", hostile("y").path(), "-o", format).out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pretty", "compact", "json"})
  void commandInjectionThroughNamesOfTests(String format) {
    Folder folder =
        Folder.sound(temp)
            .replace(Folder.TESTS, "name: anybody may chat", "name: '::error::x ##[group]y'")
            .replace(Folder.TESTS, "suite: chat", "suite: '::stop-commands::x'")
            .replace(Folder.TESTS, "request: {}", "skip: '##[warning]z'")
            .replace(Folder.TESTS, "[analysts-pii]", "['##[endgroup]']");
    assertHarmless(Program.exits(1).talks().run("test", folder.path(), "-o", format).out());
    assertHarmless(Program.exits(1).talks().run("validate", folder.path(), "-o", format).out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pretty", "compact", "json"})
  void commandInjectionThroughNamesInPolicies(String format) {
    Folder folder =
        Folder.sound(temp)
            .replace(Folder.POLICY, "id: chat-public", "id: '::error::x ##[y]'")
            .replace(Folder.POLICY, "openai/*", "'##[group]'")
            .replace(Folder.POLICY, "log: audit", "'##[debug]': '\u0009::x'")
            .append(Folder.POLICY, "\"::error::k\": 1\n\"\\e[31m\": 2\n");
    assertHarmless(Program.exits(1).talks().run("validate", folder.path(), "-o", format).out());
  }

  @Test
  void commandInjectionThroughTheNameOfTheFolder() {
    for (String root : new String[] {"::error::r", " ::error::r", "##[error]r", "\u001b[31mr"}) {
      Folder folder = Folder.sound(temp.resolve(root));
      assertHarmless(Program.exits(0).talks().run("validate", folder.path()).out());
      assertHarmless(Program.exits(2).complainsOf("error").run("init", folder.path()).err());
      assertHarmless(
          Program.exits(2).complainsOf("error").run("validate", folder.path() + "/no").err());
    }
  }

  private static void assertHarmless(String text) {
    assertThat(text).doesNotContain("##[", "##vso[");
    assertThat(text.lines().map(String::strip)).noneMatch(line -> line.startsWith("::"));
    assertThat(text.codePoints().filter(HostileOutputTest::obeyed)).isEmpty();
  }

  private static boolean obeyed(int c) {
    int type = Character.getType(c);
    return c != '\n'
        && (type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR);
  }
}

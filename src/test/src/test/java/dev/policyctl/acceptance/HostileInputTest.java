package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody made to crash the program, to keep it busy or to be passed over. */
class HostileInputTest {
  @TempDir Path temp;

  private static String times(int count, String text) {
    return IntStream.range(0, count)
        .mapToObj(i -> text.replace("#n+1", "" + (i + 1)).replace("#n", "" + i))
        .collect(Collectors.joining());
  }

  private Result compact(int exit, Folder folder) {
    return Program.exits(exit).talks().run("validate", folder.path(), "-o", "compact");
  }

  @Test
  void aBlockOfIgnoresIsReadOnce() {
    Folder folder =
        Folder.sound(temp).append(Folder.POLICY, "# policyctl:ignore PC207 -- x\n".repeat(60_000));
    assertThat(compact(0, folder).out()).endsWith("\n60,000 warnings, 1 note\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", " -", "- ", ", ", "a -- ", "PC207 ", "\t"})
  void aLongIgnoreIsReadOnce(String part) {
    String comment = "# policyctl:ignore " + part.repeat(60_000 / part.length()) + "!\n";
    Folder folder = Folder.sound(temp).append(Folder.POLICY, comment);
    assertThat(compact(1, folder).out()).contains("error[PC603]");
  }

  @Test
  void rolesInALongChainAreFollowed() {
    Folder folder =
        Folder.sound(temp)
            .append(
                "registries/roles.yaml",
                times(5_000, "  r#n: { inherits: [r#n+1] }\n") + "  r5000: {}\n");
    assertThat(compact(0, folder).out()).endsWith("\n5,001 warnings, 1 note\n");
  }

  @Test
  void rolesInACircleAreReportedOnce() {
    Folder folder =
        Folder.sound(temp)
            .append(
                "registries/roles.yaml",
                times(2_000, "  r#n: { inherits: [r#n+1] }\n") + "  r2000: { inherits: [r0] }\n");
    assertThat(compact(1, folder).out()).containsOnlyOnce("error[PC203]");
  }

  @Test
  void asManyUnknownNamesAsKnownOnesAreReported() {
    String stem = "m/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    Folder folder =
        Folder.sound(temp)
            .append("registries/models.yaml", times(20_000, "  " + stem + "#n: {}\n"))
            .append(
                Folder.POLICY,
                "  - { id: all, priority: 1, effect: deny, match: { models: [\n"
                    + times(20_000, "      " + stem + "b#n,\n")
                    + "    ] } }\n");
    assertThat(compact(1, folder).out()).contains("\n20,000 errors");
  }

  @Test
  void aThousandAliasesOfAModelAreOneModel() {
    String aliases = times(1_000, "alias-#n, ");
    Folder folder =
        Folder.sound(temp)
            .replace("registries/models.yaml", "[gpt-4o]", "[" + aliases + "gpt-4o]")
            .replace(Folder.TESTS, "model: openai/gpt-4o", "model: alias-999");
    assertThat(compact(0, folder).out()).endsWith("\n1 note\n");
    Program.exits(0).says("2 passed").run("test", folder.path());
  }

  @ParameterizedTest
  @CsvSource({
    "'', PC103",
    "'# nothing', PC103",
    "'---', PC102",
    "'[]', PC102",
    "'null', PC102",
    "'a: &x 1', PC003",
    "'rules: *x', PC003",
    "'rules: !!binary aGk=', PC003",
    "'<<: {a: 1}', PC003",
    "'{{[', PC001",
    "'rules: .nan', PC006",
    "'schemaVersion: 99999999999999999999999', PC006",
    "'schemaVersion: 1e400', PC006",
    "'schemaVersion: 2', PC106",
    "'schemaVersion: 1.0', PC102"
  })
  void brokenYamlIsAFinding(String text, String code) {
    Folder folder = Folder.sound(temp).write(Folder.POLICY, text + "\n");
    assertThat(compact(1, folder).out()).contains("policy.yaml:", "[" + code + "]");
    Program.exits(1).says("not tested", "\nfailed\n").run("test", folder.path(), "-o", "compact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"---\nrules: []\n", "...\nrules: []\n", "...\n---\n", "rules: []\n"})
  void whatComesBehindAPolicyIsNotPassedOver(String more) {
    assertThat(compact(1, Folder.sound(temp).append(Folder.POLICY, more)).out())
        .containsPattern("policy.yaml:1[34]:1: error");
  }

  @Test
  void deepNestingAndLongLinesEndEarly() {
    Folder folder =
        Folder.sound(temp)
            .write("policies/prod/acme/rules/deep.yaml", "[".repeat(100_000))
            .write("policies/prod/acme/rules/maps.yaml", "{a: ".repeat(100_000))
            .write("policies/prod/acme/rules/digits.yaml", "rules: " + "9".repeat(60_000))
            .write("policies/prod/acme/rules/line.yaml", "rules: [" + "1, ".repeat(300_000) + "]")
            .write("policies/prod/acme/rules/text.yaml", "rules: " + "x".repeat(300_000));
    assertThat(compact(4, folder).out()).contains("error[PC002]");
  }

  @Test
  void bytesThatAreNoTextAreAFinding() {
    Folder folder =
        Folder.sound(temp)
            .write(Folder.POLICY, Folder.policy("prod", "acme").getBytes(StandardCharsets.UTF_16));
    assertThat(compact(1, folder).out()).contains("error[PC008]: the file is not UTF-8");
  }

  @Test
  void lineEndsOfWindowsAndAByteOrderMarkAreFine() {
    Folder folder = Folder.sound(temp);
    folder
        .contents()
        .forEach((name, text) -> folder.write(name, "\ufeff" + text.replace("\n", "\r\n")));
    Program.exits(0).says("1 note").run("validate", folder.path());
    Program.exits(0).says("2 passed").run("test", folder.path());
  }

  @Test
  void jsonAndYmlAreReadAsYamlIs() {
    Folder folder = Folder.sound(temp).delete(Folder.POLICY);
    folder.write("policies/prod/acme/policy.yml", Folder.policy("prod", "acme"));
    Program.exits(0).says("2 passed").run("test", folder.path());
    folder.write("policies/prod/acme/policy.json", "{}");
    assertThat(compact(1, folder).out()).contains("error[PC216]");
  }

  @ParameterizedTest
  @CsvSource({"'roles: {}', PC201", "'', PC103", "'roles:', PC102", "'role: {}', PC101"})
  void anEmptyRegistryIsNoPass(String text, String code) {
    Folder folder = Folder.sound(temp);
    String header = text.isEmpty() ? "" : "schemaVersion: 1\n";
    folder.write("registries/roles.yaml", header + text + "\n");
    assertThat(compact(1, folder).out()).contains("[" + code + "]");
    Program.exits(1).says("failed").run("test", folder.path());
  }

  @Test
  void aPolicyWithoutRulesDeniesEverything() {
    Folder folder =
        Folder.sound(temp)
            .write(Folder.POLICY, Folder.policy("prod", "acme").replaceFirst("(?s)rules:.*", ""));
    Program.exits(1).says("got deny", "0 passed").run("test", folder.path(), "-o", "compact");
  }

  @Test
  void aTenantInCapitalsIsNoTenant() {
    Folder folder =
        Folder.sound(temp).write("policies/prod/ACME/policy.yaml", Folder.policy("prod", "ACME"));
    assertThat(compact(1, folder).out()).contains("error[PC205]: the folder `ACME`");
    Program.exits(1).says("failed").run("test", folder.path());
  }
}

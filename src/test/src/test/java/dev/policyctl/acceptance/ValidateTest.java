package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateTest {
  private static final String UNKNOWN_ROLE =
      """
      note[PC706]: no version is checked: this is no git repository, so there are no releases
        --> policies/prod/acme/policy.yaml:2:32
         |
       2 | bundle: { name: chat, version: 1.0.0, environment: prod, tenant: acme }
         |                                ^^^^^

      error[PC201]: unknown role `employe`
        --> policies/prod/acme/policy.yaml:7:22
         |
       7 |     match: { roles: [employe], routes: [chat], models: [openai/*], classifications: [public] }
         |                      ^^^^^^^
         = help: did you mean `employee`?

      policies (work tree, as of 2026-09-01T00:00:00Z): 1 policy, 2 rules, 0 limits, 4 registries, 1 test suite
      signatures: not judged: no --base says since when
      not analysed for its errors: prod/acme
      1 error, 1 note
      """;

  @TempDir Path temp;

  private Folder broken() {
    return Folder.sound(temp.resolve("policies")).replace(Folder.POLICY, "[employee]", "[employe]");
  }

  /** A policy without a test: a note; an unused model: a warning. */
  private Folder untidy() {
    return Folder.sound(temp)
        .append("registries/models.yaml", "  mistral/large: {}\n")
        .replace(Folder.POLICY, "openai/*", "openai/gpt-4o");
  }

  @Test
  void findsNothingInTheExample() {
    Program.exits(0)
        .says("6 policies")
        .keepsQuietAbout("suppressed", "warning", "error")
        .run("validate", Place.EXAMPLES.resolve("acme"));
  }

  @Test
  void showsThePlaceTheLineAndTheWayOut() {
    Program.exits(1).prints(UNKNOWN_ROLE).run("validate", broken().path(), "--as-of", "2026-09-01");
  }

  @Test
  void compactIsOneLineAFinding() {
    Program.exits(1)
        .prints(
            """
            policies/prod/acme/policy.yaml:2:32: note[PC706]: no version is checked: this is no git repository, so there are no releases
            policies/prod/acme/policy.yaml:7:22: error[PC201]: unknown role `employe` (did you mean `employee`?)
            signatures: not judged: no --base says since when
            1 error, 1 note
            """)
        .run("validate", broken().path(), "-o", "compact");
  }

  @ParameterizedTest
  @CsvSource({"error, 0", "warning, 1", "never, 0", "WARNING, 1"})
  void failsFromTheSeverityOnThatIsAskedFor(String failOn, int exit) {
    Program.exits(exit)
        .says("warning[PC208]")
        .run("validate", untidy().path(), "-o", "compact", "--fail-on", failOn);
  }

  @Test
  void failOnNeverAcceptsErrorsYetReportsThem() {
    Program.exits(0)
        .says("error[PC201]")
        .run("validate", broken().path(), "-o", "compact", "--fail-on", "never");
  }

  @Test
  void failOnNeverDoesNotAcceptWhatCouldNotBeDecided() {
    Folder folder =
        Folder.sound(temp).write(".policyctl.yaml", "schemaVersion: 1\nlimits: { files: 3 }\n");
    Program.exits(4)
        .says("error[PC002]", "limits: { files:")
        .run("validate", folder.path(), "-o", "compact", "--fail-on", "never");
  }

  @Test
  void findsTheRootFromASubfolder() {
    Folder folder = Folder.sound(temp);
    Program.exits(0).says("1 note").in(folder.path().resolve("policies/prod")).run("validate");
  }

  @Test
  void doesNotLookBeyondTheGitRoot() throws Exception {
    Folder.sound(temp);
    Path inner = temp.resolve("other/clone");
    Files.createDirectories(inner.resolve(".git"));
    Program.exits(2)
        .in(inner)
        .complainsOf("error: no policy repository at or above ``", "policyctl init")
        .run("validate");
  }

  @Test
  void takesThePathBelowTheFolderOfMinusC() {
    Folder folder = Folder.sound(temp.resolve("a/b"));
    Program.exits(0)
        .says("1 note")
        .run("validate", "-C", temp.resolve("a"), temp.relativize(folder.path()).getFileName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"with blanks", "mit Ümläuten", "日本", "quo'te\"d", "$(x);&"})
  void worksInFoldersOfAnyName(String name) {
    Folder folder = Folder.sound(temp.resolve(name));
    Program.exits(0).says("1 note").run("validate", folder.path());
    Program.exits(0).says("passed").in(folder.path()).run("test");
  }

  @Test
  void readsRuleFilesOfAnyName() {
    Folder folder =
        Folder.sound(temp)
            .write("policies/prod/acme/rules/team ü.yaml", "rules: [{ id: x, effect: deny }]\n");
    Program.exits(1)
        .says("policies/prod/acme/rules/team ü.yaml:1:11: error[PC103]")
        .run("validate", folder.path(), "-o", "compact");
  }

  @ParameterizedTest
  @CsvSource({"de_CH.UTF-8, Europe/Zurich", "tr_TR.UTF-8, Pacific/Apia", "C.UTF-8, UTC"})
  void printsTheSameInEveryLocaleAndZone(String locale, String zone) {
    Program.exits(1)
        .env("LC_ALL", locale)
        .env("TZ", zone)
        .java("-Duser.language=" + locale.substring(0, 1) + "r")
        .prints(UNKNOWN_ROLE)
        .run("validate", broken().path(), "--as-of", "2026-09-01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"now", "", "2026-13-01", "2026-09-01T09:00:00", "2026-02-30", "1e9"})
  void refusesAMomentThatIsNone(String moment) {
    Program.exits(2)
        .complainsOf("error: `" + moment + "` is not a moment")
        .run("validate", Folder.sound(temp).path(), "--as-of", moment);
  }

  @Test
  void twoRunsAtOnceDoNotDisturbEachOther() throws Exception {
    Folder folder = broken();
    Thread other =
        new Thread(
            () ->
                Program.exits(1)
                    .prints(UNKNOWN_ROLE)
                    .run("validate", folder.path(), "--as-of", "2026-09-01"));
    Throwable[] failure = new Throwable[1];
    other.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
    other.start();
    Program.exits(1).prints(UNKNOWN_ROLE).run("validate", folder.path(), "--as-of", "2026-09-01");
    other.join();
    assertThat(failure[0]).isNull();
  }

  @Test
  void changesNoFile() {
    Folder folder = broken();
    var before = folder.contents();
    Program.exits(1).talks().run("validate", folder.path());
    Program.exits(1).talks().run("test", folder.path());
    assertThat(folder.contents()).isEqualTo(before);
  }
}

package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ignores and waivers, as those use them who would rather not be found. */
class SuppressionTest {
  private static final String WAIVER =
      "id: w, code: PC208, reason: bought, owner: ada, expires: 2099-01-01";

  @TempDir Path temp;

  /** With a route that nothing names: PC208, a warning. */
  private Folder untidy(String comment) {
    return Folder.sound(temp)
        .write(
            "registries/routes.yaml",
            "schemaVersion: 1\nroutes:\n  chat: {}\n  other: {}" + comment + "\n");
  }

  private Program validate(int exit) {
    return Program.exits(exit);
  }

  private static final Object[] STRICT = {"-o", "compact", "--fail-on", "warning"};

  private void run(Program program, Folder folder) {
    program.run("validate", folder.path(), STRICT[0], STRICT[1], STRICT[2], STRICT[3]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " # policyctl:ignore PC208 -- bought",
        " #policyctl:ignore unused-entry --  bought",
        " # policyctl:ignore PC207, PC208 -- bought -- and paid",
        " # see below  # policyctl:ignore PC208 -- bought"
      })
  void anIgnoreWithAReasonSilencesItsLine(String comment) {
    run(validate(0).says("1 note, 1 suppressed\n"), untidy(comment));
  }

  @ParameterizedTest
  @CsvSource({
    "' # policyctl:ignore PC208', PC603",
    "' # policyctl:ignore PC208 --', PC603",
    "' # policyctl:ignore -- bought', PC603",
    "' # policyctl:ignore all -- bought', PC603",
    "' # policyctl:ignore PC999 -- bought', PC603",
    "' # policyctl:ignore PC001 -- bought', PC603",
    "' # policyctl:ignore PC201 -- bought', PC603",
    "' # policyctl:ignore PC601 -- bought', PC603",
    "' # policyctl:ignore PC208 - bought', PC603",
    "' # policyctl: ignore PC208 -- bought', PC603",
    "' # policyctl:ignore PC207 -- bought', PC602"
  })
  void anIgnoreThatIsBrokenSilencesNothing(String comment, String code) {
    run(validate(1).says("[PC208]", "[" + code + "]"), untidy(comment));
  }

  @Test
  void anIgnoreInAStringSilencesNothing() {
    Folder folder =
        untidy("").replace("registries/routes.yaml", "other: {}", "other: { owner: '%s' }");
    folder.replace("registries/routes.yaml", "%s", "# policyctl:ignore PC208 -- x");
    run(validate(1).says("[PC208]").keepsQuietAbout("suppressed"), folder);
    folder.write(
        "registries/routes.yaml",
        """
        schemaVersion: 1
        routes:
          chat: {}
          other:
            description: |
              # policyctl:ignore PC208 -- x
        """);
    run(validate(1).says("[PC208]").keepsQuietAbout("suppressed"), folder);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, 1 suppressed",
    "'expires: 2099-01-01=>expires: 2020-01-01', 1, PC601",
    "'reason: bought=>reason: \"\"', 1, PC104",
    "', expires: 2099-01-01=>', 1, PC103",
    "'code: PC208=>code: PC001', 1, PC603",
    "'code: PC208=>code: PC201', 1, PC603",
    "'code: PC208=>code: \"*\"', 1, PC603",
    "'owner: ada=>owner: ada, path: \"nowhere/**\"', 1, PC602",
    "'owner: ada=>owner: ada, path: \"registries/*\"', 0, 1 suppressed",
    "'owner: ada=>owner: ada, environment: prod', 1, PC602",
    "'id: w=>id: w, until: 2099-01-01', 1, PC101"
  })
  void aWaiverHoldsUntilItsDayAndForWhatItNames(String change, int exit, String says) {
    String waiver = WAIVER;
    if (!change.isEmpty()) {
      String[] parts = change.split("=>", -1);
      waiver = waiver.replace(parts[0], parts[1]);
    }
    Folder folder =
        untidy("")
            .write(".policyctl-waivers.yaml", "schemaVersion: 1\nwaivers: [{ " + waiver + " }]\n");
    run(validate(exit).says(says), folder);
  }

  @Test
  void theMomentOfTheRunDecidesWhetherAWaiverHasExpired() {
    Folder folder =
        untidy("")
            .write(".policyctl-waivers.yaml", "schemaVersion: 1\nwaivers: [{ " + WAIVER + " }]\n");
    String path = folder.path().toString();
    Result last =
        Program.exits(0)
            .talks()
            .run("validate", path, "-o", "compact", "--as-of", "2098-12-31T23:59:59Z");
    assertThat(last.out()).endsWith("1 note, 1 suppressed\n");
    Program.exits(1)
        .says("error[PC601]", "warning[PC208]")
        .run("validate", path, "-o", "compact", "--as-of", "2099-01-01");
  }

  @Test
  void whatKeepsAPolicyFromDecidingIsNeverSilenced() {
    Folder folder =
        Folder.sound(temp)
            .replace(Folder.POLICY, "[employee]", "[nobody]")
            .replace(
                Folder.POLICY,
                "classifications: [public] }",
                "classifications: [public] } # policyctl:ignore PC201 -- x")
            .write(
                ".policyctl-waivers.yaml",
                "schemaVersion: 1\nwaivers: [{ " + WAIVER.replace("PC208", "PC201") + " }]\n");
    run(validate(1).says("error[PC201]", "error[PC603]"), folder);
    Program.exits(1).says("not tested").run("test", folder.path());
  }
}

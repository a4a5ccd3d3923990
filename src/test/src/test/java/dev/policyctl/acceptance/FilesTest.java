package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are read, and what becomes of those that cannot be. */
class FilesTest {
  private static final String RULES = "rules: [{ id: evil, priority: 900, effect: allow }]\n";

  @TempDir Path temp;

  private Result compact(int exit, Folder folder) {
    return Program.exits(exit).talks().run("validate", folder.path(), "-o", "compact");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Folder.POLICY,
        Folder.TESTS,
        "registries/roles.yaml",
        ".policyctl.yaml",
        "policies/prod/acme/rules/a.yaml"
      })
  void aSymbolicLinkIsNoPolicyFile(String name) {
    Folder folder = Folder.sound(temp.resolve("repo"));
    folder.write("policies/prod/acme/rules/a.yaml", "rules: []\n");
    String text = folder.read(name);
    folder.delete(name);
    new Folder(temp).write("outside.yaml", text);
    folder.link(name, temp.resolve("outside.yaml").toString());
    assertThat(compact(1, folder).out()).contains(name + ":1:1: error[PC008]");
    Program.exits(1).says("failed").run("test", folder.path());
  }

  @ParameterizedTest
  @CsvSource({
    "/link/*.yaml, link/a.yaml",
    "/link/x/*.yaml, link/x/a.yaml",
    "/in/link/**, in/link/a.yaml"
  })
  void ruleFilesBehindALinkAreNotRead(String glob, String name) {
    Folder folder = Folder.sound(temp.resolve("repo"));
    Path outside = temp.resolve("outside");
    String below = name.substring(name.indexOf("link/") + 5);
    new Folder(outside).write(below, RULES);
    folder.link(name.substring(0, name.indexOf("link") + 4), outside.toString());
    folder.append(Folder.POLICY, "ruleFiles: ['" + glob + "']\n");
    assertThat(compact(1, folder).out()).containsAnyOf("error[PC218]", "error[PC008]");
    Program.exits(1).says("failed").run("test", folder.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../../evil.yaml", "/../evil.yaml", "..", "/", "", "a//b.yaml"})
  void ruleFilesOutsideTheRepositoryAreNotRead(String glob) {
    Folder folder = Folder.sound(temp.resolve("repo"));
    new Folder(temp).write("evil.yaml", RULES);
    folder.append(Folder.POLICY, "ruleFiles: ['" + glob + "']\n");
    assertThat(compact(1, folder).out()).contains("error[PC104]");
  }

  @Test
  void aRuleFileThatTwoGlobsHitCountsOnce() {
    Folder folder =
        Folder.sound(temp)
            .write("shared/a.yaml", RULES.replace("allow", "deny, match: { models: [openai/o3] }"))
            .append(Folder.POLICY, "ruleFiles: [/shared/*.yaml, /shared/a.*, /shared/**]\n");
    assertThat(Program.exits(0).talks().run("validate", folder.path()).out())
        .contains("1 policy, 3 rules,", "1 note");
  }

  @Test
  void filesThatNothingReadsAreSaid() {
    Folder folder =
        Folder.sound(temp)
            .write("policies/prod/acme/rules/a.yml", RULES)
            .write("policies/prod/acme/tests/more.yaml", "x")
            .write("policies/prod/acme/tests/below/more.test.yaml", "x")
            .write("policies/prod/x.yaml", "x")
            .write("registries/role.yaml", "x")
            .write("policies/prod/acme/README.md", "x");
    assertThat(compact(0, folder).out())
        .contains("did you mean `registries/roles.yaml`?")
        .endsWith("\n5 warnings, 1 note\n");
  }

  @Test
  void aFolderInPlaceOfAFileIsNoPass() {
    Folder folder =
        Folder.sound(temp)
            .delete(Folder.POLICY)
            .write(Folder.POLICY + "/x.yaml", "x")
            .delete("registries/roles.yaml")
            .write("registries/roles.yaml/x.yaml", "x");
    assertThat(compact(1, folder).out()).contains("error[PC215]");
    Program.exits(1).says("failed").run("test", folder.path());
  }

  @Test
  void aNameThatTheLocaleCannotHoldIsNotADefect() {
    Folder folder = Folder.sound(temp).write("policies/prod/acme/rules/ü.yaml", RULES);
    for (String command : new String[] {"validate", "test"}) {
      Program.exits(4)
          .env("LC_ALL", "C")
          .says("error[PC007]", "LC_ALL=C.UTF-8")
          .run(command, folder.path(), "-o", "compact");
    }
  }

  @Test
  @Tag("slow")
  void tenThousandFilesAreReadAndOneMoreIsNot() {
    Folder folder = Folder.sound(temp);
    for (int i = 0; i < 9_993; i++) {
      folder.write("policies/prod/acme/rules/r" + i + ".yaml", "rules: []\n");
    }
    assertThat(compact(0, folder).out()).endsWith("\n1 note\n");
    for (int i = 0; i < 3; i++) {
      folder.write("policies/prod/acme/rules/s" + i + ".yaml", "rules: []\n");
    }
    assertThat(compact(4, folder).out()).contains("error[PC002]", "limits: { files:");
  }

  @Test
  void whatAFolderHoldsBesidesPoliciesIsLeftAlone() {
    Folder folder =
        Repository.of(Folder.sound(temp))
            .folder()
            .write(".git/policies/x.yaml", "{{{")
            .write("node_modules/x/policy.yaml", "{{{")
            .write("src/registries/roles.yaml", "{{{");
    assertThat(compact(0, folder).out()).endsWith("\n1 note\n");
  }
}

package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
  @TempDir Path temp;

  static List<List<String>> scopes() {
    return List.of(
        List.of(),
        List.of("--environment", "staging", "--environment", "prod", "--tenant", "acme"),
        List.of("--environment", "dev,prod", "--tenant", "a,b-2,c_3"));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void makesARepositoryThatPassesItsOwnGates(List<String> scope) {
    Path folder = temp.resolve("my policies");
    Object[] arguments =
        java.util.stream.Stream.concat(java.util.stream.Stream.of("init", folder), scope.stream())
            .toArray();
    Program.exits(0).says("created ", "next: policyctl validate").run(arguments);
    Program.exits(0).says("1 note\n").run("validate", folder);
    Program.exits(0).says("passed\n").keepsQuietAbout("below").run("test", folder);
    assertThat(new Folder(folder).read(".policyctl.yaml"))
        .contains("fail-on: warning", "coverage-threshold: 100");
  }

  @Test
  void saysWhatItMade() {
    Program.exits(0)
        .in(temp)
        .prints(
            """
            created .policyctl.yaml
            created policies/prod/default/policy.yaml
            created policies/prod/default/rules/chat.yaml
            created policies/prod/default/tests/chat.test.yaml
            created registries/classifications.yaml
            created registries/models.yaml
            created registries/redactions.yaml
            created registries/roles.yaml
            created registries/routes.yaml

            next: policyctl validate
                  policyctl test
            """)
        .run("init");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registries/routes.yaml", "policies/prod/default/tests/chat.test.yaml"})
  void refusesToOverwriteAndThenWritesNothing(String name) {
    Folder folder = new Folder(temp).write(name, "mine");
    Program.exits(2)
        .complainsOf(name + "` is there already", "nothing was written")
        .run("init", temp);
    assertThat(folder.contents()).containsOnlyKeys(name).containsValue("mine");
  }

  @Test
  void refusesALinkThatLeadsNowhereAndThenWritesNothing() {
    Folder folder = new Folder(temp).link("registries/roles.yaml", "nowhere");
    Program.exits(2).complainsOf("is there already").run("init", temp);
    assertThat(folder.contents()).isEmpty();
    assertThat(temp.resolve("nowhere")).doesNotExist();
  }

  @Test
  void refusesAFileInPlaceOfAFolderAndThenWritesNothing() {
    Folder folder = new Folder(temp).write("registries", "mine");
    Program.exits(2)
        .complainsOf("registries` is in the way", "nothing was written")
        .run("init", temp);
    assertThat(folder.contents()).containsOnlyKeys("registries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Prod", "../x", "", "a b", "a/b", "::error::x"})
  void refusesANameThatNoFolderMayHave(String name) {
    Program.exits(2)
        .complainsOf("cannot be the name of an environment")
        .run("init", temp.resolve("x"), "--environment=" + name);
    assertThat(Files.exists(temp.resolve("x"))).isFalse();
  }
}

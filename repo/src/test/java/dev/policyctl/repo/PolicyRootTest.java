package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyRootTest {
  @TempDir Path temporary;
  private Path git;

  /** Whatever lies above the temporary folder stays out of sight: the search ends at a git root. */
  @BeforeEach
  void makeAGitRoot() throws IOException {
    git = folder("git");
    folder("git/.git");
  }

  private Path folder(String path) throws IOException {
    return Files.createDirectories(temporary.resolve(path));
  }

  private void configure(String path) throws IOException {
    Files.writeString(folder(path).resolve(".policyctl.yaml"), "schemaVersion: 1\n");
  }

  @Test
  void findsTheFolderWithTheConfigurationFromFarBelow() throws IOException {
    configure("git/ai");
    assertThat(PolicyRoot.find(folder("git/ai/policies/prod/acme"))).isEqualTo(git.resolve("ai"));
  }

  @Test
  void findsTheFolderWithRegistriesWhereNothingIsConfigured() throws IOException {
    folder("git/ai/registries");
    assertThat(PolicyRoot.find(folder("git/ai/policies"))).isEqualTo(git.resolve("ai"));
  }

  @Test
  void prefersAConfigurationFurtherUpToRegistriesNearby() throws IOException {
    configure("git");
    folder("git/ai/registries");
    assertThat(PolicyRoot.find(folder("git/ai"))).isEqualTo(git);
  }

  @Test
  void takesTheNearestOfTwoConfigurations() throws IOException {
    configure("git");
    configure("git/ai");
    assertThat(PolicyRoot.find(folder("git/ai/policies"))).isEqualTo(git.resolve("ai"));
  }

  @Test
  void takesTheGitRootItself() throws IOException {
    configure("git");
    assertThat(PolicyRoot.find(git)).isEqualTo(git);
  }

  @Test
  void neverLooksBeyondTheGitRoot() throws IOException {
    configure(".");
    folder("registries");
    assertThatThrownBy(() -> PolicyRoot.find(folder("git/ai")))
        .isInstanceOf(OperationalException.class)
        .hasMessageContaining("no policy repository at or above");
  }

  @Test
  void stopsAtAWorkTreeWhoseGitIsAFile() throws IOException {
    configure("git");
    Path linked = folder("git/linked");
    Files.writeString(linked.resolve(".git"), "gitdir: elsewhere\n");
    assertThatThrownBy(() -> PolicyRoot.find(linked)).isInstanceOf(OperationalException.class);
    assertThat(PolicyRoot.gitRoot(linked)).contains(linked);
  }

  @Test
  void takesNoFolderForAConfiguration() throws IOException {
    folder("git/.policyctl.yaml");
    assertThatThrownBy(() -> PolicyRoot.find(git)).isInstanceOf(OperationalException.class);
  }

  @Test
  void rejectsAFileAndAFolderThatIsNotThere() throws IOException {
    Path file = Files.writeString(git.resolve("file"), "");
    assertThatThrownBy(() -> PolicyRoot.find(file)).hasMessageContaining("is not a folder");
    assertThatThrownBy(() -> PolicyRoot.find(git.resolve("gone")))
        .hasMessageContaining("no folder");
  }
}

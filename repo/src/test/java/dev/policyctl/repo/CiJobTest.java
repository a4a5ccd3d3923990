package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CiJobTest {
  @TempDir Path folder;
  private Path git;

  @BeforeEach
  void makeAGitRoot() throws IOException {
    git = folder.resolve("git");
    Files.createDirectories(git.resolve(".git"));
    Files.createDirectories(git.resolve("ai"));
  }

  private Map<String, String> github() {
    return Map.of(
        "GITHUB_ACTIONS", "true", "GITHUB_WORKSPACE", git.toString(), "GITHUB_BASE_REF", "main");
  }

  private Map<String, String> gitlab() {
    return Map.of(
        "GITLAB_CI",
        "true",
        "CI_PROJECT_DIR",
        git.toString(),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "release/1");
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> copy = new HashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  @Test
  void knowsTheTargetOfAPullRequestAndOfAMergeRequest() {
    assertThat(CiJob.detect(git.resolve("ai"), github())).contains(new CiJob(Optional.of("main")));
    assertThat(CiJob.detect(git, gitlab())).contains(new CiJob(Optional.of("release/1")));
  }

  @Test
  void knowsAJobWithoutAProposal() {
    assertThat(CiJob.detect(git, with(github(), "GITHUB_BASE_REF", "")))
        .contains(new CiJob(Optional.empty()));
    Map<String, String> push = new HashMap<>(gitlab());
    push.remove("CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
    assertThat(CiJob.detect(git, push)).contains(new CiJob(Optional.empty()));
  }

  @Test
  void isNotThereForARepositoryThatTheJobDidNotCheckOut() throws IOException {
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve(".git"));
    assertThat(CiJob.detect(other, github())).isEmpty();
    assertThat(CiJob.detect(other, gitlab())).isEmpty();
    Path nested = git.resolve("nested");
    Files.createDirectories(nested.resolve(".git"));
    assertThat(CiJob.detect(nested, github())).isEmpty();
  }

  @Test
  void isNotThereWithoutTheForgesMark() {
    assertThat(CiJob.detect(git, Map.of())).isEmpty();
    assertThat(CiJob.detect(git, with(github(), "GITHUB_ACTIONS", "false"))).isEmpty();
    assertThat(CiJob.detect(git, with(gitlab(), "CI_PROJECT_DIR", ""))).isEmpty();
    assertThat(CiJob.detect(git, with(gitlab(), "CI_PROJECT_DIR", "gone\0"))).isEmpty();
    assertThat(CiJob.detect(git, with(gitlab(), "CI_PROJECT_DIR", "/gone/for/good"))).isEmpty();
  }

  @Test
  void followsLinksToTheCheckout() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), git);
    assertThat(CiJob.detect(git, with(github(), "GITHUB_WORKSPACE", link.toString()))).isPresent();
    assertThat(CiJob.detect(link, github())).isPresent();
  }
}

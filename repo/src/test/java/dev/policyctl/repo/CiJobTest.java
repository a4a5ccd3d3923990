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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CiJobTest {
  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);

  @TempDir Path folder;
  private GitFixture git;

  @BeforeEach
  void makeARepository() throws IOException {
    git = GitFixture.init(Files.createDirectories(folder.resolve("git")));
    Files.createDirectories(git.root().resolve("ai"));
  }

  private Map<String, String> github() {
    return Events.pullRequest(folder, git, "main", ONE);
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> copy = new HashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  private CiEvent event(Map<String, String> environment) {
    return CiJob.detect(git.root(), environment).orElseThrow().event();
  }

  private CiEvent event(String name, String json) {
    return event(Events.github(folder, git, name, json));
  }

  private void assertUnknown(CiEvent event, String why) {
    assertThat(event).isInstanceOf(CiEvent.Unknown.class);
    assertThat(((CiEvent.Unknown) event).why()).contains(why);
  }

  @Test
  void knowsTheHeadAndTheTargetOfAPullRequestWhateverElseTheEventHolds() {
    assertThat(event(github())).isEqualTo(new CiEvent.ChangeRequest("main", ONE, Optional.empty()));
    assertThat(event(with(github(), "GITHUB_SHA", TWO)))
        .isEqualTo(new CiEvent.ChangeRequest("main", ONE, Optional.of(TWO)));
    assertThat(CiJob.detect(git.root().resolve("ai"), github()).orElseThrow().targetBranch())
        .contains("main");
  }

  @Test
  void knowsAPushAndTheFirstOneOfABranch() {
    assertThat(event(Events.push(folder, git, ONE, TWO)))
        .isEqualTo(
            new CiEvent.Push(Optional.of("main"), Optional.of(ONE), TWO, Optional.of("main")));
    assertThat(event(Events.push(folder, git, Events.ZEROS, TWO)))
        .isEqualTo(
            new CiEvent.Push(Optional.of("main"), Optional.empty(), TWO, Optional.of("main")));
    assertThat(event(Events.push(folder, git, ONE, Events.ZEROS))).isEqualTo(new CiEvent.Other());
  }

  @Test
  void knowsAMergeGroup() {
    assertThat(event(Events.mergeGroup(folder, git, ONE, TWO)))
        .isEqualTo(new CiEvent.MergeGroup(ONE, TWO));
  }

  @Test
  void knowsTheMergeRequestsAndPushesOfGitLab() {
    String target = "CI_MERGE_REQUEST_TARGET_BRANCH_NAME";
    assertThat(event(Events.gitlab(git, target, "release/1", "CI_COMMIT_SHA", ONE)))
        .isEqualTo(new CiEvent.ChangeRequest("release/1", ONE, Optional.of(ONE)));
    assertThat(
            event(
                Events.gitlab(
                    git,
                    target,
                    "main",
                    "CI_COMMIT_SHA",
                    ONE,
                    "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA",
                    TWO)))
        .isEqualTo(new CiEvent.ChangeRequest("main", TWO, Optional.of(ONE)));
    assertThat(
            event(
                Events.gitlab(
                    git,
                    "CI_PIPELINE_SOURCE",
                    "push",
                    "CI_COMMIT_BRANCH",
                    "main",
                    "CI_COMMIT_BEFORE_SHA",
                    ONE,
                    "CI_COMMIT_SHA",
                    TWO,
                    "CI_DEFAULT_BRANCH",
                    "main")))
        .isEqualTo(
            new CiEvent.Push(Optional.of("main"), Optional.of(ONE), TWO, Optional.of("main")));
    assertThat(event(Events.gitlab(git, "CI_PIPELINE_SOURCE", "schedule")))
        .isEqualTo(new CiEvent.Other());
    assertUnknown(event(Events.gitlab(git, target, "main")), "CI_COMMIT_SHA");
  }

  @Test
  void knowsAJobWithoutAProposal() {
    assertThat(event("schedule", "{\"schedule\":\"* * * * *\"}")).isEqualTo(new CiEvent.Other());
    assertThat(event(Events.gitlab(git))).isEqualTo(new CiEvent.Other());
    Map<String, String> bare = new HashMap<>(github());
    bare.remove("GITHUB_EVENT_NAME");
    bare.remove("GITHUB_EVENT_PATH");
    assertThat(event(bare)).isEqualTo(new CiEvent.Other());
  }

  @Test
  void doesNotGuessWhereTheEventIsMissing() {
    Map<String, String> without = new HashMap<>(github());
    without.remove("GITHUB_EVENT_PATH");
    assertUnknown(event(without), "GITHUB_EVENT_PATH is not set");
    without.remove("GITHUB_EVENT_NAME");
    assertUnknown(event(with(without, "GITHUB_BASE_REF", "main")), "GITHUB_EVENT_PATH");
    assertUnknown(event(with(github(), "GITHUB_EVENT_PATH", "/gone")), "cannot be read");
    assertUnknown(event(with(github(), "GITHUB_EVENT_PATH", "x\0")), "cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"pull_request\":{}}",
        "{\"pull_request\":{\"head\":{\"sha\":1},\"base\":{\"ref\":\"main\"}}}",
        "{\"pull_request\":[{\"head\":{\"sha\":\"1111111111111111111111111111111111111111\"},"
            + "\"base\":{\"ref\":\"main\"}}]}",
        "{\"pull_request\":{\"head\":{\"sha\":\"HEAD\"},\"base\":{\"ref\":\"main\"}}}",
        "{\"pull_request\":{\"head\":{\"sha\":\"--upload-pack=x\"},\"base\":{\"ref\":\"m\"}}}",
        "{\"pull_request\":{\"head\":{\"sha\":\"a\",\"sha\":\"b\"},\"base\":{\"ref\":\"m\"}}}"
      })
  void doesNotGuessWhereTheEventIsBroken(String json) {
    assertThat(event("pull_request", json)).isInstanceOf(CiEvent.Unknown.class);
  }

  @Test
  void readsNoEventWithoutEnd() {
    assertUnknown(event("pull_request", "[".repeat(200_000)), "cannot be read");
    assertUnknown(event("pull_request", "{\"a\":".repeat(200_000)), "cannot be read");
  }

  @Test
  void isNotThereForARepositoryThatTheJobDidNotCheckOut() throws IOException {
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve(".git"));
    assertThat(CiJob.detect(other, github())).isEmpty();
    assertThat(CiJob.detect(other, Events.gitlab(git))).isEmpty();
    Path nested = git.root().resolve("nested");
    Files.createDirectories(nested.resolve(".git"));
    assertThat(CiJob.detect(nested, github())).isEmpty();
  }

  @Test
  void isNotThereWithoutTheForgesMark() {
    Path root = git.root();
    assertThat(CiJob.detect(root, Map.of())).isEmpty();
    assertThat(CiJob.detect(root, with(github(), "GITHUB_ACTIONS", "false"))).isEmpty();
    for (String nowhere : new String[] {"", "gone\0", "/gone/for/good"}) {
      assertThat(CiJob.detect(root, with(Events.gitlab(git), "CI_PROJECT_DIR", nowhere))).isEmpty();
    }
  }

  @Test
  void followsLinksToTheCheckout() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), git.root());
    assertThat(CiJob.detect(git.root(), with(github(), "GITHUB_WORKSPACE", link.toString())))
        .isPresent();
    assertThat(CiJob.detect(link, github())).isPresent();
  }
}

package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitHistoryTest {
  @TempDir Path folder;
  private GitFixture git;
  private String first;

  @BeforeEach
  void makeARepository() throws IOException {
    git = GitFixture.init(Files.createDirectories(folder.resolve("work")));
    first = git.commit("first");
  }

  private static Configuration target(String branch) {
    return new Configuration(
        Optional.of(new Text(branch, Span.startOf(".policyctl.yaml"))),
        Map.of(),
        InputLimits.DEFAULT,
        Optional.empty());
  }

  private static String mergeBase(GitFixture git, String head) {
    try (GitHistory history = GitHistory.open(git.root())) {
      String tip = history.resolve(head);
      return history.mergeBase(head, tip, history.targetBranch(Configuration.DEFAULT));
    }
  }

  private static TargetBranch targetBranch(GitFixture git, Configuration configuration) {
    try (GitHistory history = GitHistory.open(git.root())) {
      return history.targetBranch(configuration);
    }
  }

  @Test
  void resolvesWhatGitResolves() {
    String second = git.commit("second");
    git.git("tag", "--annotate", "t", "--message", "m");
    try (GitHistory history = GitHistory.open(git.root())) {
      for (String name : new String[] {"HEAD", "main", "t", "refs/heads/main", second}) {
        assertThat(history.resolve(name)).as(name).isEqualTo(second);
      }
      assertThat(history.resolve("main~1")).isEqualTo(first);
      assertThat(history.isAncestor(first, second)).isTrue();
      assertThat(history.isAncestor(second, first)).isFalse();
      assertThat(history.root()).isEqualTo(git.root());
    }
  }

  @Test
  void takesNoTagForTheBranchOfItsName() {
    git.git("tag", "main");
    git.commit("second");
    try (GitHistory history = GitHistory.open(git.root())) {
      for (String name : new String[] {"main", "main~0", "main^{commit}", "main@{0}"}) {
        Refusals.usage(
            () -> history.resolve(name),
            "`" + name + "` may be `refs/tags/main` or `refs/heads/main`");
      }
      assertThat(history.resolve("refs/tags/main")).isEqualTo(first);
      assertThat(history.targetBranch(Configuration.DEFAULT).commitId()).isNotEqualTo(first);
    }
  }

  @Test
  void saysThatATreeIsNoCommit() {
    git.git("tag", "tree", "HEAD^{tree}");
    try (GitHistory history = GitHistory.open(git.root())) {
      Refusals.usage(() -> history.resolve("tree"), "`tree` is not a commit");
    }
  }

  @Test
  void saysThatThereIsNoCommitYet() throws IOException {
    GitFixture empty = GitFixture.init(Files.createDirectories(folder.resolve("empty")));
    try (GitHistory history = GitHistory.open(empty.root())) {
      assertThat(history.isEmpty()).isTrue();
      assertThat(Refusals.usage(() -> history.resolve("HEAD"), "no revision `HEAD`"))
          .isEqualTo("the git repository has no commit yet");
    }
  }

  @Test
  void findsWhereABranchLeft() {
    git.git("switch", "--quiet", "--create", "topic");
    String topic = git.commit("topic");
    git.git("switch", "--quiet", "main");
    git.commit("second");
    assertThat(mergeBase(git, "topic")).isEqualTo(first);
    git.git("merge", "--quiet", "--no-ff", "--message", "merge", "topic");
    assertThat(mergeBase(git, "topic")).isEqualTo(topic);
  }

  /** Two branches that merged each other have two best common ancestors. */
  @Test
  void takesTheLatestOfSeveralBases() {
    git.git("switch", "--quiet", "--create", "topic");
    String older = git.date("2026-01-02T00:00:00Z").commit("topic");
    git.git("switch", "--quiet", "main");
    String later = git.date("2026-01-03T00:00:00Z").commit("main");
    git.git("switch", "--quiet", "topic");
    git.git("merge", "--quiet", "--message", "one", later);
    git.git("switch", "--quiet", "main");
    git.git("merge", "--quiet", "--message", "other", older);
    assertThat(mergeBase(git, "topic")).isEqualTo(later);
  }

  /** A clock that went backwards makes the latest commit look like the oldest. */
  @Test
  void takesNoAncestorOfAnotherBase() {
    git.date("2026-05-01T00:00:00Z").commit("far ahead");
    String shared = git.date("2020-01-01T00:00:00Z").commit("far behind");
    git.git("switch", "--quiet", "--create", "topic");
    git.date("2026-03-01T00:00:00Z").commit("topic");
    git.git("switch", "--quiet", "main");
    git.date("2026-04-01T00:00:00Z").commit("main");
    assertThat(mergeBase(git, "topic")).isEqualTo(shared);
  }

  @Test
  void saysThatTwoHistoriesHaveNothingInCommon() {
    git.git("switch", "--quiet", "--orphan", "topic");
    git.commit("elsewhere");
    assertThat(
            Refusals.undecided(
                () -> mergeBase(git, "topic"), "`topic` and `main` have no common history"))
        .isEqualTo("fetch the branch that it left: git fetch origin; or name the base");
  }

  @Test
  void isUnsureOfAMergeBaseInAShallowCloneAndSaysHowToGetIt() {
    git.git("switch", "--quiet", "--create", "topic");
    git.commit("topic");
    git.git("switch", "--quiet", "main");
    git.commit("second");
    GitFixture shallow = git.shallowClone(folder.resolve("shallow"));
    shallow.git("fetch", "--quiet", "--depth=1", "origin", "topic:topic");
    String hint =
        Refusals.undecided(
            () -> mergeBase(shallow, "topic"),
            "the clone is shallow, so where `topic` left `origin/main` is unknown");
    assertThat(hint).isEqualTo("history is missing: git fetch --unshallow origin");
    shallow.run(hint.substring(hint.indexOf("git fetch")));
    assertThat(mergeBase(shallow, "topic")).isEqualTo(first);
  }

  @Test
  void isSureWhereOneCommitIsTheOthersAncestorEvenInAShallowClone() {
    GitFixture shallow = git.shallowClone(folder.resolve("shallow"));
    shallow.commit("local");
    assertThat(mergeBase(shallow, "HEAD")).isEqualTo(first);
  }

  @Test
  void seesThatACloneIsShallowAlsoFromALinkedWorkTree() {
    git.commit("second");
    GitFixture shallow = git.shallowClone(folder.resolve("shallow"));
    GitFixture linked = shallow.linked(folder.resolve("linked"), "topic");
    try (GitHistory history = GitHistory.open(linked.root())) {
      assertThat(history.isShallow()).isTrue();
      assertThat(history.fetchCommand()).isEqualTo("git fetch --unshallow origin --tags");
      assertThat(
              Refusals.undecided(
                  () -> history.resolve("HEAD~1"), "no revision `HEAD~1` in this shallow clone"))
          .isEqualTo("history is missing: git fetch --unshallow origin --tags");
    }
    linked.run("git fetch --unshallow origin --tags");
    try (GitHistory history = GitHistory.open(linked.root())) {
      assertThat(history.isShallow()).isFalse();
      assertThat(history.resolve("HEAD~1")).isEqualTo(first);
    }
  }

  @Test
  void readsTheHeadOfALinkedWorkTreeAndTheRefsOfAll() {
    GitFixture linked = git.linked(folder.resolve("linked"), "topic");
    String topic = linked.write("registries/roles.yaml", "linked\n").commit("topic");
    linked.git("pack-refs", "--all");
    try (GitHistory history = GitHistory.open(linked.root())) {
      assertThat(history.resolve("HEAD")).isEqualTo(topic);
      assertThat(history.resolve("main")).isEqualTo(first);
      assertThat(history.targetBranch(Configuration.DEFAULT))
          .isEqualTo(new TargetBranch("main", first));
    }
  }

  @Test
  void takesTheDefaultBranchOfTheRemote() {
    git.git("branch", "--move", "trunk");
    GitFixture clone = git.fullClone(folder.resolve("clone"));
    clone.git("branch", "main");
    assertThat(targetBranch(clone, Configuration.DEFAULT))
        .isEqualTo(new TargetBranch("origin/trunk", first));
  }

  @Test
  void takesAUsualBranchWhereTheRemoteNamesNone() {
    GitFixture clone = git.fullClone(folder.resolve("clone"));
    clone.commit("local");
    clone.git("remote", "set-head", "origin", "--delete");
    assertThat(targetBranch(clone, Configuration.DEFAULT).name()).isEqualTo("origin/main");
    clone.git("update-ref", "-d", "refs/remotes/origin/main");
    assertThat(targetBranch(clone, Configuration.DEFAULT).name()).isEqualTo("main");
    clone.git("branch", "--move", "master");
    assertThat(targetBranch(clone, Configuration.DEFAULT).name()).isEqualTo("master");
    clone.git("branch", "--move", "other");
    assertThat(
            Refusals.undecided(
                () -> targetBranch(clone, Configuration.DEFAULT),
                "no target branch: neither `main` nor `master` is there"))
        .endsWith("git fetch origin");
  }

  @Test
  void passesOverADefaultBranchThatIsGoneAndALoopOfRefs() {
    GitFixture clone = git.fullClone(folder.resolve("clone"));
    clone.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone");
    assertThat(targetBranch(clone, Configuration.DEFAULT).name()).isEqualTo("origin/main");
    clone.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/loop");
    clone.git("symbolic-ref", "refs/remotes/origin/loop", "refs/remotes/origin/HEAD");
    assertThat(targetBranch(clone, Configuration.DEFAULT).name()).isEqualTo("origin/main");
  }

  @Test
  void takesTheConfiguredBranchAsFetchedAndElseTheLocalOne() {
    git.git("branch", "release/2026");
    GitFixture clone = git.fullClone(folder.resolve("clone"));
    clone.git("branch", "local");
    assertThat(targetBranch(clone, target("release/2026")).name()).isEqualTo("origin/release/2026");
    assertThat(targetBranch(clone, target("local")).name()).isEqualTo("local");
  }

  @Test
  void saysHowToFetchAConfiguredBranch() {
    GitFixture clone = git.fullClone(folder.resolve("clone"));
    git.git("branch", "a;$(b)'c");
    String hint =
        Refusals.undecided(
            () -> targetBranch(clone, target("a;$(b)'c")),
            "no branch `a;$(b)'c`, which `targetBranch` names");
    clone.run(hint.substring(hint.indexOf("git fetch")));
    assertThat(targetBranch(clone, target("a;$(b)'c")).name()).isEqualTo("origin/a;$(b)'c");
  }

  @Test
  void rejectsABranchThatCannotBeOne() {
    for (String name : new String[] {"main^{commit}", "../main", "a b", "main:x", "a\u0001", ""}) {
      Refusals.usage(
          () -> targetBranch(git, target(name)), "`" + name + "` is no name of a branch");
    }
  }

  @Test
  void opensACommitUnderAName() {
    git.write("registries/roles.yaml", "old\n");
    String old = git.commit("old");
    git.write("registries/roles.yaml", "new\n").commit("new");
    GitHistory history = GitHistory.open(git.root());
    try (GitRevision revision = history.snapshot("the base", old)) {
      history.close();
      assertThat(revision.description()).isEqualTo("the base (" + old.substring(0, 12) + ")");
      assertThat(revision.commitId()).isEqualTo(old);
      assertThat(revision.list("registries")).hasSize(1);
    }
  }
}

package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import dev.policyctl.repo.FirstParents.Link;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commits of a history that change the policy root, which is a folder of the repository. */
class HistoryWalkTest {
  private static final String CONFIGURATION = "gateway/.policyctl.yaml";
  private static final String POLICY = "gateway/policies/prod/acme/policy.yaml";

  @TempDir private Path repository;
  @TempDir private Path clones;
  private GitFixture git;
  private String start;

  @BeforeEach
  void aRepositoryWithPoliciesInAFolder() {
    git = GitFixture.init(repository);
    git.write("src/app.txt", "x\n").commit("nothing of policies");
    start =
        git.write(CONFIGURATION, "schemaVersion: 1\n").write(POLICY, "a: 0\n").commit("policies");
  }

  private List<String> walked(String range, Optional<Instant> since) {
    return links(git, range, since).stream().map(Link::id).toList();
  }

  private static List<Link> links(GitFixture git, String range, Optional<Instant> since) {
    List<Link> links = new ArrayList<>();
    try (LoggedRange logged = LoggedRange.open(git.root().resolve("gateway"), range, Map.of());
        HistoryWalk walk = logged.walk(since)) {
      Optional<Link> link = walk.next();
      while (link.isPresent()) {
        links.add(link.get());
        link = walk.next();
      }
    }
    return links;
  }

  private String edit(String text, String message) {
    return git.write(POLICY, text).commit(message);
  }

  @Test
  void findsWhatChangesThePolicyRootAlone() {
    git.write("src/app.txt", "y\n").commit("nothing of policies");
    String one = edit("a: 1\n", "one");
    git.write("src/app.txt", "z\n").commit("nothing of policies");
    assertThat(walked("HEAD", Optional.empty())).containsExactly(one, start);
    assertThat(walked(start + "..", Optional.empty())).containsExactly(one);
    assertThat(walked("HEAD..HEAD", Optional.empty())).isEmpty();
  }

  @Test
  void aMergeIsOneChange() {
    git.git("checkout", "--quiet", "-b", "topic");
    edit("a: 1\n", "one");
    edit("a: 2\n", "two");
    git.git("checkout", "--quiet", "main");
    git.git("merge", "--quiet", "--no-ff", "-m", "merge", "topic");
    String merge = git.git("rev-parse", "HEAD").strip();
    assertThat(walked("HEAD", Optional.empty())).containsExactly(merge, start);
  }

  @Test
  void aDateThatIsSetBackHidesNothingUnlessAHundredAre() {
    Optional<Instant> since = Optional.of(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(walked("HEAD", since)).isEmpty();
    git.date("2026-04-01T00:00:00Z");
    String young = edit("a: young\n", "young");
    git.date("2020-01-01T00:00:00Z");
    String back = edit("a: back\n", "back");
    assertThat(walked("HEAD", since)).containsExactly(back, young);
    for (int i = 0; i < 100; i++) {
      git.git("commit", "--quiet", "--allow-empty", "-m", "back too");
    }
    assertThat(walked("HEAD", since)).isEmpty();
  }

  @Test
  void aShallowCloneEndsWithACommitThatWasCutOff() {
    String last = edit("a: 1\n", "one");
    GitFixture clone = git.shallowClone(clones.resolve("shallow"));
    List<Link> links = links(clone, "HEAD", Optional.empty());
    assertThat(links).hasSize(1);
    assertThat(links.get(0).cut()).isTrue();
    assertThat(links.get(0).id()).isEqualTo(last);
    assertThat(links(git, start, Optional.empty())).noneMatch(Link::cut);
  }

  @Test
  void theTargetBranchJudgesAndWithoutOneTheRevision() {
    git.git("checkout", "--quiet", "-b", "topic");
    edit("a: 1\n", "one");
    try (LoggedRange range = LoggedRange.open(git.root().resolve("gateway"), "HEAD", Map.of())) {
      assertThat(range.judge().name()).isEqualTo("main");
      assertThat(range.above()).isEmpty();
    }
    String tip = git.git("rev-parse", "HEAD").strip();
    git.git("branch", "-D", "main");
    try (LoggedRange range = LoggedRange.open(git.root().resolve("gateway"), start, Map.of())) {
      assertThat(range.judge().commitId()).isEqualTo(start);
    }
    git.git("branch", "main", "topic");
    try (LoggedRange range = LoggedRange.open(git.root().resolve("gateway"), start, Map.of())) {
      assertThat(range.above()).containsExactly(tip);
    }
    git.write(CONFIGURATION, "schemaVersion: 1\ntargetBranch: gone\n").commit("target");
    try (LoggedRange range = LoggedRange.open(git.root().resolve("gateway"), "HEAD", Map.of())) {
      assertThat(range.judge().name()).as("what is listed does not say").isEqualTo("main");
    }
    git.git("branch", "--force", "main", "HEAD");
    assertThatThrownBy(() -> LoggedRange.open(git.root().resolve("gateway"), "HEAD", Map.of()))
        .isInstanceOf(OperationalException.class)
        .hasMessage("no branch `gone`, which `targetBranch` names");
  }
}

package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTargetTest {
  private static final String ROLES = "registries/roles.yaml";

  @TempDir Path folder;
  private GitFixture git;
  private String first;

  /** {@code main} went on after {@code topic} left it; {@code topic} is checked out and edited. */
  @BeforeEach
  void makeARepository() throws IOException {
    git = GitFixture.init(Files.createDirectories(folder.resolve("work")));
    first = git.write(ROLES, "first\n").commit("first");
    git.write(ROLES, "main\n").commit("main");
    git.git("switch", "--quiet", "--create", "topic", "main~1");
    git.write(ROLES, "topic\n").commit("topic");
    git.write(ROLES, "edited\n");
  }

  private Comparison open(Path start, Map<String, String> environment, String... arguments) {
    return new ComparisonTarget(
            start,
            arguments.length > 0 ? Optional.of(arguments[0]) : Optional.empty(),
            arguments.length > 1 ? Optional.of(arguments[1]) : Optional.empty(),
            environment)
        .open();
  }

  private Comparison open(String... arguments) {
    return open(git.root(), Map.of(), arguments);
  }

  private static String roles(ComparedSide side) {
    return side.snapshot()
        .read(ROLES, 1000)
        .match(
            bytes -> new String(bytes.bytes(), StandardCharsets.UTF_8).strip(),
            tooLarge -> "too large",
            absent -> "absent",
            notAFile -> "no file",
            unreadable -> "unreadable");
  }

  private static String id(String commit) {
    return " (" + commit.substring(0, 12) + ")";
  }

  /** The job of a pull request whose head is checked out. */
  private Map<String, String> github(GitFixture checkout) {
    return Events.pullRequest(folder, checkout, "main", checkout.git("rev-parse", "HEAD"));
  }

  @Test
  void comparesTheWorkTreeWithWhereItLeftTheTargetBranch() {
    try (Comparison comparison = open()) {
      assertThat(roles(comparison.base())).isEqualTo("first");
      assertThat(comparison.base().snapshot().description())
          .isEqualTo("merge base with main" + id(first));
      assertThat(comparison.base().commitId()).contains(first);
      assertThat(roles(comparison.head())).isEqualTo("edited");
      assertThat(comparison.head().snapshot().description()).isEqualTo("work tree");
      assertThat(comparison.head().commitId()).isEmpty();
      assertThat(comparison.headIsWorkTree()).isTrue();
      assertThat(comparison.ci()).isFalse();
    }
  }

  @Test
  void comparesARevisionWithTheWorkTree() {
    try (Comparison comparison = open("main")) {
      assertThat(roles(comparison.base())).isEqualTo("main");
      assertThat(roles(comparison.head())).isEqualTo("edited");
      assertThat(comparison.headIsWorkTree()).isTrue();
    }
  }

  @Test
  void comparesTwoRevisions() {
    try (Comparison comparison = open("main", "topic")) {
      assertThat(roles(comparison.base())).isEqualTo("main");
      assertThat(roles(comparison.head())).isEqualTo("topic");
      assertThat(comparison.head().snapshot().description())
          .isEqualTo("topic" + id(git.git("rev-parse", "topic")));
      assertThat(comparison.headIsWorkTree()).isFalse();
    }
  }

  @Test
  void comparesAHeadWithWhereItLeftTheTargetBranch() {
    ComparisonTarget target =
        new ComparisonTarget(git.root(), Optional.empty(), Optional.of("topic"), Map.of());
    try (Comparison comparison = target.open()) {
      assertThat(comparison.base().commitId()).contains(first);
      assertThat(roles(comparison.head())).isEqualTo("topic");
    }
  }

  @Test
  void callsTheTargetByItsNameWhereNothingHappenedThere() {
    git.git("switch", "--quiet", "--force", "main");
    try (Comparison comparison = open()) {
      assertThat(comparison.base().snapshot().description())
          .isEqualTo("main" + id(git.git("rev-parse", "main")));
    }
  }

  @Test
  void goesByTheTargetBranchOfTheConfiguration() {
    String stable = "schemaVersion: 1\ntargetBranch: stable\n";
    git.git("branch", "stable", "topic");
    git.write(".policyctl.yaml", stable);
    assertThat(
            Refusals.undecided(
                () -> open().close(),
                "which branch judges is unknown: `main` by what is there, and `stable` by what is"
                    + " proposed"))
        .isEqualTo("name the base");
    git.git("switch", "--quiet", "--force", "main");
    git.write(".policyctl.yaml", stable).commit("target");
    git.git("switch", "--quiet", "topic");
    git.write(".policyctl.yaml", stable);
    try (Comparison comparison = open()) {
      assertThat(roles(comparison.base())).isEqualTo("topic");
    }
  }

  @Test
  void comparesFoldersOutsideOfGit() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    for (String name : new String[] {"old", "new"}) {
      Files.createDirectories(outside.resolve(name + "/registries"));
      Files.writeString(outside.resolve(name).resolve(ROLES), name + "\n");
    }
    for (String prefix : new String[] {"", "./", outside + "/"}) {
      try (Comparison comparison = open(outside, Map.of(), prefix + "old", prefix + "new/")) {
        assertThat(roles(comparison.base())).isEqualTo("old");
        assertThat(comparison.base().snapshot().description())
            .isEqualTo("folder " + prefix + "old");
        assertThat(roles(comparison.head())).isEqualTo("new");
        assertThat(comparison.headIsWorkTree()).isFalse();
      }
    }
    Refusals.usage(
        () -> open(outside, Map.of(), "main", "new"), "`main` is neither a revision nor a folder");
    Refusals.usage(
        () -> open(outside, Map.of(), "./gone", "new"), "no folder `" + outside + "/./gone`");
  }

  @Test
  void comparesARevisionWithAFolder() {
    git.write("examples/old/" + ROLES, "example\n");
    try (Comparison comparison = open("examples/old", "main")) {
      assertThat(roles(comparison.base())).isEqualTo("example");
      assertThat(roles(comparison.head())).isEqualTo("main");
    }
    try (Comparison comparison = open("main", "..//work/examples/old")) {
      assertThat(roles(comparison.head())).isEqualTo("example");
      assertThat(comparison.headIsWorkTree()).isFalse();
    }
  }

  @Test
  void refusesWhatMayBeARevisionAndAPolicyRoot() {
    git.write("main/" + ROLES, "folder\n");
    assertThat(Refusals.usage(() -> open("main"), "`main` is a revision and a folder as well"))
        .isEqualTo("write ./main for the folder, or refs/heads/main for the revision");
    try (Comparison folder = open("./main");
        Comparison revision = open("refs/heads/main")) {
      assertThat(roles(folder.base())).isEqualTo("folder");
      assertThat(roles(revision.base())).isEqualTo("main");
    }
  }

  @Test
  void takesARevisionThatHappensToBeAFolderOfSomethingElse() {
    git.git("branch", "registries", "main");
    try (Comparison comparison = open("registries")) {
      assertThat(roles(comparison.base())).isEqualTo("main");
    }
  }

  @Test
  void rejectsWhatIsNeither() {
    Refusals.usage(() -> open("nope"), "no revision `nope`");
    Refusals.usage(() -> open("main", "a..b^{"), "no revision `a..b^{`");
    Refusals.usage(() -> open("main", "./\0"), "`./\0` is neither a revision nor a folder");
    Refusals.usage(
        () -> new ComparisonTarget(git.root(), Optional.empty(), Optional.of("."), Map.of()).open(),
        "no base to compare the folder `.` with");
  }

  @Test
  void readsThePolicyRootBelowTheGitRoot() {
    git.write("ai/.policyctl.yaml", "schemaVersion: 1\n").write("ai/" + ROLES, "inner\n");
    git.commit("inner");
    git.write("ai/" + ROLES, "inner edited\n");
    try (Comparison comparison = open(git.root().resolve("ai"), Map.of(), "HEAD")) {
      assertThat(roles(comparison.base())).isEqualTo("inner");
      assertThat(roles(comparison.head())).isEqualTo("inner edited");
    }
  }

  @Test
  void judgesTheCommitOfAPullRequestAndNotItsFiles() {
    GitFixture clone = git.fullClone(folder.resolve("clone"));
    clone.git("switch", "--quiet", "--detach", "origin/topic");
    clone.git("tag", "origin/main", "HEAD");
    clone.write(ROLES, "edited\n").write(".policyctl.yaml", "schemaVersion: 1\ntargetBranch: x\n");
    try (Comparison comparison = open(clone.root(), github(clone))) {
      assertThat(comparison.base().commitId()).contains(first);
      assertThat(comparison.base().snapshot().description())
          .isEqualTo("merge base with origin/main" + id(first));
      assertThat(roles(comparison.head())).isEqualTo("topic");
      assertThat(comparison.headIsWorkTree()).isFalse();
      assertThat(comparison.ci()).isTrue();
    }
  }

  @Test
  void saysInAPullRequestHowToFetchTheTarget() throws IOException {
    GitFixture job = GitFixture.init(Files.createDirectories(folder.resolve("job")));
    job.git("remote", "add", "origin", git.root().toUri().toString());
    job.git("fetch", "--quiet", "--depth=1", "origin", "topic");
    job.git("switch", "--quiet", "--detach", "FETCH_HEAD");
    String hint =
        Refusals.undecided(
            () -> open(job.root(), github(job)), "the target branch `main` was not fetched");
    assertThat(hint)
        .isEqualTo(
            "fetch it: git fetch --unshallow origin"
                + " +refs/heads/main:refs/remotes/origin/main");
    job.git("fetch", "--quiet", "--depth=1", "origin", "+refs/heads/main:refs/remotes/origin/main");
    assertThat(
            Refusals.undecided(
                () -> open(job.root(), github(job)),
                "the clone is shallow, so where it left `main` is unknown"))
        .isEqualTo(hint);
    job.run(hint.substring(hint.indexOf("git fetch")));
    try (Comparison comparison = open(job.root(), github(job))) {
      assertThat(comparison.base().commitId()).contains(first);
    }
  }

  /** A proposal that adds a folder must not become its own base. */
  @Test
  void takesNoFolderOfAProposalForARevision() {
    GitFixture clone = git.fullClone(folder.resolve("clone"));
    clone.write("stable/" + ROLES, "spoofed\n");
    assertThat(
            Refusals.usage(
                () -> open(clone.root(), github(clone), "stable"), "no revision `stable`"))
        .isEqualTo("write ./stable for the folder, or fetch the revision: git fetch origin");
    try (Comparison comparison = open(clone.root(), github(clone), "./stable")) {
      assertThat(roles(comparison.base())).isEqualTo("spoofed");
    }
  }

  @Test
  void comparesFromALinkedWorkTree() {
    GitFixture linked = git.linked(folder.resolve("linked"), "other");
    linked.write(ROLES, "linked\n");
    try (Comparison comparison = open(linked.root(), Map.of())) {
      assertThat(comparison.base().commitId()).contains(first);
      assertThat(roles(comparison.head())).isEqualTo("linked");
    }
  }

  @Test
  void saysThatThereIsNothingToCompareWithBeforeTheFirstCommit() throws IOException {
    GitFixture empty = GitFixture.init(Files.createDirectories(folder.resolve("empty")));
    empty.write(ROLES, "new\n");
    Refusals.undecided(
        () -> open(empty.root(), Map.of()),
        "no target branch: neither `main` nor `master` is there");
  }
}

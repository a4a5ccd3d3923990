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

/** Which commits a run reads and is judged by. */
final class RunSourceTest {
  private static final String ROLES = "registries/roles.yaml";

  @TempDir Path folder;
  private GitFixture origin;
  private GitFixture job;
  private String first;
  private String tip;
  private String topic;

  /** {@code main} went on after {@code topic} left it; a job has cloned both. */
  @BeforeEach
  void aJobOfAProposal() throws IOException {
    origin = GitFixture.init(Files.createDirectories(folder.resolve("origin")));
    first = origin.write(ROLES, "first\n").commit("first");
    origin.git("switch", "--quiet", "--create", "topic");
    topic = origin.write("policies/x", "topic\n").commit("topic");
    origin.git("switch", "--quiet", "main");
    tip = origin.write(ROLES, "main\n").commit("main");
    job = origin.fullClone(folder.resolve("job"));
    job.git("switch", "--quiet", "--detach", topic);
  }

  private RunSource open(Map<String, String> environment, String... range) {
    return RunSource.open(
        job.root(),
        range.length > 0 ? Optional.of(range[0]) : Optional.empty(),
        range.length > 1 ? Optional.of(range[1]) : Optional.empty(),
        environment);
  }

  private void assertRange(
      Map<String, String> environment, String base, String head, String read, String... range) {
    try (RunSource source = open(environment, range)) {
      Proposal proposal = source.proposal().orElseThrow();
      assertThat(proposal.base().commitId()).as("base").isEqualTo(base);
      assertThat(proposal.head().commitId()).as("head").isEqualTo(head);
      assertThat(proposal.tree().commitId()).as("read").isEqualTo(read);
      assertThat(source.snapshot().description()).contains(read.substring(0, 12));
    }
  }

  private Map<String, String> request() {
    return Events.pullRequest(folder, job, "main", topic);
  }

  @Test
  void outsideOfCiTheFilesAreReadAndNothingIsProposed() {
    try (RunSource source = open(Map.of())) {
      assertThat(source.snapshot().description()).isEqualTo("work tree");
      assertThat(source.proposal()).isEmpty();
      assertThat(source.ci()).isFalse();
    }
  }

  @Test
  void aRequestIsJudgedByTheTipOfItsTarget() {
    assertRange(request(), tip, topic, topic);
  }

  @Test
  void theFilesOfTheCheckoutAreNotRead() {
    job.write(ROLES, "edited\n");
    try (RunSource source = open(request())) {
      assertThat(
              source
                  .snapshot()
                  .read(ROLES, 99)
                  .<String>match(
                      b -> new String(b.bytes(), StandardCharsets.UTF_8),
                      x -> "",
                      x -> "",
                      x -> "",
                      x -> ""))
          .isEqualTo("first\n");
    }
  }

  @Test
  void theMergeThatTheForgeMadeIsReadAndNotJudged() {
    job.git("switch", "--quiet", "--detach", tip);
    job.git("merge", "--quiet", "--no-ff", "-m", "merge", topic);
    String merge = job.git("rev-parse", "HEAD");
    assertRange(request(), tip, topic, merge);
  }

  @Test
  void aMergeOfAnythingElseIsNotRead() {
    job.git("switch", "--quiet", "--detach", first);
    job.write("policies/y", "y\n").commit("other");
    job.git("merge", "--quiet", "--no-ff", "-m", "merge", topic);
    assertRange(request(), tip, topic, topic);
    job.git("switch", "--quiet", "--detach", topic);
    job.git("merge", "--quiet", "--no-ff", "-m", "wrong way round", tip);
    assertRange(request(), tip, topic, topic);
  }

  @Test
  void b12AMergeThatHoldsMoreIsReadOnlyWhereTheForgeBuildsIt() {
    job.git("switch", "--quiet", "--detach", tip);
    job.git("merge", "--quiet", "--no-ff", "--no-commit", topic);
    String evil = job.write("policies/y", "evil\n").commit("merge");
    assertThat(job.git("rev-parse", "HEAD^1", "HEAD^2").split("\n", -1))
        .containsExactly(tip, topic);
    assertRange(request(), tip, topic, topic);
    Map<String, String> built = request();
    built.put("GITHUB_SHA", tip);
    assertRange(built, tip, topic, topic);
    built.put("GITHUB_SHA", evil);
    assertRange(built, tip, topic, evil);
  }

  @Test
  void theLocalBranchOfTheTargetsNameIsNotTheTarget() {
    job.git("branch", "--force", "main", topic);
    assertRange(request(), tip, topic, topic);
  }

  @Test
  void b6AShallowOrMissingTargetIsUndecidedWithTheFetchThatHelps() throws IOException {
    GitFixture shallow = GitFixture.init(Files.createDirectories(folder.resolve("shallow")));
    shallow.git("remote", "add", "origin", origin.root().toUri().toString());
    shallow.git("fetch", "--quiet", "--depth=1", "origin", "topic");
    shallow.git("switch", "--quiet", "--detach", "FETCH_HEAD");
    Map<String, String> environment = Events.pullRequest(folder, shallow, "main", topic);
    String hint =
        Refusals.undecided(
            () ->
                RunSource.open(shallow.root(), Optional.empty(), Optional.empty(), environment)
                    .close(),
            "the target branch `main` was not fetched");
    shallow.run("cd '" + shallow.root() + "' && " + hint.substring(hint.indexOf("git fetch")));
    try (RunSource source =
        RunSource.open(shallow.root(), Optional.empty(), Optional.empty(), environment)) {
      assertThat(source.proposal().orElseThrow().base().commitId()).isEqualTo(tip);
    }
  }

  @Test
  void aHeadThatWasNotFetchedIsUndecidedWithTheFetchThatHelps() {
    String gone = "1".repeat(40);
    assertThat(
            Refusals.undecided(
                () -> open(Events.pullRequest(folder, job, "main", gone)).close(),
                "the commit " + gone + " (head of the request) was not fetched"))
        .isEqualTo("fetch it: git fetch origin " + gone);
  }

  @Test
  void aPushIsJudgedByWhatTheBranchWasBefore() {
    assertRange(Events.push(folder, job, first, topic), first, topic, topic);
    try (RunSource source = open(Events.push(folder, job, first, topic))) {
      assertThat(source.proposal().orElseThrow().rewritten()).isFalse();
    }
  }

  @Test
  void b14AForcePushIsNoticed() {
    try (RunSource source = open(Events.push(folder, job, tip, topic))) {
      assertThat(source.proposal().orElseThrow().rewritten()).isTrue();
    }
  }

  @Test
  void aPushToATopicBranchIsNotJudgedByWhatThatWasBefore() {
    String second = job.write("policies/z", "z\n").commit("second");
    Map<String, String> push = Events.push(folder, job, "topic", topic, second);
    assertRange(push, first, second, second);
    try (RunSource source = open(Events.push(folder, job, "topic", second, topic))) {
      assertThat(source.proposal().orElseThrow().rewritten()).isFalse();
    }
  }

  @Test
  void theFirstPushOfABranchIsJudgedFromWhereItLeftTheDefaultBranch() {
    assertRange(Events.push(folder, job, Events.ZEROS, topic), first, topic, topic);
  }

  @Test
  void aMergeGroupHasABaseAndAHeadOfItsOwn() {
    assertRange(Events.mergeGroup(folder, job, first, tip), first, tip, tip);
  }

  @Test
  void whatTheUserNamesWins() {
    assertRange(Map.of(), tip, topic, topic, "origin/main");
    assertRange(Map.of(), first, tip, tip, first, "origin/main");
    assertRange(request(), first, topic, topic, first);
    try (RunSource source =
        RunSource.open(job.root(), Optional.empty(), Optional.of("HEAD"), Map.of())) {
      assertThat(source.proposal().orElseThrow().base().commitId()).isEqualTo(tip);
    }
  }

  @Test
  void aScheduleReadsTheCommitAndProposesNothing() {
    job.write(ROLES, "edited\n");
    try (RunSource source = open(Events.github(folder, job, "schedule", "{}"))) {
      assertThat(source.proposal()).isEmpty();
      assertThat(source.snapshot().description()).startsWith("HEAD (");
    }
  }

  @Test
  void anEventThatCannotBeReadIsUndecided() {
    assertThat(
            Refusals.undecided(
                () -> open(Events.github(folder, job, "pull_request", "{}")).close(),
                "which commits are proposed is unknown: the event in GITHUB_EVENT_PATH names no commits"))
        .isEqualTo("give --base and --head");
  }

  @Test
  void aProposalDoesNotMoveThePolicyRootAwayFromItsTrust() {
    origin.write("conf/.policyctl.yaml", "trust: {}\n");
    String base = origin.write("conf/registries/x", "x\n").commit("root in a folder");
    origin.git("mv", "conf/.policyctl.yaml", ".policyctl.yaml");
    String above = origin.commit("moved up");
    job.git("fetch", "--quiet", "origin");
    job.git("switch", "--quiet", "--detach", above);
    assertMoved(base, above, "conf", "`conf`", "the root of the git repository");
    origin.git("reset", "--quiet", "--hard", base);
    String below = origin.write("conf/policies/.policyctl.yaml", "").commit("moved down");
    job.git("fetch", "--quiet", "origin");
    job.git("switch", "--quiet", "--detach", below);
    assertMoved(base, below, "conf/policies", "`conf`", "`conf/policies`");
    RunSource.open(job.root().resolve("conf"), Optional.of(base), Optional.of(below), Map.of())
        .close();
  }

  private void assertMoved(String base, String head, String start, String from, String to) {
    String hint =
        Refusals.undecided(
            () ->
                RunSource.open(
                        job.root().resolve(start), Optional.of(base), Optional.of(head), Map.of())
                    .close(),
            "the policy root is "
                + from
                + " in "
                + base.substring(0, 12)
                + ", and "
                + to
                + " in what is checked out");
    assertThat(hint).contains("leave it where the target has it");
  }

  @Test
  void aProposalDoesNotChooseWhichBranchJudgesIt() {
    origin.git("switch", "--quiet", "--create", "mine", topic);
    String mine = origin.write(".policyctl.yaml", "targetBranch: mine\n").commit("mine");
    String head = origin.write("policies/z", "z\n").commit("judged by mine");
    origin.git("branch", "judged", head);
    origin.git("reset", "--quiet", "--hard", mine);
    job.git("fetch", "--quiet", "origin");
    assertThat(
            Refusals.undecided(
                () ->
                    RunSource.open(job.root(), Optional.empty(), Optional.of(head), Map.of())
                        .close(),
                "which branch judges is unknown: `origin/main` by what is there, and `origin/mine`"
                    + " by what is proposed"))
        .isEqualTo("name the base");
    assertRange(Map.of(), tip, head, head, "origin/main", head);
  }

  @Test
  void theUsualBranchNamesTheTargetThatTheHeadNamesToo() {
    origin.write(".policyctl.yaml", "targetBranch: live\n").commit("live");
    origin.git("switch", "--quiet", "--create", "live");
    String live = origin.write("policies/y", "y\n").commit("live");
    String head = origin.write("policies/z", "z\n").commit("head");
    origin.git("branch", "later", head);
    origin.git("reset", "--quiet", "--hard", live);
    job.git("fetch", "--quiet", "origin");
    try (RunSource source =
        RunSource.open(job.root(), Optional.empty(), Optional.of(head), Map.of())) {
      assertThat(source.proposal().orElseThrow().base().commitId()).isEqualTo(live);
    }
  }
}

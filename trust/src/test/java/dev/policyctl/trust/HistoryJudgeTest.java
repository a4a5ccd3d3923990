package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.RepositoryLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At which time the changes of a history are judged, and what proves it. */
class HistoryJudgeTest {
  private static final String POLICY = "policies/prod/acme/policy.yaml";

  /** Git commits by the clock; so keys end after it, and the judge looks back from later still. */
  private static final Instant OVER = Instant.parse("2090-01-01T00:00:00Z");

  private static final Instant LATER = Instant.parse("2091-01-01T00:00:00Z");

  @TempDir private Path temp;
  private int edits;

  /** With ada and hub, whose keys last; cyd, a reviewer, and bob, whose keys are over by now. */
  private SignedRepository history(String more) {
    SignedRepository repository = new SignedRepository(temp);
    repository.person("ada", "author, reviewer", "").person("bob", "author", "");
    repository.person("cyd", "reviewer", "").person("hub", "forge", "").configure(more);
    String configuration = SignedRepository.read(repository.root().resolve(".policyctl.yaml"));
    for (String name : List.of("bob", "cyd")) {
      int person = configuration.indexOf("id: " + name);
      int end = configuration.indexOf("type: ssh", person) + "type: ssh".length();
      configuration =
          configuration.substring(0, end) + ", until: " + OVER + configuration.substring(end);
    }
    repository.write(".policyctl.yaml", configuration).commit();
    return repository;
  }

  private SignedRepository edit(SignedRepository repository) {
    return repository.write(POLICY, "a: " + edits++ + "\n");
  }

  private static <T> T judging(
      SignedRepository repository,
      Supplier<List<String>> above,
      java.util.function.Function<HistoryJudge, T> work) {
    try (GitHistory history = GitHistory.open(repository.root());
        GitRevision tip = history.snapshot("tip", history.resolve("main"))) {
      TrustedKeys keys =
          new TrustedKeys(
              RepositoryLoader.configuration(tip).trust().orElseThrow(), KeyMaterial.of(tip));
      return work.apply(new HistoryJudge(history.objects(), history.prefix(), keys, LATER, above));
    }
  }

  /** Judges commits of the main branch, one below the other; none above them prove anything. */
  private static List<HistoryVerdict> judge(SignedRepository repository, String... revisions) {
    return judging(
        repository,
        List::of,
        judge ->
            List.of(revisions).stream()
                .map(
                    revision ->
                        judge.judge(
                            Optional.of(repository.git("rev-parse", revision + "^1")),
                            repository.git("rev-parse", revision)))
                .toList());
  }

  private static HistoryVerdict after(
      SignedRepository repository, Supplier<List<String>> above, Consumer<HistoryJudge> first) {
    return judging(
        repository,
        above,
        judge -> {
          first.accept(judge);
          return judge.judge(
              Optional.of(repository.git("rev-parse", "main~2")),
              repository.git("rev-parse", "main~1"));
        });
  }

  private static Instant claimed(SignedRepository repository, String revision) {
    return Instant.ofEpochSecond(
        Long.parseLong(repository.git("show", "-s", "--format=%ct", revision)));
  }

  @Test
  void withoutAProofACommitIsJudgedNow() {
    SignedRepository repository = history("");
    edit(repository).signed("bob");
    HistoryVerdict verdict = judge(repository, "main").get(0);
    assertThat(verdict.time()).isEqualTo(LATER);
    assertThat(verdict.passes()).isFalse();
    assertThat(verdict.commit().objections().get(0).message()).contains("counted until " + OVER);
  }

  @Test
  void aCommitThatHoldsProvesThatThoseBelowWereThere() {
    SignedRepository repository = history("");
    edit(repository).signed("bob");
    edit(repository).signed("ada");
    List<HistoryVerdict> verdicts = judge(repository, "main", "main~1");
    assertThat(verdicts.get(1).time()).isEqualTo(claimed(repository, "main"));
    assertThat(verdicts).allMatch(HistoryVerdict::passes);
  }

  @Test
  void a7AnOverKeyProvesNothingForItself() {
    SignedRepository repository = history("");
    edit(repository).signed("bob");
    edit(repository).signed("bob");
    List<HistoryVerdict> verdicts = judge(repository, "main", "main~1");
    assertThat(verdicts).noneMatch(HistoryVerdict::passes);
    assertThat(verdicts.get(1).time()).isEqualTo(LATER);
  }

  @Test
  void anUnsignedCommitAndOneOfAStrangerProveNothing() {
    SignedRepository repository = history("");
    repository.key("mallory");
    edit(repository).signed("bob");
    edit(repository).commit();
    edit(repository).signed("mallory");
    List<HistoryVerdict> verdicts = judge(repository, "main", "main~1", "main~2");
    assertThat(verdicts).noneMatch(HistoryVerdict::passes);
    assertThat(verdicts.get(2).time()).isEqualTo(LATER);
  }

  @Test
  void aForgesMergeProvesWhenItsCommitsWereThere() {
    SignedRepository repository = history("");
    repository.git("checkout", "--quiet", "-b", "topic");
    edit(repository).signed("bob");
    repository.git("checkout", "--quiet", "main");
    repository.merged("hub", "topic");
    HistoryVerdict verdict = judge(repository, "main").get(0);
    assertThat(verdict.passes()).isTrue();
    assertThat(verdict.brought()).hasSize(1);
    assertThat(verdict.time()).isEqualTo(LATER);
    assertThat(verdict.broughtAt()).isEqualTo(claimed(repository, "main"));
  }

  @Test
  void whatIsPassedOverProvesAsMuch() {
    SignedRepository repository = history("");
    edit(repository).signed("bob");
    String above = edit(repository).signed("ada");
    assertThat(after(repository, List::of, judge -> {}).passes()).isFalse();
    assertThat(after(repository, List::of, judge -> judge.pass(above)).passes()).isTrue();
    assertThat(after(repository, () -> List.of(above), judge -> {}).passes()).isTrue();
  }

  @Test
  void nobodyLooksForAProofThatIsNotNeeded() {
    SignedRepository repository = history("");
    edit(repository).signed("ada");
    edit(repository).commit();
    Supplier<List<String>> above =
        () -> {
          throw new IllegalStateException("looked for");
        };
    assertThat(after(repository, above, judge -> judge.pass("0".repeat(40))).passes()).isTrue();
  }

  @Test
  void nothingProvesWhenAnApprovalWasMade() {
    SignedRepository repository =
        history("  quorum: [{ paths: [\"policies/**\"], reviewers: 1 }]\n");
    String base = repository.head();
    String head = edit(repository).signed("ada");
    repository.approve(
        "cyd",
        new ApprovalStatement(
            repository.git("rev-parse", head + "^{tree}"),
            "cyd",
            base,
            head,
            "fine",
            Instant.now(),
            Optional.empty()));
    edit(repository).signed("ada");
    HistoryVerdict verdict = judge(repository, "main", "main~1").get(1);
    assertThat(verdict.commit().passes()).isTrue();
    assertThat(verdict.approvedBy()).isEmpty();
    assertThat(verdict.approvals().get(0).whyNot().orElse("")).contains("counted until " + OVER);
    assertThat(verdict.missing()).hasSize(1);
    assertThat(verdict.passes()).isFalse();
  }

  @Test
  void anApprovalCountsThatWasNotOverWhenTheChangeArrived() {
    SignedRepository repository =
        history("  quorum: [{ paths: [\"policies/**\"], reviewers: 1 }]\n");
    String base = repository.head();
    repository.git("checkout", "--quiet", "-b", "topic");
    String head = edit(repository).signed("bob");
    repository.git("checkout", "--quiet", "main");
    repository.merged("hub", "topic");
    for (Instant expires : List.of(OVER, Instant.now().minusSeconds(86_400))) {
      repository.approve(
          "ada",
          new ApprovalStatement(
              repository.git("rev-parse", head + "^{tree}"),
              "ada",
              base,
              head,
              "fine",
              Instant.now().minusSeconds(100_000),
              Optional.of(expires)));
      HistoryVerdict verdict = judge(repository, "main").get(0);
      assertThat(verdict.passes()).isEqualTo(expires.equals(OVER));
    }
  }
}

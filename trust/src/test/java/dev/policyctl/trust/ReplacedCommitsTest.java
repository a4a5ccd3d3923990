package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import dev.policyctl.trust.Objection.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row B13: a forge's squash or rebase loses signatures, and an approval can stand in for them. */
class ReplacedCommitsTest {
  private static final String POLICY = "policies/prod/acme/policy.yaml";
  private static final String RULES = "policies/prod/acme/rules/x.yaml";

  @TempDir private Path temp;
  private SignedRepository repository;
  private String fork;
  private String topic;
  private String base;

  /** A topic of two signed commits; the target went on since it was forked. */
  @BeforeEach
  void aTopic() {
    repository = new SignedRepository(temp);
    repository.person("ada", "author, reviewer", "").person("bob", "author", "");
    repository.person("cyd", "reviewer", "").person("hub", "forge", "");
    repository.person("eve", "reviewer", ", environments: [dev]");
    repository.configure("  quorum: [{ paths: [\"policies/**\"], reviewers: 1 }]\n");
    fork = repository.write(POLICY, "a: 1\n").commit();
    repository.git("checkout", "--quiet", "-b", "topic");
    repository.write(POLICY, "a: 2\n").signed("bob");
    topic = repository.write(RULES, "x: 1\n").signed("bob");
    repository.git("checkout", "--quiet", "main");
    base = repository.write("docs/x.md", "x\n").signed("ada");
  }

  private String squashed(String branch) {
    repository.git("merge", "--quiet", "--squash", branch);
    return repository.signed("hub");
  }

  private String rebased() {
    repository.git("cherry-pick", fork + ".." + topic);
    return repository.head();
  }

  private ProposalVerdict judged(String head) {
    return repository.propose(base, head);
  }

  private static List<Kind> kinds(ProposalVerdict verdict) {
    return verdict.commits().stream()
        .flatMap(commit -> commit.objections().stream())
        .map(Objection::kind)
        .toList();
  }

  private static String message(ProposalVerdict verdict) {
    return verdict.commits().get(0).objections().get(0).message();
  }

  @Test
  void b13AForgesSquashNeedsAnApproval() {
    String squash = squashed("topic");
    assertThat(kinds(judged(squash))).containsExactly(Kind.UNAUTHORISED);
    assertThat(judged(squash).quorum().get(0).met()).isFalse();
    repository.approve("cyd", fork, topic);
    ProposalVerdict verdict = judged(squash);
    assertThat(verdict.passes()).isTrue();
    assertThat(verdict.commits().get(0).remarks().toString()).contains("`cyd` approved");
    assertThat(verdict.approvals()).singleElement().matches(ApprovalVerdict::counts);
  }

  @Test
  void b13ARebaseThatLostItsSignaturesNeedsAnApproval() {
    String head = rebased();
    assertThat(kinds(judged(head))).containsExactly(Kind.UNSIGNED, Kind.UNSIGNED);
    repository.approve("cyd", fork, topic);
    assertThat(judged(head).commits()).hasSize(2);
    assertThat(judged(head).passes()).isTrue();
  }

  @Test
  void b13ASquashThatIsMoreThanTheCleanMergeIsRefused() {
    repository.approve("cyd", fork, topic);
    repository.git("merge", "--quiet", "--squash", "topic");
    String squash = repository.write(POLICY, "a: 2\nevil: 1\n").signed("hub");
    assertThat(kinds(judged(squash))).containsExactly(Kind.UNAUTHORISED);
    assertThat(judged(squash).quorum().get(0).met()).isFalse();
  }

  @Test
  void b13WhatIsPushedBehindARebaseIsNotOfIt() {
    repository.approve("cyd", fork, topic);
    rebased();
    String head = repository.write(RULES, "evil: 1\n").commit();
    assertThat(kinds(judged(head))).containsExactly(Kind.UNSIGNED, Kind.UNSIGNED, Kind.UNSIGNED);
    assertThat(judged(head).quorum().get(0).met()).isFalse();
  }

  @Test
  void b13TheCommitsThatWereApprovedMustPassThemselves() {
    repository.git("checkout", "--quiet", "topic");
    String unsigned = repository.write(RULES, "x: 2\n").commit();
    repository.approve("cyd", fork, repository.write(RULES, "x: 3\n").signed("bob"));
    repository.git("checkout", "--quiet", "main");
    ProposalVerdict verdict = judged(squashed("topic"));
    assertThat(kinds(verdict)).containsExactly(Kind.UNAUTHORISED);
    assertThat(message(verdict)).contains(unsigned.substring(0, 12), "does not pass", "not signed");
    assertThat(verdict.quorum().get(0).met()).isFalse();
  }

  @Test
  void b13TheAuthorOfWhatWasSquashedApprovesNothing() {
    repository.git("checkout", "--quiet", "topic");
    repository.approve("ada", fork, repository.write(RULES, "x: 3\n").signed("ada"));
    repository.git("checkout", "--quiet", "main");
    ProposalVerdict verdict = judged(squashed("topic"));
    assertThat(kinds(verdict)).containsExactly(Kind.UNAUTHORISED);
    assertThat(message(verdict)).contains("`ada` signed a part");
    assertThat(verdict.quorum().get(0).met()).isFalse();
  }

  @Test
  void b13WhomTheEnvironmentDoesNotCoverApprovesNoSquash() {
    repository.approve("eve", fork, topic);
    ProposalVerdict verdict = judged(squashed("topic"));
    assertThat(kinds(verdict)).containsExactly(Kind.UNAUTHORISED);
    assertThat(message(verdict)).contains("`eve` may not decide");
  }

  @Test
  void b13AWrongSignatureIsNeverExcused() {
    repository.approve("cyd", fork, topic);
    repository.key("stranger");
    repository.git("merge", "--quiet", "--squash", "topic");
    assertThat(kinds(judged(repository.signed("stranger")))).containsExactly(Kind.BAD_SIGNATURE);
  }

  @Test
  void b13AnOldApprovalDoesNotExcuseWhatIsUndoneAgain() {
    repository.approve("cyd", fork, topic);
    base = squashed("topic");
    repository.write(POLICY, "evil: 1\n").commit();
    String undone = repository.write(POLICY, "a: 2\n").commit();
    assertThat(kinds(judged(undone))).containsExactly(Kind.UNSIGNED, Kind.UNSIGNED);
  }

  @Test
  void b13ARebaseHasNoMoreCommitsThanWereApproved() {
    repository.approve("cyd", fork, topic);
    rebased();
    repository.write("policies/dev/acme/policy.yaml", "evil: 1\n").commit();
    repository.git("rm", "--quiet", "policies/dev/acme/policy.yaml");
    assertThat(kinds(judged(repository.commit())))
        .containsExactly(Kind.UNSIGNED, Kind.UNSIGNED, Kind.UNSIGNED, Kind.UNSIGNED);
  }

  @Test
  void b13AnApprovalThatWasComparedWithALaterCommitIsForNoSquash() {
    repository.approve("cyd", topic + "^", topic);
    ProposalVerdict verdict = judged(squashed("topic"));
    assertThat(kinds(verdict)).containsExactly(Kind.UNAUTHORISED);
    assertThat(message(verdict)).contains("which the target does not have");
  }

  @Test
  void b13SeveralSquashesEachHaveTheirOwnApproval() {
    String first = squashed("topic");
    repository.git("checkout", "--quiet", "-b", "second");
    String head = repository.write(RULES, "x: 5\n").signed("bob");
    repository.git("checkout", "--quiet", "main");
    String both = squashed("second");
    repository.approve("cyd", first, head);
    assertThat(kinds(judged(both))).containsExactly(Kind.UNAUTHORISED);
    repository.approve("cyd", fork, topic);
    assertThat(judged(both).passes()).isTrue();
  }

  @Test
  void aHeadThatIsSignedAgainWithTheSameTreeKeepsItsApproval() {
    repository.approve("cyd", fork, topic);
    repository.git("checkout", "--quiet", "topic");
    repository.git("reset", "--quiet", "--soft", "HEAD~2");
    base = fork;
    assertThat(judged(repository.as("bob").signed("bob")).passes()).isTrue();
  }

  @Test
  void mergingTheTargetIntoAnApprovedHeadKeepsTheApproval() {
    repository.approve("cyd", fork, topic);
    repository.git("checkout", "--quiet", "topic");
    assertThat(judged(repository.merged("bob", "main")).passes()).isTrue();
  }

  private ProposalVerdict judged(String head, int mostHeads) {
    return repository.propose("", base, head, SignedRepository.NOW, mostHeads);
  }

  @Test
  void moreApprovalsThanAreTriedLeaveASquashUndecided() {
    repository.approve("cyd", fork, topic);
    String squash = squashed("topic");
    assertThat(judged(squash, 1).passes()).isTrue();
    assertThatThrownBy(() -> judged(squash, 0))
        .isInstanceOf(OperationalException.class)
        .hasMessageContaining("too many approvals");
    repository.git("reset", "--quiet", "--hard", base);
    String unapproved = repository.write(POLICY, "a: 3\n").signed("bob");
    assertThat(judged(unapproved, 0).quorum().get(0).met()).isFalse();
    repository.key("stranger");
    String wrong = repository.write(POLICY, "a: 4\n").signed("stranger");
    assertThat(kinds(judged(wrong, 0))).containsExactly(Kind.BAD_SIGNATURE);
  }

  @Test
  void approvalsThatDoNotHoldDisplaceNone() {
    repository.approve("cyd", fork, topic);
    String squash = squashed("topic");
    repository.git("checkout", "--quiet", "-b", "noise", fork);
    for (int i = 0; i < 3; i++) {
      ApprovalStatement seen =
          repository.statement("cyd", fork, repository.write(RULES, "n: " + i + "\n").commit());
      ApprovalStatement noise =
          new ApprovalStatement(
              seen.tree(),
              "cyd",
              fork,
              seen.head(),
              "newer",
              SignedRepository.NOW,
              Optional.empty());
      repository.approve("bob", noise);
    }
    assertThat(judged(squash, 1).passes()).isTrue();
  }

  @Test
  void b14AnApprovalThatDoesNotCountKeepsNoEarlierOne() {
    String target = base;
    base = fork;
    repository.approve("cyd", fork, topic);
    repository.git("checkout", "--quiet", "topic");
    repository.approve("cyd", target, repository.write("docs/y.md", "y\n").signed("bob"));
    repository.git("reset", "--quiet", "--soft", "HEAD^");
    String sameTree = repository.as("other").signed("bob");
    assertThat(judged(sameTree).quorum().get(0).met()).isFalse();
  }

  @Test
  void b13NorMoreThanAreLeftOfThem() {
    base = fork;
    repository.approve("cyd", fork, topic);
    repository.git("checkout", "--quiet", "-b", "again", topic + "^");
    repository.write("policies/dev/acme/policy.yaml", "evil: 1\n").commit();
    repository.git("rm", "--quiet", "policies/dev/acme/policy.yaml");
    String head = repository.write(RULES, "x: 1\n").commit();
    assertThat(kinds(judged(head))).containsExactly(Kind.UNSIGNED, Kind.UNSIGNED);
  }

  @Test
  void b13OnlyAForgesSquashIsExcused() {
    repository.approve("cyd", fork, topic);
    repository.git("merge", "--quiet", "--squash", "topic");
    assertThat(kinds(judged(repository.signed("eve")))).containsExactly(Kind.UNAUTHORISED);
  }

  @Test
  void b13AnApprovalOfAnUnsignedCommitItselfExcusesNothing() {
    String head = repository.write(RULES, "x: 1\n").commit();
    repository.approve("cyd", base, head);
    assertThat(kinds(judged(head))).containsExactly(Kind.UNSIGNED);
  }

  @Test
  void whoOnlyMergedIsNoAuthor() {
    repository.git("checkout", "--quiet", "topic");
    String head = repository.merged("ada", "main");
    repository.approve("ada", base, head);
    assertThat(judged(head).passes()).isTrue();
  }
}

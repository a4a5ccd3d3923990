package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.trust.Objection.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who must approve a change, and what an approval is for: attacks by their rows. */
class ProposalJudgeTest {
  private static final String POLICY = "policies/prod/acme/policy.yaml";
  private static final String OTHER = "policies/prod/acme/rules/x.yaml";
  private static final String QUORUM =
      """
        quorum:
          - { paths: ["policies/prod/**"], reviewers: 1 }
          - { paths: ["registries/**"], reviewers: 2 }
      """;

  @TempDir private Path temp;
  private SignedRepository repository;
  private String base;

  @BeforeEach
  void aTargetWithAQuorum() {
    repository = new SignedRepository(temp);
    repository.person("ada", "author, reviewer", "", "ada", "ada-second");
    repository.person("bob", "author", "").person("cyd", "reviewer", "");
    repository.person("dan", "reviewer", "").person("hub", "forge", "");
    repository.person("eve", "reviewer", ", environments: [dev]");
    repository.configure(QUORUM).write(POLICY, "a: 1\n");
    base = repository.commit();
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

  private static String why(ProposalVerdict verdict) {
    return verdict.approvals().stream()
        .flatMap(approval -> approval.whyNot().stream())
        .reduce("", (one, other) -> one + other + "\n");
  }

  private void assertLacks(String head, String... words) {
    ProposalVerdict verdict = judged(head);
    assertThat(verdict.passes()).isFalse();
    assertThat(verdict.quorum()).isNotEmpty();
    assertThat(verdict.quorum().get(0).met()).isFalse();
    assertThat(verdict.quorum().get(0).message()).contains(words);
  }

  private String change() {
    return repository.write(POLICY, "a: 2\n").signed("bob");
  }

  @Test
  void aReviewersApprovalOfTheHeadIsEnough() {
    String head = change();
    repository.approve("cyd", base, head);
    ProposalVerdict verdict = judged(head);
    assertThat(verdict.passes()).isTrue();
    assertThat(verdict.quorum()).hasSize(1);
    assertThat(verdict.quorum().get(0).counted()).containsExactly("cyd");
    assertThat(verdict.quorum().get(0).paths()).containsExactly(POLICY);
    assertThat(verdict.approvals()).singleElement().matches(ApprovalVerdict::counts);
  }

  @Test
  void whatIsMissingIsSaidWithAWayOut() {
    String head = change();
    assertLacks(head, "`policies/prod/**`", "a reviewer", "nobody approved it");
    assertThat(judged(head).quorum().get(0).help())
        .startsWith("`ada`, `cyd`, `dan` may approve it: policyctl approve " + head)
        .contains("push the tag", "re-run of the job");
  }

  @Test
  void nothingIsNeededWhereNoQuorumIsFor() {
    String head = repository.write("docs/x.md", "x\n").signed("bob");
    assertThat(judged(head).quorum()).isEmpty();
    assertThat(judged(head).passes()).isTrue();
  }

  @Test
  void aFileThatIsDeletedOrRenamedAwayNeedsItsQuorumToo() {
    repository.git("mv", POLICY, "docs.yaml");
    assertLacks(repository.signed("bob"), "nobody");
  }

  @Test
  void b11AnAuthorsSecondKeyIsStillTheAuthor() {
    String head = repository.write(POLICY, "a: 2\n").signed("ada");
    repository.approve("ada-second", repository.statement("ada", base, head));
    assertLacks(head, "`ada` signed a part of what `ada` approves");
    assertThat(judged(head).quorum().get(0).others()).containsExactly("cyd", "dan");
  }

  @Test
  void b11TwoKeysOfOnePersonAreOneReviewer() {
    String one = repository.write("registries/roles.yaml", "a: 1\n").signed("bob");
    repository.approve("ada", base, one);
    String two = repository.as("bob").signed("bob");
    repository.approve("ada-second", repository.statement("ada", base, two));
    assertLacks(two, "needs 2 reviewers", "`ada` alone approved it");
    repository.approve("cyd", base, two);
    assertThat(judged(two).passes()).isTrue();
  }

  @Test
  void b11OneTagUnderTwoNamesIsOneReviewer() {
    String head = repository.write("registries/roles.yaml", "a: 1\n").signed("bob");
    String tag = repository.approve("cyd", base, head);
    copied(tag, tag.replace("/cyd", "/dan"));
    assertLacks(head, "`cyd` alone approved it", "was made for the name");
  }

  private void copied(String tag, String name) {
    repository.git("update-ref", "refs/tags/" + name, repository.git("rev-parse", tag));
  }

  @Test
  void b8AnApprovalUnderTheNameOfAnotherTreeIsRefused() {
    String one = change();
    String tag = repository.approve("cyd", base, one);
    String two = repository.write(POLICY, "evil: 1\n").signed("bob");
    copied(tag, repository.statement("cyd", base, two).tagName());
    assertLacks(two, "was made for the name");
  }

  @Test
  void aStatementThatIsNotAtOneWithItsTagIsRefused() {
    String one = change();
    String two = repository.write(POLICY, "evil: 1\n").signed("bob");
    ApprovalStatement honest = repository.statement("cyd", base, one);
    ApprovalStatement wanted = repository.statement("cyd", base, two);
    repository.tag("cyd", wanted.tagName(), two, honest.write());
    assertLacks(two, "another object than the `head`");
    ApprovalStatement tree =
        new ApprovalStatement(
            honest.tree(), "cyd", base, two, "x", SignedRepository.NOW, Optional.empty());
    repository.tag("cyd", wanted.tagName(), two, tree.write());
    assertLacks(two, "another tree than its name");
    repository.tag("cyd", tree.tagName(), two, tree.write());
    assertLacks(two, "another tree than it says");
    repository.git("tag", "-d", tree.tagName());
    repository.tag("cyd", wanted.tagName(), two, repository.statement("dan", base, two).write());
    assertLacks(two, "another person than its name");
  }

  @Test
  void anApprovalInTheNameOfAnotherIsRefused() {
    String head = change();
    repository.approve("bob", repository.statement("cyd", base, head));
    assertLacks(head, "signed by `bob` in the name of another");
  }

  @Test
  void whoIsNoReviewerApprovesNothing() {
    String head = repository.write(POLICY, "a: 2\n").signed("ada");
    repository.approve("bob", base, head);
    assertLacks(head, "`bob` is no reviewer");
  }

  @Test
  void whomTheEnvironmentDoesNotCoverApprovesNothingThere() {
    String head = change();
    repository.approve("eve", base, head);
    assertLacks(head, "`eve` may not decide about `" + POLICY + "`");
  }

  @Test
  void b9LightweightAndUnsignedTagsAreRefused() {
    String head = change();
    ApprovalStatement statement = repository.statement("cyd", base, head);
    repository.git("tag", statement.tagName(), head);
    assertLacks(head, "lightweight");
    repository.git("tag", "-f", "-a", "-m", statement.write(), statement.tagName(), head);
    assertLacks(head, "is not signed");
  }

  @Test
  void aKeyThatNobodyListsOrThatIsRevokedApprovesNothing() {
    String head = change();
    repository.key("stranger");
    repository.approve("stranger", repository.statement("cyd", base, head));
    assertLacks(head, "no");
    repository.approve("cyd", base, head);
    assertThat(judged(head).passes()).isTrue();
    repository.git("checkout", "--quiet", "-b", "target", base);
    String config = SignedRepository.read(repository.root().resolve(".policyctl.yaml"));
    repository.write(
        ".policyctl.yaml",
        config.replaceFirst("(id: cyd.*type: ssh)", "$1, revoked: { at: 2030-01-01, reason: l }"));
    base = repository.commit();
    assertLacks(head, "is revoked");
  }

  @Test
  void anApprovalThatIsOverOrOfTheFutureIsRefused() {
    String head = change();
    ApprovalStatement now = repository.statement("cyd", base, head);
    repository.approve("cyd", at(now, Duration.ZERO, Optional.of(Duration.ofSeconds(1))));
    assertThat(judged(head).passes()).isTrue();
    repository.approve("cyd", at(now, Duration.ZERO, Optional.of(Duration.ZERO)));
    assertLacks(head, "it expired at");
    repository.approve("cyd", at(now, Duration.ofMinutes(6), Optional.empty()));
    assertLacks(head, "in the future");
    repository.approve("cyd", at(now, Duration.ofMinutes(4), Optional.empty()));
    assertThat(judged(head).passes()).isTrue();
  }

  private static ApprovalStatement at(
      ApprovalStatement one, Duration later, Optional<Duration> expires) {
    return new ApprovalStatement(
        one.tree(),
        one.person(),
        one.base(),
        one.head(),
        one.reason(),
        SignedRepository.NOW.plus(later),
        expires.map(SignedRepository.NOW::plus));
  }

  @Test
  void b14WhatIsPushedAfterAnApprovalLosesIt() {
    String one = change();
    repository.approve("cyd", base, one);
    String two = repository.write(POLICY, "evil: 1\n").signed("bob");
    assertLacks(two, "is for " + one.substring(0, 12), "more was pushed after it");
    repository.approve("cyd", base, two);
    assertThat(judged(two).passes()).isTrue();
  }

  @Test
  void b14AnEmptyCommitOnTopKeepsTheApproval() {
    String one = change();
    repository.approve("cyd", base, one);
    assertThat(judged(repository.signed("bob")).passes()).isTrue();
  }

  @Test
  void b14AForcePushLosesTheApprovalUnlessTheTreeIsTheSame() {
    String one = change();
    repository.approve("cyd", base, one);
    repository.git("reset", "--hard", "--quiet", base);
    String evil = repository.write(POLICY, "evil: 1\n").signed("bob");
    assertLacks(evil, "nobody approved it");
    repository.git("reset", "--hard", "--quiet", base);
    String same = repository.as("other").write(POLICY, "a: 2\n").signed("bob");
    assertThat(same).isNotEqualTo(one);
    assertThat(judged(same).passes()).isTrue();
  }

  @Test
  void b14ABaseNearTheHeadIsAnApprovalOfTheLastCommitsOnly() {
    String one = change();
    String two = repository.write(OTHER, "x: 1\n").signed("bob");
    repository.approve("cyd", one, two);
    assertLacks(two, "nobody approved it");
    assertThat(judged(two).quorum().get(0).lacking()).containsExactly(one.substring(0, 12));
    repository.git("checkout", "--quiet", "-b", "aside", base);
    String aside = repository.write(POLICY, "a: 2\n").as("other").signed("bob");
    repository.approve("cyd", aside, two);
    assertLacks(two, "compared with " + aside.substring(0, 12));
  }

  @Test
  void b12AnApprovalOfAMergesParentIsForThatParentAlone() {
    repository.git("checkout", "--quiet", "-b", "topic");
    String topic = change();
    repository.approve("cyd", base, topic);
    repository.git("checkout", "--quiet", "main");
    repository.write("docs/x.md", "x\n").signed("bob");
    assertThat(judged(repository.merged("hub", "topic")).passes()).isTrue();
    repository.git("reset", "--hard", "--quiet", "HEAD^1");
    String evil = repository.write(OTHER, "evil: 1\n").signed("bob");
    String merge = repository.merged("hub", "topic");
    assertLacks(merge, "nobody approved it");
    assertThat(judged(merge).quorum().get(0).lacking()).containsExactly(evil.substring(0, 12));
  }

  @Test
  void b12AMergeThatAddsSomethingToAnApprovedParentNeedsItsOwn() {
    repository.git("checkout", "--quiet", "-b", "topic");
    repository.approve("cyd", base, change());
    repository.git("checkout", "--quiet", "main");
    repository.write("docs/x.md", "x\n").signed("bob");
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "topic");
    assertLacks(repository.write(OTHER, "evil: 1\n").signed("bob"), "nobody approved it");
  }

  @Test
  void anyFlippedBitOfAnApprovalFails() {
    String head = change();
    String tag = repository.approve("cyd", base, head);
    byte[] bytes =
        repository.text("tag", tag).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(judged(head).passes()).isTrue();
    for (int bit = 0; bit < bytes.length * 8; bit += 311) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      repository.forged(tag, flipped);
      assertThat(judged(head).passes()).as("bit " + bit).isFalse();
    }
  }

  @Test
  void whyIsListedForApprovalsOfTheChangeAlone() {
    repository.git("checkout", "--quiet", "-b", "elsewhere");
    repository.approve("cyd", base, repository.write(OTHER, "y: 1\n").signed("bob"));
    repository.git("checkout", "--quiet", "main");
    ProposalVerdict verdict = judged(change());
    assertThat(verdict.approvals()).isEmpty();
    assertThat(why(verdict)).isEmpty();
    assertThat(kinds(verdict)).isEmpty();
  }

  @Test
  void theGlobsOfAQuorumAreRelativeToThePolicyRoot() {
    for (String part : List.of(".policyctl.yaml", "policies", "trust")) {
      repository.write("sub/.keep", "").git("mv", part, "sub/" + part);
    }
    base = repository.commit();
    String head = repository.write("sub/" + POLICY, "a: 2\n").signed("bob");
    assertThat(inSub(head).quorum().get(0).paths()).containsExactly(POLICY);
    repository.git("reset", "--hard", "--quiet", base);
    head = repository.write(POLICY, "a: 2\n").signed("bob");
    assertThat(inSub(head).quorum()).isEmpty();
    head = repository.write("xyz/" + POLICY, "a: 2\n").signed("bob");
    assertThat(inSub(head).quorum()).isEmpty();
  }

  private ProposalVerdict inSub(String head) {
    return repository.propose("sub", base, head, SignedRepository.NOW, Replacements.MOST_HEADS);
  }
}

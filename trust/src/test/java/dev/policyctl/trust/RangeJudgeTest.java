package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import dev.policyctl.trust.Objection.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The attacks of the threat model on trust and on git objects, by their numbers. */
class RangeJudgeTest {
  private static final String POLICY = "policies/prod/acme/policy.yaml";

  @TempDir private Path temp;
  private SignedRepository repository;
  private String base;

  @BeforeEach
  void aTargetWithTrust() {
    repository = new SignedRepository(temp);
    repository.person("ada", "author, reviewer", "").person("bob", "author", "");
    repository.person("eve", "author", ", environments: [dev]").person("hub", "forge", "");
    repository.person("joe", "release-manager", "");
    repository.configure("").write(POLICY, "a: 1\n");
    base = repository.commit();
  }

  private List<CommitVerdict> judged(String head) {
    return repository.judge(base, head);
  }

  private static List<Kind> kinds(List<CommitVerdict> verdicts) {
    return verdicts.stream()
        .flatMap(verdict -> verdict.objections().stream())
        .map(Objection::kind)
        .toList();
  }

  @Test
  void passesWhatAnAuthorSigned() {
    String head = repository.write(POLICY, "a: 2\n").signed("ada");
    List<CommitVerdict> verdicts = judged(head);
    assertThat(verdicts).hasSize(1).allMatch(CommitVerdict::passes);
    assertThat(verdicts.get(0).signer().orElseThrow().person().id().value()).isEqualTo("ada");
    assertThat(verdicts.get(0).touched()).containsExactly(POLICY);
  }

  @Test
  void refusesAnUnsignedCommitBehindASignedOne() {
    repository.write(POLICY, "a: 2\n").commit();
    String head = repository.write(POLICY, "a: 3\n").signed("ada");
    assertThat(kinds(judged(head))).containsExactly(Kind.UNSIGNED);
  }

  @Test
  void a1TheProposalsOwnSignersJudgeNothing() {
    repository.person("mallory", "author, reviewer", "").configure("");
    String head = repository.signed("mallory");
    assertThat(kinds(judged(head))).containsExactly(Kind.BAD_SIGNATURE);
  }

  @Test
  void a2AKeyAddedInTheSameProposalIsUnauthorised() {
    repository.person("mallory", "author, reviewer", "").configure("");
    repository.signed("ada");
    String head = repository.write(POLICY, "a: 2\n").signed("mallory");
    assertThat(kinds(judged(head))).containsExactly(Kind.BAD_SIGNATURE);
  }

  @Test
  void a3AKeyRevokedAtTheTargetsTipDoesNotCountForAnOlderFork() {
    String head = repository.write(POLICY, "a: 2\n").signed("bob");
    repository.git("checkout", "--quiet", "-b", "target", base);
    String config = SignedRepository.read(repository.root().resolve(".policyctl.yaml"));
    repository.write(
        ".policyctl.yaml",
        config.replaceFirst(
            "(id: bob.*type: ssh)", "$1, revoked: { at: 2030-01-01, reason: lost }"));
    base = repository.commit();
    List<CommitVerdict> verdicts = judged(head);
    assertThat(kinds(verdicts)).containsExactly(Kind.BAD_SIGNATURE);
    assertThat(verdicts.get(0).objections().get(0).message()).contains("revoked", "lost");
  }

  @Test
  void a6AKeyListedTwiceAndRevokedOnceIsRevoked() {
    String configuration = SignedRepository.read(repository.root().resolve(".policyctl.yaml"));
    repository.write(
        ".policyctl.yaml",
        configuration.replaceAll(
            "keys: \\[(\\{ fingerprint: \\S+, type: ssh) }",
            "keys: [$1 }, $1, revoked: { at: 2030-01-01, reason: lost } }"));
    base = repository.commit();
    List<CommitVerdict> verdicts = judged(repository.write(POLICY, "a: 2\n").signed("ada"));
    assertThat(kinds(verdicts)).containsExactly(Kind.BAD_SIGNATURE);
    assertThat(verdicts.get(0).objections().get(0).message()).contains("revoked", "lost");
  }

  @Test
  void a6RevocationsBehindALinkOrInAFolderVoidWhatTheyMightRevoke() throws IOException {
    repository.write("elsewhere", repository.key("bob") + "\n");
    Path revoked = repository.root().resolve("trust/revoked_keys");
    Files.createSymbolicLink(revoked, Path.of("../elsewhere"));
    base = repository.commit();
    assertNobodyKnowsWhatIsRevoked();
    Files.delete(revoked);
    repository.write("trust/revoked_keys/bob", repository.key("bob") + "\n");
    base = repository.commit();
    assertNobodyKnowsWhatIsRevoked();
  }

  private void assertNobodyKnowsWhatIsRevoked() {
    List<CommitVerdict> verdicts = judged(repository.write(POLICY, "a: 2\n").signed("bob"));
    assertThat(kinds(verdicts)).containsExactly(Kind.BAD_SIGNATURE);
    assertThat(verdicts.get(0).objections().get(0).message())
        .contains("`revoked_keys` in `trust/` cannot be read, so nobody knows what is revoked");
  }

  @Test
  void a7TheTimeIsTheJudgesAndNotTheCommitters() {
    String config = SignedRepository.read(repository.root().resolve(".policyctl.yaml"));
    repository.write(
        ".policyctl.yaml", config.replaceFirst("(id: ada.*type: ssh)", "$1, until: 2026-01-01"));
    base = repository.commit();
    String head = repository.write(POLICY, "a: 2\n").signed("ada");
    assertThat(kinds(repository.judge(base, head, Instant.parse("2025-12-31T00:00:00Z"))))
        .isEmpty();
    assertThat(kinds(judged(head))).containsExactly(Kind.BAD_SIGNATURE);
  }

  @Test
  void a10AKeyOfTheFileThatNobodyListsIsNobodys() {
    repository.key("stranger");
    repository.configure("");
    base = repository.commit();
    String head = repository.signed("stranger");
    assertThat(judged(head).get(0).objections().get(0).message()).contains("nobody", "SHA256:");
  }

  @Test
  void refusesWhomTheEnvironmentOrTheRoleDoesNotCover() {
    String head = repository.write(POLICY, "a: 2\n").signed("eve");
    assertThat(kinds(judged(head))).containsExactly(Kind.UNAUTHORISED);
    repository.git("reset", "--hard", "--quiet", base);
    head = repository.write("policies/dev/acme/policy.yaml", "a: 2\n").signed("eve");
    assertThat(kinds(judged(head))).isEmpty();
    head = repository.write("registries/roles.yaml", "a: 2\n").signed("eve");
    assertThat(kinds(judged(head))).containsExactly(Kind.UNAUTHORISED);
    repository.git("reset", "--hard", "--quiet", base);
    head = repository.write(POLICY, "a: 2\n").signed("joe");
    assertThat(kinds(judged(head))).containsExactly(Kind.UNAUTHORISED);
  }

  @Test
  void b1RefusesAHeaderThatGitTakesForAPartOfTheSignature() {
    String signed = repository.text(repository.write(POLICY, "a: 2\n").signed("ada"));
    String forged = repository.object(signed.replaceFirst("gpgsig ", "gpgsig-x a\ngpgsig "));
    assertThat(kinds(judged(forged))).containsExactly(Kind.MALFORMED);
  }

  @Test
  void b2RefusesTwoSignatures() {
    String signed = repository.text(repository.write(POLICY, "a: 2\n").signed("ada"));
    String header = signed.substring(signed.indexOf("gpgsig "), signed.indexOf("\n\n") + 1);
    String forged = repository.object(signed.replace(header, header + header));
    assertThat(kinds(judged(forged))).containsExactly(Kind.MALFORMED);
  }

  @Test
  void b3RefusesHeadersThatStandTwice() {
    String signed = repository.text(repository.write(POLICY, "a: 2\n").signed("ada"));
    for (String name : List.of("tree", "author", "committer")) {
      String forged = repository.object(signed.replaceFirst("(?m)^(" + name + " .*)$", "$1\n$1"));
      assertThat(kinds(judged(forged))).as(name).containsExactly(Kind.MALFORMED);
    }
  }

  @Test
  void b4RefusesANulInAMessage() {
    String signed = repository.text(repository.write(POLICY, "a: 2\n").signed("ada"));
    String forged = repository.object(signed.replace("change", "cha\0nge"));
    assertThat(kinds(judged(forged))).containsExactly(Kind.MALFORMED);
  }

  @Test
  void b5RefusesReplacedObjectsAndGrafts() {
    String unsigned = repository.write(POLICY, "a: 2\n").commit();
    repository.git("reset", "--hard", "--quiet", base);
    String signed = repository.write(POLICY, "a: 2\n").signed("ada");
    repository.git("replace", unsigned, signed);
    assertThatThrownBy(() -> judged(unsigned))
        .isInstanceOf(OperationalException.class)
        .hasMessageContaining("replaces");
    repository.git("replace", "-d", unsigned);
    repository.write(".git/info/grafts", signed + "\n");
    assertThatThrownBy(() -> judged(signed)).hasMessageContaining("grafts");
  }

  @Test
  void b10ACommitterWhoIsNotTheSignerIsReportedAndCanBeRefused() {
    String head = repository.as("somebody").write(POLICY, "a: 2\n").signed("ada");
    assertThat(kinds(judged(head))).isEmpty();
    assertThat(judged(head).get(0).remarks().toString()).contains("somebody@x.example");
    repository.git("reset", "--hard", "--quiet", base);
    repository.configure("  committerMustBeSigner: true\n");
    base = repository.commit();
    head = repository.write(POLICY, "a: 2\n").signed("ada");
    assertThat(kinds(judged(head))).containsExactly(Kind.COMMITTER);
  }

  @Test
  void b12AnUnsignedSecondParentIsJudgedToo() {
    repository.git("checkout", "--quiet", "-b", "topic");
    repository.write("policies/prod/acme/rules/x.yaml", "x: 1\n").commit();
    repository.git("checkout", "--quiet", "main");
    repository.write(POLICY, "a: 2\n").signed("ada");
    String head = repository.merged("ada", "topic");
    assertThat(kinds(judged(head))).containsExactly(Kind.UNSIGNED);
  }

  @Test
  void b12WhatAMergeHoldsBesideItsParentsIsItsOwn() {
    repository.git("checkout", "--quiet", "-b", "topic");
    repository.write("policies/dev/acme/policy.yaml", "x: 1\n").signed("eve");
    repository.git("checkout", "--quiet", "main");
    repository.write("policies/dev/acme/rules/y.yaml", "y: 2\n").signed("eve");
    String clean = repository.merged("eve", "topic");
    assertThat(kinds(judged(clean))).isEmpty();
    assertThat(judged(clean)).last().satisfies(v -> assertThat(v.touched()).isEmpty());
    repository.write(POLICY, "evil: 1\n").git("add", "-A");
    String tree = repository.git("write-tree");
    String evil = repository.object(repository.text(clean).replaceFirst("tree .*", "tree " + tree));
    assertThat(kinds(judged(evil))).containsExactly(Kind.BAD_SIGNATURE);
    repository.git("reset", "--hard", "--quiet", clean + "^1");
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "topic");
    String head = repository.write(POLICY, "evil: 1\n").signed("eve");
    assertThat(judged(head)).last().satisfies(v -> assertThat(v.touched()).containsExactly(POLICY));
    assertThat(kinds(judged(head))).containsExactly(Kind.UNAUTHORISED);
  }

  @Test
  void b12AMergeThatKeepsOneSideOfWhatOnlyTheOtherChangedIsNoCleanMerge() {
    repository.git("checkout", "--quiet", "-b", "topic");
    repository.write(POLICY, "deny: 1\n").signed("ada");
    repository.git("checkout", "--quiet", "main");
    repository.write("policies/dev/acme/rules/y.yaml", "y: 2\n").signed("eve");
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "-s", "ours", "topic");
    String head = repository.signed("eve");
    assertThat(judged(head)).last().satisfies(v -> assertThat(v.touched()).containsExactly(POLICY));
    assertThat(kinds(judged(head))).containsExactly(Kind.UNAUTHORISED);
  }

  @Test
  void b13AForgesKeyPassesForACleanMergeAndForNothingElse() {
    repository.git("checkout", "--quiet", "-b", "topic");
    repository.write(POLICY, "a: 2\n").signed("ada");
    repository.git("checkout", "--quiet", "main");
    repository.write("policies/dev/acme/policy.yaml", "x: 1\n").signed("bob");
    String head = repository.merged("hub", "topic");
    assertThat(kinds(judged(head))).isEmpty();
    repository.git("reset", "--hard", "--quiet", base);
    String squash = repository.write(POLICY, "a: 2\n").signed("hub");
    assertThat(kinds(judged(squash))).containsExactly(Kind.UNAUTHORISED);
  }

  @Test
  void anyFlippedBitOfASignedCommitFails() {
    String signed = repository.text(repository.write(POLICY, "a: 2\n").signed("ada"));
    byte[] bytes = signed.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int bit = 0; bit < bytes.length * 8; bit += 37) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Verdicts.assertRefused(repository, base, flipped);
    }
  }
}

package dev.policyctl.validators.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.repo.Proposal;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.Objection;
import dev.policyctl.trust.Objection.Kind;
import dev.policyctl.trust.PolicyPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitFindingsTest {

  private static CommitVerdict commit(int number, String path, Objection... objections) {
    return new CommitVerdict(
        String.format(java.util.Locale.ROOT, "%040x", number),
        Optional.empty(),
        Optional.empty(),
        path.isEmpty() ? List.of() : List.of(path),
        List.of(objections),
        List.of());
  }

  private static List<Finding> findings(String prefix, List<CommitVerdict> commits) {
    return new CommitFindings(new PolicyPaths(prefix), new Proposal.Point("main", "f".repeat(40)))
        .of(commits);
  }

  @Test
  void sayOneThingOnceForAllCommitsOfWhichItIsTrue() {
    List<CommitVerdict> commits = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      commits.add(commit(i, "policies/x", new Objection(Kind.UNSIGNED, "it is not signed")));
    }
    commits.add(commit(51, "policies/y", new Objection(Kind.BAD_SIGNATURE, "it is wrong")));
    List<Finding> findings = findings("", commits);
    assertThat(findings).hasSize(2);
    assertThat(findings.get(0).message())
        .isEqualTo(
            "commits `000000000000`, `000000000000`, `000000000000` and 47 more: it is not signed");
    assertThat(findings.get(0).code()).isEqualTo(FindingCode.UNSIGNED_COMMIT);
    assertThat(findings.get(0).help().orElseThrow()).contains("git rebase", " main;");
    assertThat(findings.get(1).code()).isEqualTo(FindingCode.BAD_SIGNATURE);
  }

  @Test
  void standAtAFileOfThePolicyRoot() {
    Objection unsigned = new Objection(Kind.UNSIGNED, "it is not signed");
    assertThat(findings("ai", List.of(commit(1, "ai/policies/x", unsigned))).get(0).span().path())
        .isEqualTo("policies/x");
    assertThat(findings("ai", List.of(commit(1, "aide/x", unsigned))).get(0).span().path())
        .isEqualTo(".policyctl.yaml");
  }

  @Test
  void areErrorsForObjectionsAndNotesForRemarks() {
    CommitVerdict odd =
        new CommitVerdict(
            "1".repeat(40),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(new Objection(Kind.COMMITTER, "somebody else")),
            List.of("odd"));
    assertThat(findings("", List.of(odd)))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.NOTE);
    assertThat(findings("", List.of(odd)))
        .allMatch(finding -> finding.code() == FindingCode.COMMITTER_NOT_SIGNER);
  }
}

package dev.policyctl.validators.signature;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.repo.ComparedSide;
import dev.policyctl.repo.Comparison;
import dev.policyctl.repo.FileNames;
import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.ProposalJudge;
import dev.policyctl.trust.ProposalVerdict;
import dev.policyctl.trust.QuorumVerdict;
import dev.policyctl.trust.TrustedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the waivers that a change brings count though its target does not have them: where the
 * target asks for reviewers of the file of waivers, as many have approved just this change, and its
 * signatures hold.
 */
public final class ApprovedWaivers {
  private ApprovedWaivers() {}

  /**
   * Judges the approvals of a comparison's head by what judges it.
   *
   * @param now the moment at which keys and approvals must be valid
   * @throws dev.policyctl.model.OperationalException undecided where the target's configuration is
   *     broken, and where history or objects are missing
   */
  public static boolean in(Comparison comparison, Instant now) {
    ComparedSide judge = comparison.judge();
    Optional<String> base = judge.commitId();
    Optional<String> head = comparison.head().commitId();
    Optional<TrustConfiguration> trust =
        base.isEmpty() || head.isEmpty()
            ? Optional.empty()
            : RepositoryLoader.judging(judge.snapshot()).trust();
    if (trust.filter(t -> !t.quorum().isEmpty()).isEmpty()) {
      return false;
    }
    TrustedKeys keys = new TrustedKeys(trust.get(), KeyMaterial.of(judge.snapshot()));
    try (GitHistory history = GitHistory.open(judge.root())) {
      ProposalVerdict verdict =
          new ProposalJudge(history.objects(), history.prefix(), keys, now)
              .judge(base.orElseThrow(), head.orElseThrow());
      List<QuorumVerdict> quorum =
          verdict.quorum().stream().filter(one -> one.paths().contains(FileNames.WAIVERS)).toList();
      return verdict.commits().stream().allMatch(ApprovedWaivers::isSomebodys)
          && !quorum.isEmpty()
          && quorum.stream().allMatch(QuorumVerdict::met);
    }
  }

  /**
   * Whether a commit says whose it is: without a signature its author may be who approves it. The
   * merge that a forge checks out has none, and holds nothing of its own.
   */
  private static boolean isSomebodys(CommitVerdict commit) {
    return commit.passes() || (commit.commit().isPresent() && commit.touched().isEmpty());
  }
}

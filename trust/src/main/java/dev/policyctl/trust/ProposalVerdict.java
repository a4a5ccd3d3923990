package dev.policyctl.trust;

import java.util.List;

/**
 * What became of a change as a whole.
 *
 * @param commits every commit that it adds, parents first
 * @param approvals those that are about it, or say so, by their names
 * @param quorum one for each demand of the target that it falls under, in the configuration's order
 */
public record ProposalVerdict(
    List<CommitVerdict> commits, List<ApprovalVerdict> approvals, List<QuorumVerdict> quorum) {

  public ProposalVerdict {
    commits = List.copyOf(commits);
    approvals = List.copyOf(approvals);
    quorum = List.copyOf(quorum);
  }

  /** Whether nothing speaks against any commit, and nothing is missing. */
  public boolean passes() {
    return commits.stream().allMatch(CommitVerdict::passes)
        && quorum.stream().allMatch(QuorumVerdict::met);
  }
}

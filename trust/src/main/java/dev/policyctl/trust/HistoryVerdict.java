package dev.policyctl.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one change in the history of a branch.
 *
 * @param commit with which the change arrived
 * @param time at which its key had to be valid
 * @param brought the commits that it brought along as a merge, parents first
 * @param broughtAt at which their keys had to be valid
 * @param approvals those that are about the change, or say so, by their names
 * @param quorum one for each demand that the change falls under; none where it has no parent
 */
public record HistoryVerdict(
    CommitVerdict commit,
    Instant time,
    List<CommitVerdict> brought,
    Instant broughtAt,
    List<ApprovalVerdict> approvals,
    List<QuorumVerdict> quorum) {

  public HistoryVerdict {
    brought = List.copyOf(brought);
    approvals = List.copyOf(approvals);
    quorum = List.copyOf(quorum);
  }

  /** Whether nothing speaks against any commit, and nothing is missing. */
  public boolean passes() {
    return commit.passes()
        && brought.stream().allMatch(CommitVerdict::passes)
        && quorum.stream().allMatch(QuorumVerdict::met);
  }

  /** The demands that are not met. */
  public List<QuorumVerdict> missing() {
    return quorum.stream().filter(verdict -> !verdict.met()).toList();
  }

  /** The ids of the persons whose approval counts, sorted. */
  public List<String> approvedBy() {
    return approvals.stream()
        .filter(ApprovalVerdict::counts)
        .map(ApprovalVerdict::approval)
        .flatMap(Optional::stream)
        .map(Approval::by)
        .distinct()
        .sorted()
        .toList();
  }
}

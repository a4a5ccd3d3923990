package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Role;
import java.util.List;
import java.util.Optional;

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

  /** Why a person may not approve it, one line for people; nothing where they may. */
  public Optional<String> whyMayNotApprove(Person person) {
    String who = "`" + person.id().value() + "`";
    if (!person.roles().contains(Role.REVIEWER)) {
      return Optional.of(who + " is no reviewer");
    }
    return commits.stream()
        .filter(commit -> ProposedCommits.authors(List.of(commit)).contains(person.id().value()))
        .findFirst()
        .map(commit -> who + " signed " + commit.shortId() + ", a part of the change");
  }

  /** Whether nothing speaks against any commit, and nothing is missing. */
  public boolean passes() {
    return commits.stream().allMatch(CommitVerdict::passes)
        && quorum.stream().allMatch(QuorumVerdict::met);
  }
}

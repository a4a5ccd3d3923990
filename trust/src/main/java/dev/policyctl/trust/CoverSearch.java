package dev.policyctl.trust;

import dev.policyctl.repo.GitObjects;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds out which commits of a change each approval is for.
 *
 * <p>It goes from the head to the commits whose approval says as much as one of the head: the
 * parents of a merge that adds nothing to them, and the commit below one that changes nothing. An
 * approval of such a commit is for all commits from what it was compared with up to it. What was
 * pushed on top of an approved commit, and holds anything, is not reached: the approval is lost.
 */
final class CoverSearch {
  private final GitObjects objects;
  private final ProposedCommits proposal;
  private final Approvals approvals;
  private final Replacements replacements;
  private final Predicate<CommitVerdict> concerned;
  private final List<Cover> covers = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * @param concerned whether anybody asks for an approval of a commit
   */
  CoverSearch(
      GitObjects objects,
      ProposedCommits proposal,
      Approvals approvals,
      Replacements replacements,
      Predicate<CommitVerdict> concerned) {
    this.objects = objects;
    this.proposal = proposal;
    this.approvals = approvals;
    this.replacements = replacements;
    this.concerned = concerned;
  }

  List<Cover> search() {
    reach(proposal.head());
    while (!open.isEmpty()) {
      String id = open.pop();
      direct(id);
      if (proposal.find(id).filter(verdict -> verdict.touched().isEmpty()).isPresent()) {
        proposal.parents(id).forEach(this::reach);
      } else {
        replaced(id);
      }
    }
    return List.copyOf(covers);
  }

  private void reach(String id) {
    if (proposal.contains(id) && seen.add(id)) {
      open.add(id);
    }
  }

  /** The approvals of the commit itself. */
  private void direct(String id) {
    for (ApprovalTag tag : approvals.of(id)) {
      Optional<Approval> approval = approvals.judge(tag).approval();
      approval.ifPresent(
          one -> {
            Set<String> commits = new HashSet<>(proposal.reachable(id));
            String from = one.statement().base();
            Optional<String> flaw = Optional.empty();
            if (proposal.contains(from)) {
              commits.removeAll(proposal.reachable(from));
            } else if (!objects.isAncestor(from, proposal.base())) {
              flaw = Optional.of(comparedWith(from));
            }
            if (commits.isEmpty()) {
              flaw = Optional.of("it was compared with itself, so it is for no commit");
            }
            covers.add(new Cover(one, commits, false, proposal.authorsOf(commits), flaw));
          });
    }
  }

  static String comparedWith(String base) {
    return "it was compared with " + base.substring(0, 12) + ", which the target does not have";
  }

  /** The approvals of commits that this one, with some before it, is a squash or a rebase of. */
  private void replaced(String id) {
    List<CommitVerdict> run = proposal.run(id);
    if (run.stream().noneMatch(concerned)) {
      return;
    }
    for (Replacements.Match match : replacements.find(run)) {
      covers.add(match.cover());
      if (match.cover().flaw().isEmpty()) {
        reach(match.below());
      }
    }
  }
}

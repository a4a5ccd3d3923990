package dev.policyctl.validators.signature;

import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.ProposalVerdict;
import dev.policyctl.trust.QuorumVerdict;
import java.util.List;
import java.util.TreeSet;

/** What became of a change, in one phrase. */
final class Sentence {
  private static final int MOST_NAMED = 4;

  private Sentence() {}

  /**
   * {@code 3 commits, each signed by somebody who may change it (ada, bob), quorum met}; {@code 2
   * of 3 commits do not pass}.
   */
  static String of(ProposalVerdict verdict) {
    return commits(verdict.commits()) + quorum(verdict.quorum());
  }

  private static String quorum(List<QuorumVerdict> quorum) {
    if (quorum.isEmpty()) {
      return "";
    }
    return quorum.stream().allMatch(QuorumVerdict::met) ? ", quorum met" : ", quorum missing";
  }

  private static String commits(List<CommitVerdict> commits) {
    if (commits.isEmpty()) {
      return "no commit to judge";
    }
    long refused = commits.stream().filter(commit -> !commit.passes()).count();
    String all = commits.size() == 1 ? "1 commit" : commits.size() + " commits";
    if (refused > 0) {
      return refused + " of " + all + (refused == 1 ? " does" : " do") + " not pass";
    }
    return all
        + ", "
        + (commits.size() == 1 ? "" : "each ")
        + "signed by somebody who may change it"
        + names(commits);
  }

  private static String names(List<CommitVerdict> commits) {
    TreeSet<String> people = new TreeSet<>();
    commits.forEach(
        commit -> commit.signer().ifPresent(by -> people.add(by.person().id().value())));
    if (people.isEmpty()) {
      return "";
    }
    int more = people.size() - MOST_NAMED;
    String named = String.join(", ", people.stream().limit(MOST_NAMED).toList());
    return " (" + named + (more > 0 ? " and " + more + " more" : "") + ")";
  }
}

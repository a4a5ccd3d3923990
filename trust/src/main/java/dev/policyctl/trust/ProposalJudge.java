package dev.policyctl.trust;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.repo.GitObjects;
import dev.policyctl.trust.Objection.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a change as a whole: every commit by itself, and the approvals that the target demands, or
 * that stand in for signatures which a forge's squash or rebase lost.
 */
public final class ProposalJudge {
  private final GitObjects objects;
  private final PolicyPaths root;
  private final TrustedKeys keys;
  private final Instant time;
  private final RangeJudge commits;
  private final int mostHeads;

  /**
   * @param prefix the policy root's path in the git repository, empty for its root
   * @param keys of the target: the change's own say nothing about it
   * @param time at which keys and approvals must be valid: the judge's own
   */
  public ProposalJudge(GitObjects objects, String prefix, TrustedKeys keys, Instant time) {
    this(objects, prefix, keys, time, Replacements.MOST_HEADS);
  }

  /**
   * Likewise.
   *
   * @param mostHeads how many approved commits are tried for a squash or a rebase
   */
  ProposalJudge(GitObjects objects, String prefix, TrustedKeys keys, Instant time, int mostHeads) {
    this.mostHeads = mostHeads;
    this.objects = objects;
    this.root = new PolicyPaths(prefix);
    this.keys = keys;
    this.time = time;
    this.commits = new RangeJudge(objects, prefix, keys, time);
  }

  /**
   * Judges what a head has and a base has not.
   *
   * @param baseId of a commit in full
   * @param headId of a commit in full
   * @throws OperationalException undecided where history or objects are missing, git shows others
   *     than are asked for, or there is more to try than is tried
   */
  public ProposalVerdict judge(String baseId, String headId) {
    return judge(
        new ProposedCommits(baseId, headId, commits.judge(baseId, headId)),
        new Approvals(objects, keys, time));
  }

  /**
   * Judges a change of which each commit was judged by itself.
   *
   * @throws OperationalException as above
   */
  ProposalVerdict judge(ProposedCommits proposal, Approvals approvals) {
    Replacements replacements = new Replacements(objects, proposal, approvals, commits, mostHeads);
    List<Cover> covers =
        new CoverSearch(objects, proposal, approvals, replacements, this::concerned).search();
    List<ApprovalVerdict> verdicts = approvals(proposal, approvals, covers);
    ProposalVerdict verdict =
        new ProposalVerdict(
            proposal.commits().stream().map(commit -> excused(commit, covers)).toList(),
            verdicts,
            new QuorumJudge(keys, time, root, proposal, covers).judge(lost(verdicts, covers)));
    if (replacements.exhausted() && mayBeExcused(verdict)) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "there are too many approvals to find out whether one is for what was squashed or rebased",
          "approve the head that was squashed or rebased again, so that its approval is the newest:"
              + " policyctl approve");
    }
    return verdict;
  }

  /** Whether nothing but a squash or a rebase without an approval speaks against the commits. */
  private static boolean mayBeExcused(ProposalVerdict verdict) {
    List<Boolean> excusable =
        verdict.commits().stream()
            .flatMap(commit -> commit.objections().stream().map(one -> isExcusable(commit, one)))
            .toList();
    return !excusable.isEmpty() && !excusable.contains(false);
  }

  /** Why approvals that are for no commit at all do not count. */
  private static List<String> lost(List<ApprovalVerdict> verdicts, List<Cover> covers) {
    Set<String> covering =
        covers.stream().map(cover -> cover.approval().tag()).collect(Collectors.toSet());
    return verdicts.stream()
        .filter(verdict -> !covering.contains(verdict.tag()))
        .flatMap(
            verdict ->
                verdict.whyNot().stream()
                    .map(why -> "the tag `" + verdict.tag() + "` does not count: " + why))
        .toList();
  }

  private boolean concerned(CommitVerdict commit) {
    return commit.objections().stream().anyMatch(objection -> isExcusable(commit, objection))
        || QuorumJudge.concerns(keys, root, commit);
  }

  /** What a forge does when it merges: no signature at all, or its own. */
  private static boolean isExcusable(CommitVerdict commit, Objection objection) {
    boolean byForge =
        commit
            .signer()
            .filter(by -> by.person().roles().contains(Role.FORGE))
            .filter(by -> !Authority.mayWrite(by.person()))
            .isPresent();
    return objection.kind() == Kind.UNSIGNED || (objection.kind() == Kind.UNAUTHORISED && byForge);
  }

  /** A commit without the objections that an approval of what it replaces lifts. */
  private CommitVerdict excused(CommitVerdict commit, List<Cover> covers) {
    List<Cover> replaced =
        covers.stream()
            .filter(cover -> cover.replaced() && cover.commits().contains(commit.id()))
            .toList();
    boolean excusable = commit.objections().stream().anyMatch(one -> isExcusable(commit, one));
    if (replaced.isEmpty() || !excusable) {
      return commit;
    }
    List<String> paths = root.of(commit);
    List<String> persons =
        replaced.stream()
            .filter(cover -> cover.whyNot(paths).isEmpty())
            .map(cover -> cover.approval().by())
            .distinct()
            .sorted()
            .toList();
    String whyNot = persons.isEmpty() ? replaced.get(0).whyNot(paths).orElse("") : "";
    return excused(commit, persons, whyNot);
  }

  private static CommitVerdict excused(CommitVerdict commit, List<String> persons, String whyNot) {
    List<Objection> objections = new ArrayList<>();
    for (Objection objection : commit.objections()) {
      if (!isExcusable(commit, objection)) {
        objections.add(objection);
      } else if (persons.isEmpty()) {
        objections.add(new Objection(objection.kind(), objection.message() + "; " + whyNot));
      }
    }
    List<String> remarks = new ArrayList<>(commit.remarks());
    if (!persons.isEmpty()) {
      remarks.add(
          "it replaces signed commits, and its tree is what `"
              + String.join("`, `", persons)
              + "` approved");
    }
    return new CommitVerdict(
        commit.id(), commit.commit(), commit.signer(), commit.touched(), objections, remarks);
  }

  private static List<ApprovalVerdict> approvals(
      ProposedCommits proposal, Approvals approvals, List<Cover> covers) {
    return approvals.tags().stream()
        .flatMap(tag -> verdict(tag, proposal, approvals, covers).stream())
        .toList();
  }

  private static Optional<ApprovalVerdict> verdict(
      ApprovalTag tag, ProposedCommits proposal, Approvals approvals, List<Cover> covers) {
    List<Cover> own =
        covers.stream().filter(cover -> cover.approval().tag().equals(tag.name())).toList();
    Optional<String> head = tag.content().map(content -> content.statement().head());
    if (own.isEmpty()
        && !proposal.hasTree(tag.tree())
        && head.filter(proposal::contains).isEmpty()) {
      return Optional.empty();
    }
    Approvals.Judged judged = approvals.judge(tag);
    Optional<String> whyNot =
        judged.approval().isEmpty()
            ? Optional.of(judged.problem())
            : own.isEmpty()
                ? Optional.of(notFor(head.orElse(""), proposal))
                : own.stream().anyMatch(cover -> cover.flaw().isEmpty())
                    ? Optional.empty()
                    : own.get(0).flaw();
    int commits =
        (int)
            own.stream()
                .filter(cover -> cover.flaw().isEmpty())
                .flatMap(cover -> Stream.of(cover.commits()))
                .flatMap(Set::stream)
                .distinct()
                .count();
    return Optional.of(new ApprovalVerdict(tag.name(), judged.approval(), commits, whyNot));
  }

  private static String notFor(String head, ProposedCommits proposal) {
    return proposal.contains(head)
        ? "it is for " + head.substring(0, 12) + ", and more was pushed after it"
        : "it is for " + head + ", which this change does not have";
  }
}

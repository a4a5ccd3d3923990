package dev.policyctl.trust;

import dev.policyctl.repo.GitObjects;
import dev.policyctl.repo.raw.MalformedObject;
import dev.policyctl.repo.raw.RawCommit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds approved commits that others replace: a squash puts all that they change into one commit, a
 * rebase does them again, and either loses their signatures. That the outcome has the very tree
 * that merging the approved commit gives is what says that nothing else came in.
 */
final class Replacements {
  private static final int MOST_MERGES = 1_000;

  private final GitObjects objects;
  private final Proposal proposal;
  private final Approvals approvals;
  private final RangeJudge commits;
  private final Map<String, CommitVerdict> judged = new HashMap<>();
  private final Map<String, List<ApprovalTag>> byHead;
  private int merges;
  private boolean exhausted;

  /**
   * An approval of what commits replace.
   *
   * @param below the id of the commit before the first of them
   */
  record Match(Cover cover, String below) {}

  Replacements(GitObjects objects, Proposal proposal, Approvals approvals, RangeJudge commits) {
    this.objects = objects;
    this.proposal = proposal;
    this.approvals = approvals;
    this.commits = commits;
    this.byHead =
        approvals.tags().stream()
            .filter(approvals::isCurrent)
            .sorted(Comparator.comparing(Replacements::statement, newestFirst()))
            .collect(
                Collectors.groupingBy(
                    tag -> statement(tag).head(), LinkedHashMap::new, Collectors.toList()));
  }

  private static Comparator<ApprovalStatement> newestFirst() {
    return Comparator.comparing(ApprovalStatement::time).reversed();
  }

  private static ApprovalStatement statement(ApprovalTag tag) {
    return tag.content().orElseThrow().statement();
  }

  /** Whether there were more to try than are tried. */
  boolean exhausted() {
    return exhausted;
  }

  /**
   * The approvals of what a run of commits replaces, of as many of them as it can be.
   *
   * @param run commits of one parent each, the latest first, each the parent of the one before
   */
  List<Match> find(List<CommitVerdict> run) {
    String tree = run.get(0).commit().orElseThrow().tree();
    List<Match> matches = new ArrayList<>();
    for (Map.Entry<String, List<ApprovalTag>> candidate : ofTreeFirst(tree)) {
      String head = candidate.getKey();
      if (!head.equals(run.get(0).id()) && isProposed(head)) {
        matches.addAll(find(run, tree, head, candidate.getValue()));
      }
    }
    return matches;
  }

  /** Tries the longest part of a run first, and ends with the first that counts. */
  private List<Match> find(
      List<CommitVerdict> run, String tree, String head, List<ApprovalTag> tags) {
    List<Match> matches = new ArrayList<>();
    int most = Math.min(run.size(), objects.added(proposal.base(), head).size());
    for (int length = most; length > 0; length--) {
      List<CommitVerdict> replacing = run.subList(0, length);
      String below = proposal.parents(replacing.get(length - 1).id()).get(0);
      List<String> own = objects.added(below, head);
      if (own.size() >= length && isReplaced(below, head, tree)) {
        tags.forEach(tag -> match(tag, replacing, below, own).ifPresent(matches::add));
      }
      if (matches.stream().anyMatch(match -> match.cover().flaw().isEmpty())) {
        break;
      }
    }
    return matches;
  }

  /** What was approved, by its commit: first what has the very tree, then the newest first. */
  private Collection<Map.Entry<String, List<ApprovalTag>>> ofTreeFirst(String tree) {
    return Stream.concat(
            byHead.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(tag -> tag.tree().equals(tree))),
            byHead.entrySet().stream())
        .distinct()
        .toList();
  }

  /** Whether a commit is there and the target does not have it yet. */
  private boolean isProposed(String head) {
    return objects.typeOf(head).filter("commit"::equals).isPresent()
        && !objects.isAncestor(head, proposal.base());
  }

  /** Whether merging a head into a commit gives this tree, and another than the commit has. */
  private boolean isReplaced(String below, String head, String tree) {
    if (tree(below).filter(tree::equals).isPresent()) {
      return false;
    }
    if (objects.isAncestor(below, head)) {
      return tree(head).filter(tree::equals).isPresent();
    }
    if (merges == MOST_MERGES) {
      exhausted = true;
      return false;
    }
    merges++;
    return objects.cleanMerge(below, head).filter(tree::equals).isPresent();
  }

  private Optional<String> tree(String id) {
    try {
      return Optional.of(RawCommit.parse(objects.commit(id)).tree());
    } catch (MalformedObject e) {
      return Optional.empty();
    }
  }

  private Optional<Match> match(
      ApprovalTag tag, List<CommitVerdict> replacing, String below, List<String> own) {
    Optional<Approval> approval = approvals.judge(tag).approval();
    if (approval.isEmpty()) {
      return Optional.empty();
    }
    List<CommitVerdict> seen =
        own.stream().map(id -> judged.computeIfAbsent(id, commits::judge)).toList();
    Set<String> authors = new TreeSet<>(Proposal.authors(seen));
    authors.addAll(Proposal.authors(replacing));
    Set<String> ids = replacing.stream().map(CommitVerdict::id).collect(Collectors.toSet());
    Optional<String> flaw = flaw(approval.get().statement().base(), below, seen);
    return Optional.of(new Match(new Cover(approval.get(), ids, true, authors, flaw), below));
  }

  /** Whose change it was is known only if each commit that the reviewer saw says so. */
  private Optional<String> flaw(String from, String below, List<CommitVerdict> seen) {
    if (!objects.isAncestor(from, below)) {
      return Optional.of(CoverSearch.comparedWith(from));
    }
    return seen.stream()
        .filter(verdict -> !verdict.passes())
        .findFirst()
        .map(
            verdict ->
                "of the commits that it was given for, "
                    + verdict.shortId()
                    + " does not pass: "
                    + verdict.objections().get(0).message());
  }
}

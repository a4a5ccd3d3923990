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
  /** How many approved commits are tried, beside those with a tree of the change. */
  static final int MOST_HEADS = 128;

  private static final int MOST_TRIES = 2_000;

  private final GitObjects objects;
  private final ProposedCommits proposal;
  private final Approvals approvals;
  private final RangeJudge commits;
  private final int mostHeads;
  private final Map<String, CommitVerdict> judged = new HashMap<>();
  private Optional<List<Candidate>> candidates = Optional.empty();
  private int tries;
  private boolean exhausted;

  /**
   * An approval of what commits replace.
   *
   * @param below the id of the commit before the first of them
   */
  record Match(Cover cover, String below) {}

  /** An approved commit that the target does not have, and how many commits it adds to that. */
  private record Candidate(String head, List<ApprovalTag> tags, int size) {

    boolean isOf(String tree) {
      return tags.stream().anyMatch(tag -> tag.tree().equals(tree));
    }
  }

  Replacements(
      GitObjects objects,
      ProposedCommits proposal,
      Approvals approvals,
      RangeJudge commits,
      int mostHeads) {
    this.objects = objects;
    this.proposal = proposal;
    this.approvals = approvals;
    this.commits = commits;
    this.mostHeads = mostHeads;
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
    for (Candidate candidate : ofTreeFirst(tree)) {
      if (!candidate.head().equals(run.get(0).id())) {
        matches.addAll(find(run, tree, candidate));
      }
    }
    return matches;
  }

  /** Tries the longest part of a run first, and ends with the first that counts. */
  private List<Match> find(List<CommitVerdict> run, String tree, Candidate candidate) {
    List<Match> matches = new ArrayList<>();
    for (int length = Math.min(run.size(), candidate.size()); length > 0; length--) {
      if (tries == MOST_TRIES) {
        exhausted = true;
        break;
      }
      tries++;
      List<CommitVerdict> replacing = run.subList(0, length);
      String below = proposal.parents(replacing.get(length - 1).id()).get(0);
      List<String> own = objects.added(below, candidate.head());
      if (own.size() >= length && isReplaced(below, candidate.head(), tree)) {
        candidate.tags().forEach(tag -> match(tag, replacing, below, own).ifPresent(matches::add));
      }
      if (matches.stream().anyMatch(match -> match.cover().flaw().isEmpty())) {
        break;
      }
    }
    return matches;
  }

  /** First those whose tree it is, since they are the likeliest. */
  private Collection<Candidate> ofTreeFirst(String tree) {
    if (candidates.isEmpty()) {
      candidates = Optional.of(candidates());
    }
    List<Candidate> all = candidates.get();
    return Stream.concat(
            all.stream().filter(candidate -> candidate.isOf(tree)),
            all.stream().filter(candidate -> !candidate.isOf(tree)))
        .toList();
  }

  /**
   * The approved commits that the target does not have: those with a tree of the change, and the
   * newest of the others. Only approvals that hold are among them, so that nobody else's tags can
   * displace one or cost time.
   */
  private List<Candidate> candidates() {
    Map<String, List<ApprovalTag>> byHead =
        approvals.tags().stream()
            .filter(approvals::isCurrent)
            .filter(tag -> approvals.isThere(tag))
            .sorted(Comparator.comparing(Replacements::statement, newestFirst()))
            .collect(
                Collectors.groupingBy(
                    tag -> statement(tag).head(), LinkedHashMap::new, Collectors.toList()));
    byHead.keySet().retainAll(objects.unreached(proposal.base(), byHead.keySet()));
    List<Candidate> found = new ArrayList<>();
    int others = 0;
    for (Map.Entry<String, List<ApprovalTag>> entry : byHead.entrySet()) {
      boolean near = entry.getValue().stream().anyMatch(tag -> proposal.hasTree(tag.tree()));
      if (!near && others == mostHeads) {
        exhausted = true;
        continue;
      }
      List<ApprovalTag> tags =
          entry.getValue().stream()
              .filter(tag -> approvals.judge(tag).approval().isPresent())
              .toList();
      if (!tags.isEmpty()) {
        int size = objects.added(proposal.base(), entry.getKey()).size();
        found.add(new Candidate(entry.getKey(), tags, size));
        others += near ? 0 : 1;
      }
    }
    return found;
  }

  private static Comparator<ApprovalStatement> newestFirst() {
    return Comparator.comparing(ApprovalStatement::time).reversed();
  }

  private static ApprovalStatement statement(ApprovalTag tag) {
    return tag.content().orElseThrow().statement();
  }

  /** Whether merging a head into a commit gives this tree, and another than the commit has. */
  private boolean isReplaced(String below, String head, String tree) {
    return tree(below).filter(tree::equals).isEmpty()
        && objects.cleanMerge(below, head).filter(tree::equals).isPresent();
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
    Set<String> authors = new TreeSet<>(ProposedCommits.authors(seen));
    authors.addAll(ProposedCommits.authors(replacing));
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

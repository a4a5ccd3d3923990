package dev.policyctl.trust;

import dev.policyctl.repo.raw.RawCommit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The commits of a change, as a graph. */
final class ProposedCommits {
  private static final int MOST_IN_A_RUN = 1_000;

  private final String base;
  private final String head;
  private final Map<String, CommitVerdict> commits = new LinkedHashMap<>();
  private final Set<String> trees = new HashSet<>();

  ProposedCommits(String base, String head, List<CommitVerdict> verdicts) {
    this.base = base;
    this.head = head;
    for (CommitVerdict verdict : verdicts) {
      commits.put(verdict.id(), verdict);
      verdict.commit().map(RawCommit::tree).ifPresent(trees::add);
    }
  }

  String base() {
    return base;
  }

  String head() {
    return head;
  }

  /** Parents first. */
  Collection<CommitVerdict> commits() {
    return commits.values();
  }

  Optional<CommitVerdict> find(String id) {
    return Optional.ofNullable(commits.get(id));
  }

  boolean contains(String id) {
    return commits.containsKey(id);
  }

  /** Whether one of the commits has this tree. */
  boolean hasTree(String tree) {
    return trees.contains(tree);
  }

  /**
   * The parents of a commit; none are known of one that cannot be read, or is not of the change.
   */
  List<String> parents(String id) {
    return find(id).flatMap(CommitVerdict::commit).map(RawCommit::parents).orElse(List.of());
  }

  /** A commit of the change, and those of its ancestors that are of the change too. */
  Set<String> reachable(String id) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (contains(next) && seen.add(next)) {
        open.addAll(parents(next));
      }
    }
    return seen;
  }

  /**
   * A commit and its ancestors, the latest first, as far as each has one parent, and no more than
   * anybody rebases.
   */
  List<CommitVerdict> run(String id) {
    List<CommitVerdict> run = new ArrayList<>();
    Optional<CommitVerdict> next = find(id);
    while (run.size() < MOST_IN_A_RUN && next.isPresent() && parents(next.get().id()).size() == 1) {
      run.add(next.get());
      next = find(parents(next.get().id()).get(0));
    }
    return run;
  }

  /** Who signed changes of their own among some commits. */
  static Set<String> authors(Collection<CommitVerdict> commits) {
    Set<String> authors = new TreeSet<>();
    for (CommitVerdict commit : commits) {
      if (!commit.touched().isEmpty()) {
        commit.signer().ifPresent(by -> authors.add(by.person().id().value()));
      }
    }
    return authors;
  }

  /** Likewise, by the ids of commits of the change. */
  Set<String> authorsOf(Collection<String> ids) {
    return authors(ids.stream().flatMap(id -> find(id).stream()).toList());
  }
}

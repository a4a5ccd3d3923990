package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Quorum;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Counts the reviewers of a change: persons, never keys, who may decide about the paths, and signed
 * no part of what they approve. Each commit needs enough of its own, so that no approval of one
 * counts for another.
 */
final class QuorumJudge {
  private static final int MOST_REASONS = 5;

  private final TrustedKeys keys;
  private final Instant time;
  private final PolicyPaths root;
  private final ProposedCommits proposal;
  private final List<Cover> covers;

  QuorumJudge(
      TrustedKeys keys,
      Instant time,
      PolicyPaths root,
      ProposedCommits proposal,
      List<Cover> covers) {
    this.keys = keys;
    this.time = time;
    this.root = root;
    this.proposal = proposal;
    this.covers = covers;
  }

  /** Whether a commit changes what any quorum is for. */
  static boolean concerns(TrustedKeys keys, PolicyPaths root, CommitVerdict commit) {
    return keys.configuration().quorum().stream()
        .anyMatch(quorum -> !matched(quorum, root.of(commit)).isEmpty());
  }

  /**
   * A verdict for each quorum that the change needs, in the order of the configuration.
   *
   * @param lost why approvals that are for no commit do not count
   */
  List<QuorumVerdict> judge(List<String> lost) {
    return keys.configuration().quorum().stream()
        .flatMap(quorum -> judge(quorum, lost).stream())
        .toList();
  }

  private static List<String> matched(Quorum quorum, List<String> paths) {
    List<Glob> globs = quorum.paths().stream().map(text -> Glob.of(text.value())).toList();
    return paths.stream()
        .filter(path -> globs.stream().anyMatch(glob -> glob.matches(path)))
        .toList();
  }

  private Optional<QuorumVerdict> judge(Quorum quorum, List<String> lost) {
    SortedSet<String> all = new TreeSet<>();
    List<String> lacking = new ArrayList<>();
    Optional<SortedSet<String>> fewest = Optional.empty();
    Set<String> near = new LinkedHashSet<>();
    for (CommitVerdict commit : proposal.commits()) {
      List<String> paths = matched(quorum, root.of(commit));
      if (paths.isEmpty()) {
        continue;
      }
      all.addAll(paths);
      SortedSet<String> reviewers = reviewers(commit, paths);
      if (reviewers.size() < quorum.reviewers()) {
        lacking.add(commit.shortId());
        near.addAll(reasons(commit, paths, reviewers));
      }
      if (fewest.isEmpty() || reviewers.size() < fewest.get().size()) {
        fewest = Optional.of(reviewers);
      }
    }
    if (!lacking.isEmpty()) {
      near.addAll(lost);
    }
    return fewest.map(
        counted ->
            new QuorumVerdict(
                quorum.paths().stream().map(Text::value).toList(),
                quorum.reviewers(),
                List.copyOf(all),
                List.copyOf(counted),
                lacking,
                near.stream().limit(MOST_REASONS).toList(),
                others(all, counted),
                proposal.base(),
                proposal.head()));
  }

  private List<Cover> covering(CommitVerdict commit) {
    return covers.stream().filter(cover -> cover.commits().contains(commit.id())).toList();
  }

  private SortedSet<String> reviewers(CommitVerdict commit, List<String> paths) {
    SortedSet<String> persons = new TreeSet<>();
    for (Cover cover : covering(commit)) {
      if (cover.whyNot(paths).isEmpty()) {
        persons.add(cover.approval().by());
      }
    }
    return persons;
  }

  private List<String> reasons(
      CommitVerdict commit, List<String> paths, SortedSet<String> reviewers) {
    return covering(commit).stream()
        .filter(cover -> !reviewers.contains(cover.approval().by()))
        .flatMap(cover -> cover.whyNot(paths).stream())
        .toList();
  }

  /** Who could approve all of it: a reviewer with a key that counts, and no author. */
  private List<String> others(Collection<String> paths, Collection<String> counted) {
    Set<String> authors = ProposedCommits.authors(proposal.commits());
    return keys.configuration().people().stream()
        .filter(person -> person.roles().contains(Role.REVIEWER) && hasKey(person))
        .filter(person -> Authority.beyond(person, List.copyOf(paths)).isEmpty())
        .map(person -> person.id().value())
        .filter(id -> !authors.contains(id) && !counted.contains(id))
        .sorted()
        .toList();
  }

  private boolean hasKey(Person person) {
    return person.keys().stream().anyMatch(key -> TrustedKeys.whyNot(key, time).isEmpty());
  }
}

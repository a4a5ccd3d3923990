package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.repo.TagReader.Candidate;
import dev.policyctl.repo.TagReader.Candidates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The git history around a policy root, open for questions. Commits are told by their full ids.
 *
 * <p>Every method throws an {@link OperationalException} where the repository cannot be read or
 * lacks objects, with the command that would help. Not safe for use by several threads.
 */
public final class GitHistory implements AutoCloseable {
  private final GitRepository git;
  private final Map<String, Ancestry> ancestries = new HashMap<>();
  private final TagReader tags;
  private final Map<Bundle, Candidates> candidates = new HashMap<>();

  private GitHistory(GitRepository git) {
    this.git = git;
    this.tags = new TagReader(git);
  }

  /**
   * Opens the git repository around a policy root, also from a linked work tree.
   *
   * @throws OperationalException where there is none, or one of SHA-256 ids
   */
  public static GitHistory open(Path policyRoot) {
    return new GitHistory(GitRepository.open(policyRoot));
  }

  /** The root of the work tree. */
  public Path root() {
    return git.root();
  }

  /** Whether the clone lacks commits on purpose; what it says of history then is not certain. */
  public boolean isShallow() {
    return git.shallow();
  }

  /** The command that fetches all commits, and all tags. */
  public String fetchCommand() {
    return git.fetch("--tags");
  }

  /** Whether there is a commit at all. */
  public boolean isEmpty() {
    return !git.knows("HEAD");
  }

  /**
   * The id of the commit that a revision names.
   *
   * @param revision anything that git resolves to a commit, but no name that a tag and a branch
   *     share
   */
  public String resolve(String revision) {
    return git.commit(revision).name();
  }

  /**
   * The id of a commit that a CI job names.
   *
   * @param name the commit's in messages
   * @throws OperationalException undecided where the clone lacks it, with the command that fetches
   *     it
   */
  public String requireFetched(String name, String commitId) {
    if (!git.knows(commitId)) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "the commit " + commitId + " (" + name + ") was not fetched",
          "fetch it: " + git.fetch(commitId));
    }
    return git.commit(commitId).name();
  }

  /**
   * Where a commit left a branch: their best common ancestor; of several, the latest.
   *
   * @param name the commit's in messages
   * @throws OperationalException undecided where there is none, and where a shallow clone may hide
   *     a better one
   */
  public String mergeBase(String name, String commitId, TargetBranch branch) {
    ObjectId one = git.commit(commitId);
    ObjectId other = git.commit(branch.commitId());
    Optional<ObjectId> base = CommonAncestor.of(git, one, other);
    boolean exact = base.filter(id -> id.equals(one) || id.equals(other)).isPresent();
    if (git.shallow() && !exact) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "the clone is shallow, so where `" + name + "` left `" + branch.name() + "` is unknown",
          "history is missing: " + git.fetch());
    }
    return base.orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.UNDECIDED,
                    "`" + name + "` and `" + branch.name() + "` have no common history",
                    "fetch the branch that it left: " + git.fetch() + "; or name the base"))
        .name();
  }

  /**
   * The branch that proposals are made for: the configured one, as fetched or else local; else the
   * remote's default; else {@code main} or {@code master}, as fetched or else local.
   */
  public TargetBranch targetBranch(Configuration configuration) {
    TargetBranches branches = new TargetBranches(git);
    return configuration.targetBranch().isPresent()
        ? branches.configured(configuration.targetBranch().get().value())
        : branches.usual();
  }

  /**
   * The branch that judges: the one that the usual branch's own configuration names, else the usual
   * one; nothing where no branch is called as usual. What is judged does not choose it.
   *
   * @throws OperationalException where the branch that is named is not there
   */
  public Optional<TargetBranch> judgingBranch() {
    return new TargetBranches(git)
        .findUsual()
        .map(
            usual -> {
              try (GitRevision files = snapshot(usual.name(), usual.commitId())) {
                return targetBranch(RepositoryLoader.configuration(files), usual);
              }
            });
  }

  private TargetBranch targetBranch(Configuration configuration, TargetBranch otherwise) {
    return configuration.targetBranch().isPresent() ? targetBranch(configuration) : otherwise;
  }

  /**
   * The branch that judges a proposal whose configuration says something about it too.
   *
   * @throws OperationalException undecided where the proposal names another one: it may have been
   *     written to be judged by that
   */
  public TargetBranch agreedTarget(Configuration proposed) {
    Optional<TargetBranch> judging = judgingBranch();
    if (judging.isEmpty()) {
      return targetBranch(proposed);
    }
    TargetBranch wanted = targetBranch(proposed, judging.get());
    if (!wanted.equals(judging.get())) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "which branch judges is unknown: `"
              + judging.get().name()
              + "` by what is there, and `"
              + wanted.name()
              + "` by what is proposed",
          "name the base");
    }
    return wanted;
  }

  /**
   * The branch that a CI job's proposal is made for, as the job fetched it.
   *
   * @param branch without its remote
   * @throws OperationalException undecided where it was not fetched, and in a shallow clone
   */
  public TargetBranch fetchedBranch(String branch) {
    return new TargetBranches(git).fetched(branch);
  }

  /** Whether a commit is another, or an ancestor of it. */
  public boolean isAncestor(String ancestor, String commitId) {
    return ancestry(commitId).contains(git.commit(ancestor));
  }

  /** The release tags of a bundle on a commit and its ancestors. */
  public ReleaseTags releases(Bundle bundle, String commitId) {
    Candidates all = candidates(bundle);
    List<ReleaseTag> releases = new ArrayList<>();
    List<String> ignored = new ArrayList<>(all.ignored());
    for (Candidate candidate : all.candidates()) {
      Optional<ReleaseTag> release = tags.release(candidate);
      release.filter(tag -> reaches(commitId, tag)).ifPresent(releases::add);
      if (release.isEmpty()) {
        ignored.add(candidate.name());
      }
    }
    Collections.sort(ignored);
    return new ReleaseTags(releases, ignored);
  }

  /** The release tag of the highest version on a commit and its ancestors. */
  public Optional<ReleaseTag> lastRelease(Bundle bundle, String commitId) {
    List<Candidate> all = candidates(bundle).candidates();
    for (int i = all.size() - 1; i >= 0; i--) {
      Optional<ReleaseTag> release = tags.release(all.get(i));
      if (release.isPresent() && reaches(commitId, release.get())) {
        return release;
      }
    }
    return Optional.empty();
  }

  /**
   * The names of the release tags of all bundles, without {@code refs/tags/} and sorted, by the ids
   * of the commits that they name. Whoever may push can have made any of them.
   */
  public Map<String, List<String>> releaseNames() {
    Map<String, List<String>> names = new HashMap<>();
    for (Candidate candidate : tags.list()) {
      tags.release(candidate)
          .ifPresent(
              tag ->
                  names.computeIfAbsent(tag.commitId(), id -> new ArrayList<>()).add(tag.name()));
    }
    return names;
  }

  /** The history of a commit over its first parents; closed by whoever asked for it. */
  public FirstParents firstParents(String commitId) {
    return new FirstParents(git, git.commit(commitId).name());
  }

  private Candidates candidates(Bundle bundle) {
    return candidates.computeIfAbsent(bundle, tags::list);
  }

  private boolean reaches(String commitId, ReleaseTag tag) {
    return ancestry(commitId).contains(ObjectId.fromString(tag.commitId()));
  }

  private Ancestry ancestry(String commitId) {
    return ancestries.computeIfAbsent(commitId, id -> Ancestry.of(git, git.commit(id)));
  }

  /** The objects of the repository; they are there until this is closed. */
  public GitObjects objects() {
    return new GitObjects(git);
  }

  /** Writes tags into the repository; it can as long as this is open. */
  public TagWriter tagWriter() {
    return new TagWriter(git);
  }

  /**
   * Where a commit has the policy root around a folder, as {@link #prefix} says it; nothing where
   * it has none.
   */
  Optional<String> prefixIn(String commitId, Path folder) {
    String start = git.root().relativize(folder.toAbsolutePath().normalize()).toString();
    return CommittedRoot.find(git, commitId, start.replace('\\', '/'));
  }

  /** The policy root's path in the repository: with {@code /}, empty for the repository's root. */
  public String prefix() {
    return git.prefix();
  }

  /**
   * The policy repository in a commit. All share the open git repository, and each is closed by
   * whoever asked for it.
   *
   * @param name for reports; the short id is added to it
   */
  public GitRevision snapshot(String name, String commitId) {
    return GitRevision.open(git, name, git.commit(commitId));
  }

  @Override
  public void close() {
    ancestries.values().forEach(Ancestry::close);
    git.close();
  }
}

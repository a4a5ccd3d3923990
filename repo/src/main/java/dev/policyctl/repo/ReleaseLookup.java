package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.finding.Bundle;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last releases before a proposal: of each bundle the release tag of the highest version on the
 * base's history, or without a base on that of {@code HEAD}. Tags are taken as they are, unless a
 * judge is named.
 */
public final class ReleaseLookup implements AutoCloseable {
  private final Optional<GitHistory> history;
  private final Optional<String> commitId;
  private final boolean undecided;
  private ReleaseJudge judge = ReleaseJudge.ANY;

  private ReleaseLookup(
      Optional<GitHistory> history, Optional<String> commitId, boolean undecided) {
    this.history = history;
    this.commitId = commitId;
    this.undecided = undecided;
  }

  /**
   * The releases on the history of {@code HEAD}.
   *
   * @param environment the process's environment variables
   * @throws OperationalException where the git repository cannot be read
   */
  public static ReleaseLookup atHead(Path policyRoot, Map<String, String> environment) {
    if (PolicyRoot.gitRoot(policyRoot).isEmpty()) {
      return new ReleaseLookup(Optional.empty(), Optional.empty(), false);
    }
    boolean ci = CiJob.detect(policyRoot, environment).isPresent();
    GitHistory history = GitHistory.open(policyRoot);
    try {
      Optional<String> head =
          history.isEmpty() ? Optional.empty() : Optional.of(history.resolve("HEAD"));
      return new ReleaseLookup(Optional.of(history), head, ci);
    } catch (OperationalException e) {
      history.close();
      throw e;
    }
  }

  /**
   * The releases on the history of a base.
   *
   * @param base anything that git resolves to a commit
   * @throws OperationalException where there is no git repository, or no such revision
   */
  public static ReleaseLookup at(Path policyRoot, String base) {
    GitHistory history = GitHistory.open(policyRoot);
    try {
      Optional<String> commit = Optional.of(history.resolve(base));
      return new ReleaseLookup(Optional.of(history), commit, true);
    } catch (OperationalException e) {
      history.close();
      throw e;
    }
  }

  /** From now on tags count only where this says so. */
  public ReleaseLookup judgedBy(ReleaseJudge value) {
    judge = value;
    return this;
  }

  /**
   * The last release of a bundle.
   *
   * @throws OperationalException where the git repository cannot be read
   */
  public LastRelease of(Bundle bundle) {
    if (history.isEmpty()) {
      return new LastRelease.OutsideGit();
    }
    GitHistory git = history.get();
    if (git.isShallow()) {
      return new LastRelease.Shallow(undecided, git.fetchCommand());
    }
    return commitId
        .flatMap(commit -> git.lastRelease(bundle, commit))
        .map(tag -> judged(git, bundle, tag))
        .orElseGet(LastRelease.FirstRelease::new);
  }

  private LastRelease judged(GitHistory git, Bundle bundle, ReleaseTag tag) {
    return judge
        .whyNot(git.objects(), bundle, tag)
        .<LastRelease>map(why -> new LastRelease.Distrusted(tag, why))
        .orElseGet(() -> new LastRelease.Released(tag));
  }

  /**
   * Some bundles as they were released, with the registries of that time. Nothing is read of other
   * bundles, and all calls share the open git repository; so bundles that were released together
   * are best asked for together.
   *
   * @param release the tag of one of them; its commit is read
   */
  public PolicyRepository load(ReleaseTag release, Set<Bundle> bundles) {
    GitHistory git =
        history.orElseThrow(() -> new IllegalStateException("a release from outside of git"));
    try (GitRevision snapshot = git.snapshot(release.name(), release.commitId())) {
      return RepositoryLoader.load(snapshot, bundles);
    }
  }

  @Override
  public void close() {
    history.ifPresent(GitHistory::close);
  }
}

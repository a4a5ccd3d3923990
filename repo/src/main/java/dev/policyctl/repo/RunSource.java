package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.Configuration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a run reads, and what judges it. In a CI job, and where a base or a head is named, that is
 * the tree of one commit, so that nothing can change while it is read; else the work tree. Whoever
 * opened it closes it.
 */
public final class RunSource implements AutoCloseable {
  private final Path root;
  private final Snapshot snapshot;
  private final Optional<GitHistory> history;
  private final Optional<Proposal> proposal;
  private final boolean ci;

  private RunSource(
      Path root,
      Snapshot snapshot,
      Optional<GitHistory> history,
      Optional<Proposal> proposal,
      boolean ci) {
    this.root = root;
    this.snapshot = snapshot;
    this.history = history;
    this.proposal = proposal;
    this.ci = ci;
  }

  /**
   * Opens what a run reads.
   *
   * @param start the folder from which the policy root is found
   * @param base a git revision: the tip that judges
   * @param head a git revision: the last commit that is judged
   * @param environment the process's environment variables
   * @throws OperationalException where there is no policy repository or no such revision; undecided
   *     where history is missing, with the command that fetches it
   */
  public static RunSource open(
      Path start, Optional<String> base, Optional<String> head, Map<String, String> environment) {
    Path root = PolicyRoot.find(start);
    Optional<CiJob> job = CiJob.detect(root, environment);
    if (base.isEmpty() && head.isEmpty() && job.isEmpty()) {
      return new RunSource(root, new WorkTree(root), Optional.empty(), Optional.empty(), false);
    }
    GitHistory history = GitHistory.open(root);
    try {
      Optional<Proposal> proposal = new ProposalFinder(history).find(base, head, job);
      proposal.ifPresent(found -> requireRoot(found.base(), history, start));
      Proposal.Point read =
          proposal
              .map(Proposal::tree)
              .orElseGet(() -> new Proposal.Point("HEAD", history.resolve("HEAD")));
      return new RunSource(
          root,
          history.snapshot(read.name(), read.commitId()),
          Optional.of(history),
          proposal,
          job.isPresent());
    } catch (RuntimeException e) {
      history.close();
      throw e;
    }
  }

  /**
   * The policy root is found by files of the checkout, which a proposal may move: by another root
   * the target would have nothing to judge it with.
   */
  private static void requireRoot(Proposal.Point base, GitHistory history, Path start) {
    Optional<String> root = history.prefixIn(base.commitId(), start);
    if (root.isPresent() && !root.get().equals(history.prefix())) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "the policy root is "
              + shown(root.get())
              + " in "
              + base
              + ", and "
              + shown(history.prefix())
              + " in what is checked out",
          "leave it where the target has it: a change that moves it cannot be judged");
    }
  }

  private static String shown(String prefix) {
    return prefix.isEmpty() ? "the root of the git repository" : "`" + prefix + "`";
  }

  /** The policy root in the file system. */
  public Path root() {
    return root;
  }

  /** What is read. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** The git repository, open; nothing where the work tree is read. */
  public Optional<GitHistory> history() {
    return history;
  }

  /** What is proposed; nothing where no range of commits is known. */
  public Optional<Proposal> proposal() {
    return proposal;
  }

  /** Whether the CI job that checked the repository out runs this. */
  public boolean ci() {
    return ci;
  }

  /** The policy repository at the proposal's base, which judges; closed by whoever asks for it. */
  public Optional<GitRevision> judge() {
    return proposal.map(p -> history.orElseThrow().snapshot(p.base().name(), p.base().commitId()));
  }

  /** The configuration that holds for the run: the judge's, else that of what is read. */
  public Configuration configuration() {
    if (proposal.isEmpty()) {
      return RepositoryLoader.configuration(snapshot);
    }
    try (GitRevision judge = judge().orElseThrow()) {
      return RepositoryLoader.judging(judge);
    }
  }

  @Override
  public void close() {
    snapshot.close();
    history.ifPresent(GitHistory::close);
  }
}

package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a user wants compared.
 *
 * <p>Each side is a git revision or a folder of a policy repository. What begins with {@code ./},
 * {@code ../} or {@code /}, or ends with {@code /}, is a folder. Else it is a revision if git knows
 * it as one, and a folder if not; where it is a revision and a policy root as well, it is refused.
 * In a CI job a folder is only ever taken where it is written as one: the proposal says which
 * folders there are.
 *
 * @param start the folder from which the policy root is found, and that other folders are relative
 *     to
 * @param base default: where the head left the target branch
 * @param head default: the work tree; in a CI job the commit {@code HEAD}, since files may change
 *     while they are read
 * @param environment the process's environment variables
 */
public record ComparisonTarget(
    Path start, Optional<String> base, Optional<String> head, Map<String, String> environment) {

  public ComparisonTarget {
    environment = Map.copyOf(environment);
  }

  /**
   * Opens both sides.
   *
   * @throws OperationalException where an argument is neither, or may be both; undecided where
   *     history is missing, with the command that fetches it
   */
  public Comparison open() {
    Optional<CiJob> job = CiJob.detect(start, environment);
    if (base.isEmpty() && head.isEmpty() && job.isPresent()) {
      Optional<Comparison> proposed = proposed();
      if (proposed.isPresent()) {
        return proposed.get();
      }
    }
    boolean files = head.isEmpty() && job.isEmpty();
    SideResolver sides = new SideResolver(start, job.isPresent());
    ComparedSide opened = files ? sides.workTree() : sides.resolve(head.orElse("HEAD"));
    try {
      if (base.isPresent()) {
        ComparedSide other = sides.resolve(base.get());
        return new Comparison(other, opened, other, files, job.isPresent());
      }
      return mergeBase(opened, files, job);
    } catch (RuntimeException e) {
      opened.snapshot().close();
      throw e;
    }
  }

  /** What made the CI job run: the proposal, and where it left what it is made for. */
  private Optional<Comparison> proposed() {
    try (RunSource source =
        RunSource.open(start, Optional.empty(), Optional.empty(), environment)) {
      return source.proposal().map(proposal -> proposed(source, proposal));
    }
  }

  private static Comparison proposed(RunSource source, Proposal proposal) {
    GitHistory history = source.history().orElseThrow();
    TargetBranch target = new TargetBranch(proposal.base().name(), proposal.base().commitId());
    String left = history.mergeBase(proposal.tree().name(), proposal.tree().commitId(), target);
    ComparedSide head =
        ComparedSide.of(
            source.root(), history.snapshot(proposal.tree().name(), proposal.tree().commitId()));
    ComparedSide judge = ComparedSide.of(source.root(), source.judge().orElseThrow());
    ComparedSide base =
        left.equals(target.commitId())
            ? judge
            : ComparedSide.of(
                source.root(), history.snapshot("merge base with " + target.name(), left));
    return new Comparison(base, head, judge, false, true);
  }

  private Comparison mergeBase(ComparedSide side, boolean files, Optional<CiJob> job) {
    if (side.commitId().isEmpty() && head.isPresent()) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "no base to compare the folder `" + head.get() + "` with",
          "name it: a revision or a folder");
    }
    try (GitHistory history = GitHistory.open(side.root())) {
      Optional<String> proposal = job.flatMap(CiJob::targetBranch);
      TargetBranch target =
          proposal.isPresent()
              ? history.fetchedBranch(proposal.get())
              : history.agreedTarget(RepositoryLoader.configuration(side.snapshot()));
      String tip = side.commitId().orElseGet(() -> history.resolve("HEAD"));
      String left = history.mergeBase(head.orElse("HEAD"), tip, target);
      ComparedSide judge =
          ComparedSide.of(side.root(), history.snapshot(target.name(), target.commitId()));
      ComparedSide other =
          left.equals(target.commitId())
              ? judge
              : ComparedSide.of(
                  side.root(), history.snapshot("merge base with " + target.name(), left));
      return new Comparison(other, side, judge, files, job.isPresent());
    }
  }
}

package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import dev.policyctl.repo.Proposal.Point;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a policy's history that somebody asks for, and the tip that judges it. Whoever opened
 * it closes it.
 *
 * @param history the git repository, open
 * @param tip the last commit of the part
 * @param base the commit that, with all that it reaches, is left out
 * @param judge the tip of the target branch; where there is no such branch, the tip of the part
 */
public record LoggedRange(GitHistory history, Point tip, Optional<Point> base, Point judge)
    implements AutoCloseable {
  private static final String BETWEEN = "..";
  private static final int MOST_ABOVE = 10_000;

  /**
   * Opens what a user names.
   *
   * @param start the folder from which the policy root is found
   * @param range a git revision, or {@code A..B}
   * @param environment the process's environment variables
   * @throws OperationalException where there is no such revision, or no git repository; undecided
   *     where history is missing, with the command that fetches it
   */
  public static LoggedRange open(Path start, String range, Map<String, String> environment) {
    Path root = PolicyRoot.find(start);
    Optional<CiJob> job = CiJob.detect(root, environment);
    GitHistory history = GitHistory.open(root);
    try {
      int between = range.indexOf(BETWEEN);
      if (range.contains("...")) {
        throw new OperationalException(
            OperationalException.Kind.USAGE,
            "`" + range + "` is not a range",
            "write A..B: what B has and A has not");
      }
      Point tip = point(history, between < 0 ? range : range.substring(between + BETWEEN.length()));
      Optional<Point> base =
          between < 0 ? Optional.empty() : Optional.of(point(history, range.substring(0, between)));
      return new LoggedRange(history, tip, base, judge(history, tip, job));
    } catch (RuntimeException e) {
      history.close();
      throw e;
    }
  }

  private static Point point(GitHistory history, String revision) {
    String name = revision.isEmpty() ? "HEAD" : revision;
    return new Point(name, history.resolve(name));
  }

  private static Point judge(GitHistory history, Point tip, Optional<CiJob> job) {
    Optional<String> branch = job.flatMap(CiJob::targetBranch);
    if (branch.isPresent()) {
      return point(history.fetchedBranch(branch.get()));
    }
    return history.judgingBranch().map(LoggedRange::point).orElse(tip);
  }

  private static Point point(TargetBranch branch) {
    return new Point(branch.name(), branch.commitId());
  }

  /**
   * The commits that change the policy root; closed by whoever asked for them.
   *
   * @param since leaves out what was committed before
   * @throws OperationalException undecided where history is missing
   */
  public HistoryWalk walk(Optional<Instant> since) {
    Optional<Set<String>> within =
        base.map(from -> Set.copyOf(history.objects().added(from.commitId(), tip.commitId())));
    return new HistoryWalk(history.firstParents(tip.commitId()), within, since);
  }

  /**
   * The commits of the judging branch that came after the tip, newest first: none where the branch
   * does not have it, or only after 10 000 others.
   */
  public List<String> above() {
    List<String> ids = new ArrayList<>();
    try (FirstParents links = history.firstParents(judge.commitId())) {
      for (int i = 0; i < MOST_ABOVE; i++) {
        Optional<FirstParents.Link> link = links.next();
        if (link.isEmpty()) {
          return List.of();
        }
        if (link.get().id().equals(tip.commitId())) {
          return ids;
        }
        if (link.get().changes()) {
          ids.add(link.get().id());
        }
      }
    }
    return List.of();
  }

  @Override
  public void close() {
    history.close();
  }
}

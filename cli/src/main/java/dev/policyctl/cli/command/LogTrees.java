package dev.policyctl.cli.command;

import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.RepositoryLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The policy repositories of a history. What was before one change is mostly what the next older
 * one came to, so the last two are kept, read and compiled.
 */
final class LogTrees {
  private static final int KEPT = 2;

  private final GitHistory history;
  private final Map<String, DiffSide> sides = new LinkedHashMap<>();

  LogTrees(GitHistory history) {
    this.history = history;
  }

  /**
   * The policies of a commit.
   *
   * @param tree the id of its policy root's tree, if it has one
   */
  DiffSide of(String commitId, Optional<String> tree) {
    String key = tree.orElse("");
    DiffSide known = sides.remove(key);
    DiffSide side = known == null ? load(commitId) : known;
    sides.put(key, side);
    if (sides.size() > KEPT) {
      sides.remove(sides.keySet().iterator().next());
    }
    return side;
  }

  private DiffSide load(String commitId) {
    try (GitRevision files = history.snapshot(commitId.substring(0, 12), commitId)) {
      return new DiffSide(RepositoryLoader.load(files), false);
    }
  }
}

package dev.policyctl.repo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** The best common ancestor of two commits. */
final class CommonAncestor {
  /** Two branches that merged each other crosswise have a few; git itself looks at all. */
  private static final int MOST = 64;

  private CommonAncestor() {}

  /**
   * The common ancestor that is an ancestor of no other; of several the latest, then the one with
   * the least id. Nothing where the commits share no history that is there.
   */
  static Optional<ObjectId> of(GitRepository git, ObjectId one, ObjectId other) {
    List<RevCommit> found =
        git.read(
            one.name(),
            repository -> {
              try (RevWalk walk = new RevWalk(repository)) {
                return candidates(walk, one, other);
              }
            });
    return found.stream()
        .filter(commit -> isBest(git, commit, found))
        .min(Comparator.comparing(RevCommit::getCommitTime).reversed().thenComparing(c -> c.name()))
        .map(RevCommit::copy);
  }

  private static List<RevCommit> candidates(RevWalk walk, ObjectId one, ObjectId other)
      throws IOException {
    walk.setRevFilter(RevFilter.MERGE_BASE);
    walk.markStart(walk.parseCommit(one));
    walk.markStart(walk.parseCommit(other));
    List<RevCommit> found = new ArrayList<>();
    for (RevCommit next = walk.next(); next != null && found.size() < MOST; next = walk.next()) {
      found.add(next);
    }
    return found;
  }

  /** Where clocks were wrong, the walk may give an ancestor of another candidate too. */
  private static boolean isBest(GitRepository git, RevCommit commit, List<RevCommit> found) {
    for (RevCommit other : found) {
      if (!other.equals(commit)) {
        try (Ancestry ancestry = Ancestry.of(git, other)) {
          if (ancestry.contains(commit)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}

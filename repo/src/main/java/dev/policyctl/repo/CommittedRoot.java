package dev.policyctl.repo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Finds the policy root around a folder in a commit, by the rules of {@link PolicyRoot}. */
final class CommittedRoot {
  private final Repository repository;
  private final ObjectId tree;

  private CommittedRoot(Repository repository, ObjectId tree) {
    this.repository = repository;
    this.tree = tree;
  }

  /**
   * The root's path in the git repository, empty for the repository's own; nothing where the commit
   * has no policy repository at or above the folder.
   *
   * @param folder in the git repository, likewise; need not be in the commit
   */
  static Optional<String> find(GitRepository git, String commitId, String folder) {
    return git.read(
        commitId,
        repository -> {
          try (RevWalk walk = new RevWalk(repository)) {
            ObjectId tree = walk.parseCommit(ObjectId.fromString(commitId)).getTree().copy();
            return new CommittedRoot(repository, tree).nearest(upwards(folder));
          }
        });
  }

  private Optional<String> nearest(List<String> folders) throws IOException {
    for (String folder : folders) {
      // A link counts too: it is there, and cannot be read.
      if (has(folder, PolicyRoot.CONFIGURATION, false)) {
        return Optional.of(folder);
      }
    }
    for (String folder : folders) {
      if (has(folder, "registries", true)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private boolean has(String folder, String name, boolean isFolder) throws IOException {
    String path = folder.isEmpty() ? name : folder + "/" + name;
    try (TreeWalk at = TreeWalk.forPath(repository, path, tree)) {
      return at != null && FileMode.TREE.equals(at.getFileMode(0)) == isFolder;
    }
  }

  /** A folder and those around it, the nearest first. */
  private static List<String> upwards(String folder) {
    List<String> folders = new ArrayList<>();
    String at = folder;
    while (!at.isEmpty()) {
      folders.add(at);
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    folders.add("");
    return folders;
  }
}

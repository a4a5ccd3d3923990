package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a policy repository in a commit: raw blobs, no filters, no links followed. */
public final class GitRevision implements Snapshot {
  private final GitRepository git;
  private final String name;
  private final ObjectId commit;
  private final ObjectId tree;

  private GitRevision(GitRepository git, String name, ObjectId commit, ObjectId tree) {
    this.git = git;
    this.name = name;
    this.commit = commit;
    this.tree = tree;
  }

  /**
   * Opens a revision of the git repository around a policy root.
   *
   * @param revision anything that git resolves to a commit, a commit id among them
   * @throws OperationalException where there is no git repository, no such revision, or its objects
   *     are missing
   */
  public static GitRevision open(Path policyRoot, String revision) {
    try (GitRepository git = GitRepository.open(policyRoot)) {
      return open(git, revision, git.commit(revision));
    }
  }

  /** A commit of a repository that stays open until this revision is closed too. */
  static GitRevision open(GitRepository git, String name, ObjectId commit) {
    ObjectId tree =
        git.read(
            name,
            repository -> {
              try (ObjectReader reader = git.checkedReader();
                  RevWalk walk = new RevWalk(reader)) {
                return walk.parseCommit(commit).getTree().copy();
              }
            });
    return new GitRevision(git.share(), name, commit, tree);
  }

  /** The commit's id, in full. */
  public String commitId() {
    return commit.name();
  }

  @Override
  public String description() {
    return name + " (" + commit.abbreviate(12).name() + ")";
  }

  @Override
  public List<SnapshotEntry> list(String folder) {
    return git.read(
        name,
        repository -> {
          try (ObjectReader reader = git.checkedReader()) {
            return list(reader, folder);
          }
        });
  }

  private List<SnapshotEntry> list(ObjectReader reader, String folder) throws IOException {
    List<SnapshotEntry> entries = new ArrayList<>();
    String start = inRepository(folder);
    if (start.isEmpty()) {
      collect(reader, tree, folder, entries);
      return entries;
    }
    try (TreeWalk at = TreeWalk.forPath(reader, start, tree)) {
      if (at != null && FileMode.TREE.equals(at.getFileMode(0))) {
        collect(reader, at.getObjectId(0), folder, entries);
      } else if (at != null) {
        entries.add(new SnapshotEntry(folder, SnapshotEntry.Kind.OTHER));
      }
    }
    return entries;
  }

  private static void collect(
      ObjectReader reader, ObjectId tree, String folder, List<SnapshotEntry> entries)
      throws IOException {
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      walk.setRecursive(!folder.isEmpty());
      while (walk.next()) {
        String path = folder.isEmpty() ? walk.getPathString() : folder + "/" + walk.getPathString();
        if (!FileMode.TREE.equals(walk.getFileMode(0))) {
          entries.add(new SnapshotEntry(path, kind(walk.getFileMode(0))));
          GitRepository.requireFew(folder, entries.size());
        }
      }
    }
    entries.sort(Comparator.comparing(SnapshotEntry::path));
    refuseTwins(entries);
  }

  /** Of two files of one name, git checks out another than is read here. */
  private static void refuseTwins(List<SnapshotEntry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      String path = entries.get(i).path();
      if (path.equals(entries.get(i - 1).path())) {
        throw new OperationalException(
            OperationalException.Kind.UNDECIDED,
            "`" + path + "` stands twice in its folder",
            "no git writes such a tree; look at it: git fsck");
      }
    }
  }

  private static SnapshotEntry.Kind kind(FileMode mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)
        ? SnapshotEntry.Kind.FILE
        : SnapshotEntry.Kind.OTHER;
  }

  @Override
  public FileContent read(String path, int mostBytes) {
    return git.read(
        name,
        repository -> {
          try (ObjectReader reader = git.checkedReader()) {
            return read(reader, path, mostBytes);
          }
        });
  }

  private FileContent read(ObjectReader reader, String path, int mostBytes) throws IOException {
    try (TreeWalk at = TreeWalk.forPath(reader, inRepository(path), tree)) {
      if (at == null || FileMode.TREE.equals(at.getFileMode(0))) {
        return new FileContent.Absent();
      }
      if (kind(at.getFileMode(0)) == SnapshotEntry.Kind.OTHER) {
        return new FileContent.NotAFile("a symbolic link or a submodule");
      }
      String id = at.getObjectId(0).name();
      ObjectLoader loader = reader.open(at.getObjectId(0), Constants.OBJ_BLOB);
      if (loader.getSize() > mostBytes) {
        return new FileContent.TooLarge(loader.getSize());
      }
      byte[] bytes = loader.getCachedBytes(mostBytes).clone();
      if (!ObjectIds.isIdOf(id, Constants.TYPE_BLOB, bytes)) {
        throw new CorruptObjectException("the blob " + id + " has another id");
      }
      return new FileContent.Bytes(bytes);
    }
  }

  private String inRepository(String path) {
    String prefix = git.prefix();
    if (prefix.isEmpty() || path.isEmpty()) {
      return prefix + path;
    }
    return prefix + "/" + path;
  }

  @Override
  public void close() {
    git.close();
  }
}

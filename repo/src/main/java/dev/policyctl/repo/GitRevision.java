package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a policy repository in a commit: raw blobs, no filters, no links followed. */
public final class GitRevision implements Snapshot, AutoCloseable {
  private final Repository repository;
  private final String revision;
  private final RevCommit commit;
  private final String prefix;

  private GitRevision(Repository repository, String revision, RevCommit commit, String prefix) {
    this.repository = repository;
    this.revision = revision;
    this.commit = commit;
    this.prefix = prefix;
  }

  /**
   * Opens a revision of the git repository around a policy root.
   *
   * @param revision anything that git resolves to a commit
   * @throws OperationalException where there is no git repository, no such revision, or its objects
   *     are missing
   */
  public static GitRevision open(Path policyRoot, String revision) {
    Path root =
        PolicyRoot.gitRoot(policyRoot)
            .orElseThrow(
                () ->
                    usage("`" + policyRoot + "` is not in a git repository", "run it in a clone"));
    QuietGit.install();
    Repository repository = repository(root);
    try (RevWalk walk = new RevWalk(repository)) {
      if ("sha256".equals(repository.getConfig().getString("extensions", null, "objectformat"))) {
        throw usage("the git repository uses SHA-256 object ids", "policyctl reads SHA-1 ids");
      }
      ObjectId id = repository.resolve(revision + "^{commit}");
      if (id == null) {
        throw usage(
            "no revision `" + revision + "`", "a shallow clone may lack it: git fetch --unshallow");
      }
      String prefix = root.relativize(policyRoot.toAbsolutePath().normalize()).toString();
      return new GitRevision(repository, revision, walk.parseCommit(id), prefix.replace('\\', '/'));
    } catch (RevisionSyntaxException e) {
      repository.close();
      throw usage("`" + revision + "` is not a revision", "give a branch, a tag or a commit id");
    } catch (IOException e) {
      repository.close();
      throw unreadable(revision, e);
    } catch (OperationalException e) {
      repository.close();
      throw e;
    }
  }

  private static Repository repository(Path root) {
    try {
      return new FileRepositoryBuilder().findGitDir(root.toFile()).setMustExist(true).build();
    } catch (IOException e) {
      throw unreadable(root.toString(), e);
    }
  }

  private static OperationalException usage(String message, String hint) {
    return new OperationalException(OperationalException.Kind.USAGE, message, hint);
  }

  private static OperationalException unreadable(String what, IOException e) {
    String hint =
        e instanceof MissingObjectException
            ? "history is missing: git fetch --unshallow"
            : "check the git repository: git fsck";
    return new OperationalException(
        OperationalException.Kind.UNDECIDED, "cannot read `" + what + "` from git", hint, e);
  }

  @Override
  public String description() {
    return revision + " (" + commit.abbreviate(12).name() + ")";
  }

  @Override
  public List<SnapshotEntry> list(String folder) {
    List<SnapshotEntry> entries = new ArrayList<>();
    try {
      String start = inRepository(folder);
      if (start.isEmpty()) {
        collect(commit.getTree(), folder, entries);
        return entries;
      }
      try (TreeWalk at = TreeWalk.forPath(repository, start, commit.getTree())) {
        if (at != null && FileMode.TREE.equals(at.getFileMode(0))) {
          collect(at.getObjectId(0), folder, entries);
        } else if (at != null) {
          entries.add(new SnapshotEntry(folder, SnapshotEntry.Kind.OTHER));
        }
      }
    } catch (IOException e) {
      throw unreadable(revision, e);
    }
    return entries;
  }

  private void collect(ObjectId tree, String folder, List<SnapshotEntry> entries)
      throws IOException {
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      walk.setRecursive(!folder.isEmpty());
      while (walk.next()) {
        String path = folder.isEmpty() ? walk.getPathString() : folder + "/" + walk.getPathString();
        if (!FileMode.TREE.equals(walk.getFileMode(0))) {
          entries.add(new SnapshotEntry(path, kind(walk.getFileMode(0))));
        }
      }
    }
    entries.sort(Comparator.comparing(SnapshotEntry::path));
  }

  private static SnapshotEntry.Kind kind(FileMode mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)
        ? SnapshotEntry.Kind.FILE
        : SnapshotEntry.Kind.OTHER;
  }

  @Override
  public FileContent read(String path, int mostBytes) {
    try (TreeWalk at = TreeWalk.forPath(repository, inRepository(path), commit.getTree())) {
      if (at == null || FileMode.TREE.equals(at.getFileMode(0))) {
        return new FileContent.Absent();
      }
      if (kind(at.getFileMode(0)) == SnapshotEntry.Kind.OTHER) {
        return new FileContent.NotAFile("a symbolic link or a submodule");
      }
      ObjectLoader loader = repository.open(at.getObjectId(0), Constants.OBJ_BLOB);
      return loader.getSize() > mostBytes
          ? new FileContent.TooLarge(loader.getSize())
          : new FileContent.Bytes(loader.getCachedBytes(mostBytes).clone());
    } catch (IOException e) {
      throw unreadable(revision, e);
    }
  }

  private String inRepository(String path) {
    if (prefix.isEmpty() || path.isEmpty()) {
      return prefix + path;
    }
    return prefix + "/" + path;
  }

  @Override
  public void close() {
    repository.close();
  }
}

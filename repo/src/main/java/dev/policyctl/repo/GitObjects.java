package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The objects behind a change: which commits it adds, their bytes, and what each touches. Whatever
 * is handed out has the id that it was asked for by, computed again with a SHA-1 that detects
 * collisions (Stevens and Shumow 2017); JGit itself takes the word of the object store.
 */
public final class GitObjects {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_COMMITS = 100_000;
  private static final String REPLACED = "refs/replace/";

  private final GitRepository git;

  GitObjects(GitRepository git) {
    this.git = git;
  }

  /**
   * Refuses a repository in which git shows other objects than are asked for.
   *
   * @throws OperationalException undecided where there is a replacement or a graft
   */
  public void refuseReplacements() {
    List<Ref> refs = git.read(REPLACED, r -> r.getRefDatabase().getRefsByPrefix(REPLACED));
    if (!refs.isEmpty()) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "git replaces an object here: `" + refs.get(0).getName() + "`",
          "judge a clone without it: git replace -d "
              + ShellWord.of(refs.get(0).getName().substring(REPLACED.length())));
    }
    boolean grafted =
        git.read(
            "info/grafts",
            r -> Files.exists(r.getCommonDirectory().toPath().resolve("info").resolve("grafts")));
    if (grafted) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "the git repository has grafts, which change what a commit's parents are",
          "judge a clone without the file .git/info/grafts");
    }
  }

  /**
   * The commits that are reachable from a head and not from a base, over all parents; parents come
   * before children.
   *
   * @throws OperationalException undecided in a shallow clone, where an object is missing, and for
   *     more than 100 000 commits
   */
  public List<String> added(String baseId, String headId) {
    if (git.shallow()) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "insufficient history: the clone is shallow, so commits of the change may be missing",
          git.fetch());
    }
    return git.read(
        headId,
        repository -> {
          try (ObjectReader reader = git.checkedReader();
              RevWalk walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(ObjectId.fromString(headId)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(baseId)));
            List<String> commits = new ArrayList<>();
            for (RevCommit commit : walk) {
              if (commits.size() == MOST_COMMITS) {
                throw new OperationalException(
                    OperationalException.Kind.UNDECIDED,
                    "the change has more than " + MOST_COMMITS + " commits",
                    "name a base that is nearer");
              }
              commits.add(commit.name());
            }
            return commits;
          }
        });
  }

  /** A commit's bytes, without git's own header. */
  public byte[] commit(String id) {
    return bytes(id, Constants.OBJ_COMMIT, Constants.TYPE_COMMIT);
  }

  /** An annotated tag's bytes, likewise. */
  public byte[] tag(String id) {
    return bytes(id, Constants.OBJ_TAG, Constants.TYPE_TAG);
  }

  /**
   * The tags below a folder, by their names.
   *
   * @param folder as in {@code policyctl/approval/}: below {@code refs/tags/}, with its last slash
   */
  public List<TagRef> tags(String folder) {
    return git.read(
        Constants.R_TAGS + folder,
        repository ->
            repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS + folder).stream()
                .filter(ref -> ref.getObjectId() != null)
                .map(
                    ref ->
                        new TagRef(
                            ref.getName().substring(Constants.R_TAGS.length()),
                            ref.getObjectId().name()))
                .sorted(Comparator.comparing(TagRef::name))
                .toList());
  }

  /** What an object is: {@code commit}, {@code tree}, {@code blob} or {@code tag}; if present. */
  public Optional<String> typeOf(String id) {
    return git.read(
        id,
        repository -> {
          try (ObjectReader reader = git.reader()) {
            ObjectId object = ObjectId.fromString(id);
            return reader.has(object)
                ? Optional.of(Constants.typeString(reader.open(object).getType()))
                : Optional.empty();
          }
        });
  }

  /**
   * Whether a commit is another, or an ancestor of it.
   *
   * @param ancestor need not be there; it is no ancestor then
   */
  public boolean isAncestor(String ancestor, String commitId) {
    if (ancestor.equals(commitId)) {
      return true;
    }
    return typeOf(ancestor).filter(Constants.TYPE_COMMIT::equals).isPresent()
        && git.read(
            commitId,
            repository -> {
              try (RevWalk walk = new RevWalk(repository)) {
                walk.setRetainBody(false);
                return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(ancestor)),
                    walk.parseCommit(ObjectId.fromString(commitId)));
              }
            });
  }

  /** Those of some commits that a base neither is nor descends from, found in one walk. */
  public Set<String> unreached(String baseId, Collection<String> commitIds) {
    return git.read(
        baseId,
        repository -> {
          try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(baseId)));
            for (String id : commitIds) {
              walk.markStart(walk.parseCommit(ObjectId.fromString(id)));
            }
            Set<String> wanted = new HashSet<>(commitIds);
            Set<String> found = new HashSet<>();
            for (RevCommit commit : walk) {
              if (wanted.contains(commit.name())) {
                found.add(commit.name());
              }
            }
            return found;
          }
        });
  }

  private byte[] bytes(String id, int type, String typeName) {
    return git.read(
        id,
        repository -> {
          try (ObjectReader reader = git.reader()) {
            ObjectLoader loader = reader.open(ObjectId.fromString(id), type);
            if (loader.getSize() > MOST_BYTES) {
              throw new OperationalException(
                  OperationalException.Kind.UNDECIDED,
                  "the " + typeName + " " + id + " has more than 4 MiB",
                  "nobody writes such a " + typeName + " in earnest; look at it");
            }
            byte[] bytes = loader.getCachedBytes(MOST_BYTES).clone();
            requireId(id, typeName, bytes);
            return bytes;
          }
        });
  }

  private static void requireId(String id, String typeName, byte[] bytes) {
    if (!ObjectIds.isIdOf(id, typeName, bytes)) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "the " + typeName + " " + id + " does not have this id",
          "check the git repository: git fsck");
    }
  }

  /**
   * The paths that a commit changes against each one of its parents, in the repository, sorted;
   * without a parent all of its paths. What a merge takes over unchanged from one of its parents is
   * that parent's doing.
   */
  public List<String> touched(String commitId) {
    return git.read(
        commitId,
        repository -> {
          try (ObjectReader reader = git.checkedReader();
              RevWalk walk = new RevWalk(reader);
              TreeWalk trees = new TreeWalk(reader)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(commitId));
            trees.addTree(commit.getTree());
            for (RevCommit parent : commit.getParents()) {
              trees.addTree(walk.parseCommit(parent).getTree());
            }
            if (commit.getParentCount() == 0) {
              trees.addTree(new EmptyTreeIterator());
            }
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            return differing(commitId, trees);
          }
        });
  }

  /** The paths in which the first tree differs from every other. */
  private static List<String> differing(String what, TreeWalk trees) throws IOException {
    TreeSet<String> paths = new TreeSet<>();
    int met = 0;
    while (trees.next()) {
      GitRepository.requireFew(what, ++met);
      boolean differs = true;
      for (int other = 1; other < trees.getTreeCount(); other++) {
        differs &= !trees.idEqual(0, other) || trees.getRawMode(0) != trees.getRawMode(other);
      }
      if (differs) {
        paths.add(trees.getPathString());
      }
    }
    return List.copyOf(paths);
  }

  /** The paths in which a commit differs from any of its parents, sorted. */
  public List<String> differingFromAny(String commitId) {
    TreeSet<String> paths = new TreeSet<>();
    List<String> parents =
        git.read(
            commitId,
            repository -> {
              try (ObjectReader reader = git.checkedReader();
                  RevWalk walk = new RevWalk(reader)) {
                RevCommit commit = walk.parseCommit(ObjectId.fromString(commitId));
                return List.of(commit.getParents()).stream().map(RevCommit::name).toList();
              }
            });
    parents.forEach(parent -> paths.addAll(differing(parent, commitId)));
    return List.copyOf(paths);
  }

  /** The paths that differ between the trees of two commits, sorted. */
  public List<String> differing(String oneId, String otherId) {
    return git.read(
        otherId,
        repository -> {
          try (ObjectReader reader = git.checkedReader();
              RevWalk walk = new RevWalk(reader);
              TreeWalk trees = new TreeWalk(reader)) {
            trees.addTree(walk.parseCommit(ObjectId.fromString(otherId)).getTree());
            trees.addTree(walk.parseCommit(ObjectId.fromString(oneId)).getTree());
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            return differing(otherId, trees);
          }
        });
  }

  /**
   * The paths in which a commit of two parents differs from the merge that its parents give by the
   * recursive strategy, without renames, sorted: none where it is just that merge. Nothing where
   * the parents conflict, or are not two.
   */
  public Optional<List<String>> besideCleanMerge(String commitId) {
    return git.read(
        commitId,
        repository -> {
          try (ObjectReader reader = git.checkedReader();
              RevWalk walk = new RevWalk(reader)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(commitId));
            return commit.getParentCount() == 2
                ? besideMerge(
                    repository, commit.getTree(), commit.getParent(0), commit.getParent(1))
                : Optional.empty();
          }
        });
  }

  /**
   * The id of the tree that a merge of two commits gives, likewise; nothing where they conflict.
   */
  public Optional<String> cleanMerge(String oneId, String otherId) {
    return git.read(
        oneId,
        repository -> {
          try (ScratchObjects scratch = new ScratchObjects(git.checkedReader())) {
            return merged(
                    repository, scratch, ObjectId.fromString(oneId), ObjectId.fromString(otherId))
                .map(ObjectId::name);
          }
        });
  }

  private Optional<List<String>> besideMerge(
      Repository repository, ObjectId tree, ObjectId one, ObjectId other) throws IOException {
    try (ScratchObjects scratch = new ScratchObjects(git.checkedReader())) {
      Optional<ObjectId> clean = merged(repository, scratch, one, other);
      if (clean.isEmpty()) {
        return Optional.empty();
      }
      try (ObjectReader reader = scratch.newReader();
          TreeWalk trees = new TreeWalk(reader)) {
        trees.addTree(tree);
        trees.addTree(clean.get());
        trees.setRecursive(true);
        trees.setFilter(TreeFilter.ANY_DIFF);
        return Optional.of(differing(tree.name(), trees));
      }
    }
  }

  private static Optional<ObjectId> merged(
      Repository repository, ScratchObjects scratch, ObjectId one, ObjectId other)
      throws IOException {
    ThreeWayMerger merger =
        (ThreeWayMerger) MergeStrategy.RECURSIVE.newMerger(scratch, repository.getConfig());
    return merger.merge(one, other) ? Optional.of(merger.getResultTreeId()) : Optional.empty();
  }
}

package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevWalkException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The git repository around a policy root, open for reading: what JGit throws at strange
 * repositories leaves as an {@link OperationalException}.
 */
final class GitRepository implements AutoCloseable {
  /** Some 900 000 refs; JGit holds them all in memory. */
  private static final long MOST_BYTES_OF_REFS = 64L << 20;

  /** Larger objects are not held in memory in one piece; no commit or tag is so large. */
  private static final int LARGEST_IN_MEMORY = 8 << 20;

  private static final int MOST_PATHS = 250_000;
  private static final String FSCK = "check the git repository: git fsck";

  private final Repository repository;
  private final Path root;
  private final String prefix;
  private final Map<ObjectId, ObjectLoader> recent = CheckedReader.Recent.none();

  private GitRepository(Repository repository, Path root, String prefix) {
    this.repository = repository;
    this.root = root;
    this.prefix = prefix;
  }

  /**
   * Refuses to walk trees without an end: a few that hold each other many times over unfold into
   * more paths than there is memory for.
   *
   * @param what the user's word for what is walked
   * @param paths how many were met so far
   * @throws OperationalException undecided where that is too many
   */
  static void requireFew(String what, int paths) {
    if (paths > MOST_PATHS) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "`" + what + "` has more than " + MOST_PATHS + " paths to look at",
          "look at it: git ls-tree -r -t");
    }
  }

  /** What is to be done with the repository. */
  @FunctionalInterface
  interface Reading<T> {
    T read(Repository repository) throws IOException;
  }

  /**
   * Opens the git repository around a policy root, also from a linked work tree.
   *
   * @throws OperationalException where there is none, or none that policyctl reads
   */
  static GitRepository open(Path policyRoot) {
    Path root =
        PolicyRoot.gitRoot(policyRoot)
            .orElseThrow(
                () ->
                    usage("`" + policyRoot + "` is not in a git repository", "run it in a clone"));
    QuietGit.install();
    String prefix = root.relativize(policyRoot.toAbsolutePath().normalize()).toString();
    GitRepository git = new GitRepository(build(root), root, prefix.replace('\\', '/'));
    try {
      git.checkFormat();
      return git;
    } catch (OperationalException e) {
      git.close();
      throw e;
    }
  }

  private static Repository build(Path root) {
    try {
      return new FileRepositoryBuilder().findGitDir(root.toFile()).setMustExist(true).build();
    } catch (IOException | IllegalArgumentException e) {
      throw undecided("cannot read `" + root + "` from git", FSCK, e);
    }
  }

  private void checkFormat() {
    if ("sha256".equals(repository.getConfig().getString("extensions", null, "objectformat"))) {
      throw usage("the git repository uses SHA-256 object ids", "policyctl reads SHA-1 ids");
    }
    Path common = repository.getCommonDirectory().toPath();
    for (String name : List.of(Constants.PACKED_REFS, Constants.SHALLOW)) {
      long size = read(name, r -> sizeOf(common.resolve(name)));
      if (size > MOST_BYTES_OF_REFS) {
        throw new OperationalException(
            OperationalException.Kind.UNDECIDED,
            "`" + name + "` of the git repository has more than 64 MiB",
            "use a clone with fewer refs");
      }
    }
  }

  private static long sizeOf(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static OperationalException usage(String message, String hint) {
    return new OperationalException(OperationalException.Kind.USAGE, message, hint);
  }

  private static OperationalException undecided(String message, String hint, Throwable cause) {
    return new OperationalException(OperationalException.Kind.UNDECIDED, message, hint, cause);
  }

  /** The root of the work tree. */
  Path root() {
    return root;
  }

  /** The policy root's path in the repository: with {@code /}, empty for the repository's root. */
  String prefix() {
    return prefix;
  }

  /** Whether commits are missing on purpose. */
  boolean shallow() {
    return Files.exists(repository.getCommonDirectory().toPath().resolve(Constants.SHALLOW));
  }

  /** The command that completes the history, with what else is to be fetched. */
  String fetch(String... what) {
    String command = shallow() ? "git fetch --unshallow" : "git fetch";
    return command + " origin" + (what.length == 0 ? "" : " " + String.join(" ", what));
  }

  /** A reader that holds no large object in memory in one piece. */
  ObjectReader reader() {
    ObjectReader reader = repository.newObjectReader();
    reader.setStreamFileThreshold(LARGEST_IN_MEMORY);
    return reader;
  }

  /** Likewise, and commits and trees have the ids that they are asked for by. */
  ObjectReader checkedReader() {
    return new CheckedReader(reader(), recent);
  }

  /**
   * Reads from the repository.
   *
   * @param what the user's word for it, for messages
   */
  <T> T read(String what, Reading<T> reading) {
    try {
      return reading.read(repository);
    } catch (AmbiguousObjectException e) {
      throw usage("`" + what + "` is short for several objects", "give more of its characters");
    } catch (RevisionSyntaxException e) {
      throw usage("`" + what + "` is not a revision", "give a branch, a tag or a commit id");
    } catch (MissingObjectException e) {
      throw undecided("cannot read `" + what + "` from git", completion(), e);
    } catch (RevWalkException e) {
      // So a loop over commits says what else says so itself.
      boolean missing = e.getCause() instanceof MissingObjectException;
      throw undecided("cannot read `" + what + "` from git", missing ? completion() : FSCK, e);
    } catch (IOException
        | ClassCastException
        | InvalidObjectIdException
        | IndexOutOfBoundsException
        | LargeObjectException e) {
      // JGit says so when it meets a damaged file.
      throw undecided("cannot read `" + what + "` from git", FSCK, e);
    }
  }

  private String completion() {
    if (shallow()) {
      return "history is missing: " + fetch();
    }
    boolean partial =
        repository.getConfig().getSubsections("remote").stream()
            .anyMatch(
                remote -> repository.getConfig().getBoolean("remote", remote, "promisor", false));
    return partial
        ? "the clone is partial: git fetch --refetch --no-filter origin"
        : "an object is missing, fetch it, or check the git repository: git fsck";
  }

  /**
   * The id of the commit that a revision names.
   *
   * @param revision anything that git resolves to a commit, by one name only
   */
  ObjectId commit(String revision) {
    refuseAmbiguous(revision);
    ObjectId id = named(revision, r -> r.resolve(revision + "^{commit}"));
    if (id == null) {
      throw noRevision(revision);
    }
    return commit(revision, id);
  }

  /** The same id, of an object that is there and a commit. */
  ObjectId commit(String what, ObjectId id) {
    return named(
        what,
        r -> {
          try (ObjectReader reader = reader();
              RevWalk walk = new RevWalk(reader)) {
            return walk.parseCommit(id).copy();
          }
        });
  }

  private <T> T named(String what, Reading<T> reading) {
    return read(
        what,
        r -> {
          try {
            return reading.read(r);
          } catch (IncorrectObjectTypeException e) {
            throw usage("`" + what + "` is not a commit", "give a branch, a tag or a commit id");
          }
        });
  }

  /** Whether git resolves it to a commit; no reason is given where it does not. */
  boolean knows(String revision) {
    try {
      return read(revision, r -> r.resolve(revision + "^{commit}")) != null;
    } catch (OperationalException e) {
      return false;
    }
  }

  private OperationalException noRevision(String revision) {
    if (shallow()) {
      return new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "no revision `" + revision + "` in this shallow clone",
          "history is missing: " + fetch("--tags"));
    }
    return usage(
        "no revision `" + revision + "`",
        revision.equals(Constants.HEAD)
            ? "the git repository has no commit yet"
            : "check its spelling, or fetch it: git fetch origin");
  }

  /**
   * A tag that is named like a branch would win, and whoever may push tags would say what a branch
   * is.
   */
  private void refuseAmbiguous(String revision) {
    List<String> refs = refs(revision);
    if (refs.size() > 1) {
      throw usage(
          "`" + revision + "` may be `" + String.join("` or `", refs) + "`",
          "write in full the one that is meant");
    }
  }

  /** The refs that the name at the start of a revision may stand for. */
  List<String> refs(String revision) {
    String name = revision.split("[~^:]|@\\{", 2)[0];
    if (ObjectId.isId(name)) {
      return List.of();
    }
    return Stream.of(Constants.R_TAGS, Constants.R_HEADS, Constants.R_REMOTES)
        .map(folder -> folder + name)
        .filter(Repository::isValidRefName)
        .filter(ref -> read(revision, r -> r.exactRef(ref)) != null)
        .toList();
  }

  /** The same repository for one more owner, who closes it too. */
  GitRepository share() {
    repository.incrementOpen();
    return this;
  }

  @Override
  public void close() {
    repository.close();
  }
}

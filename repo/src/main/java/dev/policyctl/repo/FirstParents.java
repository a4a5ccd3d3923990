package dev.policyctl.repo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The history of a commit as its branch saw it: the commit, its first parent, the first parent of
 * that, and so on. It is read link by link: no commit before somebody asks for it, and of its files
 * the id of the policy root's tree alone.
 */
public final class FirstParents implements AutoCloseable {
  private static final byte[] PARENT = "parent ".getBytes(StandardCharsets.US_ASCII);

  /** Behind {@code tree}, a blank, 40 digits and a line feed. */
  private static final int BEHIND_TREE = 46;

  private final GitRepository git;
  private final ObjectReader reader;
  private final RevWalk walk;
  private Optional<ObjectId> next;

  /**
   * One commit of the history.
   *
   * @param id in full
   * @param parent the id of its first parent; nothing where it has none, or it was cut off
   * @param cut whether it has parents that a shallow clone lacks
   * @param claimed the committer's time, which proves nothing
   * @param tree the id of the policy root's tree; nothing where there is none
   * @param parentTree likewise, of its first parent
   * @param changes whether that tree differs from the first parent's; a cut one may
   */
  public record Link(
      String id,
      Optional<String> parent,
      boolean cut,
      Instant claimed,
      Optional<String> tree,
      Optional<String> parentTree,
      boolean changes) {}

  FirstParents(GitRepository git, String start) {
    this.git = git;
    this.reader = git.reader();
    this.walk = new RevWalk(reader);
    this.next = Optional.of(ObjectId.fromString(start));
  }

  /**
   * The next commit, newest first; nothing behind the first one.
   *
   * @throws dev.policyctl.model.OperationalException undecided where an object is missing, with the
   *     command that fetches it
   */
  public Optional<Link> next() {
    if (next.isEmpty()) {
      return Optional.empty();
    }
    ObjectId id = next.get();
    Link link = git.read(id.name(), repository -> link(id));
    next = link.parent().map(ObjectId::fromString);
    return Optional.of(link);
  }

  private Link link(ObjectId id) throws IOException {
    RevCommit commit = walk.parseCommit(id);
    boolean cut = commit.getParentCount() == 0 && hasParent(commit.getRawBuffer());
    Optional<String> tree = tree(commit);
    Instant claimed = Instant.ofEpochSecond(commit.getCommitTime());
    if (commit.getParentCount() == 0) {
      boolean changes = cut || tree.isPresent();
      return new Link(id.name(), Optional.empty(), cut, claimed, tree, Optional.empty(), changes);
    }
    RevCommit parent = commit.getParent(0);
    walk.parseHeaders(parent);
    Optional<String> before = tree(parent);
    commit.disposeBody();
    return new Link(
        id.name(), Optional.of(parent.name()), false, claimed, tree, before, !tree.equals(before));
  }

  private static boolean hasParent(byte[] body) {
    return body.length > BEHIND_TREE + PARENT.length
        && java.util.Arrays.equals(
            body, BEHIND_TREE, BEHIND_TREE + PARENT.length, PARENT, 0, PARENT.length);
  }

  private Optional<String> tree(RevCommit commit) throws IOException {
    ObjectId root = commit.getTree();
    if (git.prefix().isEmpty()) {
      return Optional.of(root.name());
    }
    try (TreeWalk at = TreeWalk.forPath(reader, git.prefix(), root)) {
      return at == null ? Optional.empty() : Optional.of(at.getObjectId(0).name());
    }
  }

  @Override
  public void close() {
    walk.close();
    reader.close();
  }
}

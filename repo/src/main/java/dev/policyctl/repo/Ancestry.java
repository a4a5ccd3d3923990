package dev.policyctl.repo;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevFlag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The commits that one commit is made of: itself and its ancestors, over all parents.
 *
 * <p>The history is walked from the latest commit backwards, once, and only as far as the questions
 * need: a commit that is close by is found after a few steps, however long the history is, and any
 * number of questions costs one walk at most.
 */
final class Ancestry implements AutoCloseable {
  private final GitRepository git;
  private final ObjectId tip;
  private final ObjectReader reader;
  private final RevWalk walk;
  private final RevFlag seen;

  private Ancestry(GitRepository git, ObjectId tip) {
    this.git = git;
    this.tip = tip;
    this.reader = git.reader();
    this.walk = new RevWalk(reader);
    this.seen = walk.newFlag("seen");
  }

  /** The ancestry of a commit, of which nothing is walked yet. */
  static Ancestry of(GitRepository git, ObjectId tip) {
    Ancestry ancestry = new Ancestry(git, tip);
    ancestry.walk.setRetainBody(false);
    git.read(
        tip.name(),
        repository -> {
          ancestry.walk.markStart(ancestry.walk.parseCommit(tip));
          return tip;
        });
    return ancestry;
  }

  /**
   * Whether a commit is among them.
   *
   * @param id of a commit
   */
  boolean contains(ObjectId id) {
    return git.read(
        tip.name(),
        repository -> {
          RevCommit commit = walk.lookupCommit(id);
          while (!commit.has(seen)) {
            RevCommit next = walk.next();
            if (next == null) {
              return false;
            }
            next.add(seen);
          }
          return true;
        });
  }

  @Override
  public void close() {
    walk.close();
    reader.close();
  }
}

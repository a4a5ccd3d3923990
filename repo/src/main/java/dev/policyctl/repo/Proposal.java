package dev.policyctl.repo;

/**
 * A change that is proposed for a branch, or was pushed to one: what judges it, and what it is.
 *
 * @param base the tip of the target: its configuration and trust judge, and no commit that it
 *     reaches is judged
 * @param head the last commit of the change itself
 * @param tree whose files are read: the merge of just these two where it is what the forge checked
 *     out, else the head
 * @param rewritten whether the change throws away commits that its branch had
 */
public record Proposal(Point base, Point head, Point tree, boolean rewritten) {

  /** A commit, and what people call it. */
  public record Point(String name, String commitId) {

    /**
     * {@code main (3f2a…)}, with twelve digits of the id; the digits alone where it has no name.
     */
    @Override
    public String toString() {
      String shortId = commitId.substring(0, 12);
      return name.equals(commitId) || name.isEmpty() ? shortId : name + " (" + shortId + ")";
    }
  }

  /** A range that no forge told of: the head's own files are read. */
  static Proposal of(Point base, Point head) {
    return new Proposal(base, head, head, false);
  }
}

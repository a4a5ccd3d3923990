package dev.policyctl.repo;

/**
 * The two policy repositories that are compared. Whoever opened it closes it.
 *
 * @param judge what the head is judged by, its waivers: the tip of the branch that the base was
 *     found by, or the base itself where it was named
 * @param headIsWorkTree whether the head is the files as they are, which no commit need hold
 * @param ci whether the CI job that checked the repository out runs this
 */
public record Comparison(
    ComparedSide base, ComparedSide head, ComparedSide judge, boolean headIsWorkTree, boolean ci)
    implements AutoCloseable {

  /** Whether the base itself is what the head is judged by. */
  public boolean judgedByBase() {
    return judge.snapshot() == base.snapshot();
  }

  @Override
  public void close() {
    base.snapshot().close();
    if (!judgedByBase()) {
      judge.snapshot().close();
    }
    head.snapshot().close();
  }
}

package dev.policyctl.repo;

/**
 * The two policy repositories that are compared. Whoever opened it closes it.
 *
 * @param headIsWorkTree whether the head is the files as they are, which no commit need hold
 * @param ci whether the CI job that checked the repository out runs this
 */
public record Comparison(ComparedSide base, ComparedSide head, boolean headIsWorkTree, boolean ci)
    implements AutoCloseable {

  @Override
  public void close() {
    base.snapshot().close();
    head.snapshot().close();
  }
}

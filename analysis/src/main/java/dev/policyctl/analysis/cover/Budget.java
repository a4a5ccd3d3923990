package dev.policyctl.analysis.cover;

/**
 * How much work a question may take, in nodes rather than seconds, so that the answer is the same
 * on every machine. Not shared between threads.
 */
public final class Budget {
  /** What a question may take unless the user says otherwise. */
  public static final long DEFAULT_NODES = 1_000_000;

  private final long nodes;
  private long left;

  /** So many nodes for each question. */
  public Budget(long nodes) {
    this.nodes = nodes;
    this.left = nodes;
  }

  /** A fresh budget of the same size, for the next question. */
  public Budget renewed() {
    return new Budget(nodes);
  }

  /** How many nodes a question may take. */
  public long nodes() {
    return nodes;
  }

  /** How many this one has taken so far. */
  public long spent() {
    return nodes - left;
  }

  /**
   * Takes work from the budget.
   *
   * @throws Exhausted where it does not suffice
   */
  public void spend(long work) {
    left -= work;
    if (left < 0) {
      throw new Exhausted();
    }
  }

  /** That a question could not be answered within its budget; caught where it was asked. */
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("the budget is exhausted", null, false, false);
    }
  }
}

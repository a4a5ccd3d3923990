package dev.policyctl.evaluator;

/** A part of the index: some rules, and a way to those of them that match. Immutable. */
abstract class IndexNode {
  private final int bestTier;

  /**
   * @param bestTier the smallest tier of its rules
   */
  IndexNode(int bestTier) {
    this.bestTier = bestTier;
  }

  final int bestTier() {
    return bestTier;
  }

  /** Offers every rule whose selectors match, and that is not beaten yet, at least once. */
  final void search(Search search) {
    if (bestTier <= search.worstTier()) {
      visit(search);
    }
  }

  abstract void visit(Search search);
}

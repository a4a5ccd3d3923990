package dev.policyctl.evaluator;

import org.jspecify.annotations.Nullable;

/**
 * Rules apart by the values of one position: a rule that accepts few values stands under each of
 * them, and all others stand in a common part that every search visits.
 */
final class IndexSplit extends IndexNode {
  private final int position;
  private final @Nullable IndexNode[] children;
  private final @Nullable IndexNode common;

  IndexSplit(
      int bestTier, int position, @Nullable IndexNode[] children, @Nullable IndexNode common) {
    super(bestTier);
    this.position = position;
    this.children = children;
    this.common = common;
  }

  @Override
  void visit(Search search) {
    if (position == Space.ROLES) {
      for (int role : search.roles) {
        search(children[role], search);
      }
    } else {
      search(children[search.values[position]], search);
    }
    search(common, search);
  }

  private static void search(@Nullable IndexNode node, Search search) {
    if (node != null) {
      node.search(search);
    }
  }
}

package dev.policyctl.evaluator;

import java.util.List;

/** Rules apart by rank alone, the best first: for those that no position tells apart. */
final class IndexChain extends IndexNode {
  private final IndexNode[] parts;

  IndexChain(int bestTier, List<IndexNode> parts) {
    super(bestTier);
    this.parts = parts.toArray(new IndexNode[0]);
  }

  @Override
  void visit(Search search) {
    for (IndexNode part : parts) {
      part.search(search);
    }
  }
}

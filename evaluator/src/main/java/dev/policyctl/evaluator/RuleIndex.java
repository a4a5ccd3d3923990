package dev.policyctl.evaluator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the rules that match a request, without looking at those that cannot. */
final class RuleIndex {
  private final CompiledRule.Box[] boxes;
  private final int[] tiers;
  private final @Nullable RuleCondition[] conditions;
  private final IndexNode root;
  private final Space space;

  /**
   * @param ranked the rules by rank
   */
  RuleIndex(List<CompiledRule> ranked, Space space) {
    this.space = space;
    this.boxes = ranked.stream().map(CompiledRule::box).toArray(CompiledRule.Box[]::new);
    this.tiers = new int[ranked.size()];
    this.conditions = new RuleCondition[ranked.size()];
    ZoneClocks clocks = new ZoneClocks();
    for (int rank = 0; rank < tiers.length; rank++) {
      CompiledRule rule = ranked.get(rank);
      tiers[rank] = rule.tier();
      conditions[rank] = RuleCondition.of(rule.rule(), clocks);
    }
    this.root = new IndexBuilder(ranked, space, tiers).build();
  }

  /** The rules that match for one class: of the best tier only, unless all are asked for. */
  Search search(ResolvedRequest request, int classification, boolean all) {
    int[] values = request.values;
    if (request.classes.length > 1) {
      values = values.clone();
      values[Space.CLASSES] = classification;
    }
    int special = request.special;
    if (!space.omitted(Space.CLASSES).get(classification)) {
      special |= 1 << Space.CLASSES;
    }
    Search search = new Search(request, values, special, boxes, tiers, conditions, all);
    root.search(search);
    return search;
  }
}

package dev.policyctl.evaluator;

import org.jspecify.annotations.Nullable;

/** One search for the rules that match one class of one request. Not shared between threads. */
final class Search {
  final int[] roles;

  /** Room for a leaf's rows. */
  final int[] offsets;

  /** By position; of several roles one of them. */
  final int[] values;

  /** Bits of the positions whose value no omitted selector accepts. */
  final int special;

  private final Request request;
  private final CompiledRule.Box[] boxes;
  private final int[] tiers;
  private final @Nullable RuleCondition[] conditions;
  private final boolean all;
  private final RankSet found = new RankSet();
  private int worstTier = Integer.MAX_VALUE;

  /**
   * @param boxes by rank
   * @param tiers by rank
   * @param conditions by rank; null where a rule has none
   * @param all whether to collect every match; otherwise those of the best tier only
   */
  Search(
      ResolvedRequest resolved,
      int[] values,
      int special,
      CompiledRule.Box[] boxes,
      int[] tiers,
      @Nullable RuleCondition[] conditions,
      boolean all) {
    this.roles = resolved.roles;
    this.values = values;
    this.special = special;
    this.offsets = new int[values.length];
    this.request = resolved.request;
    this.boxes = boxes;
    this.tiers = tiers;
    this.conditions = conditions;
    this.all = all;
  }

  /** The largest tier that is still of interest. */
  int worstTier() {
    return worstTier;
  }

  /**
   * Takes a rule whose selectors match.
   *
   * @param unsure bits of the positions that are to be checked first
   */
  void offer(int rank, int unsure) {
    int tier = tiers[rank];
    if (tier > worstTier || (unsure != 0 && !accepts(boxes[rank], unsure))) {
      return;
    }
    RuleCondition condition = conditions[rank];
    if (condition != null && !condition.holds(request)) {
      return;
    }
    if (!all && tier < worstTier) {
      worstTier = tier;
      found.clear();
    }
    found.add(rank);
  }

  private boolean accepts(CompiledRule.Box box, int positions) {
    for (int left = positions; left != 0; left &= left - 1) {
      int position = Integer.numberOfTrailingZeros(left);
      if (position == Space.ROLES
          ? !box.acceptsAny(position, roles)
          : !box.accepted(position).get(values[position])) {
        return false;
      }
    }
    return true;
  }

  /** The matching rules: of the best tier only, unless all were asked for. */
  RankSet found() {
    return found;
  }
}

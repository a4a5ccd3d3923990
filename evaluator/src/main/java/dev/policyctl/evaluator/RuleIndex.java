package dev.policyctl.evaluator;

import java.util.List;

/** Finds the rules that match a request. */
final class RuleIndex {
  private final List<CompiledRule> rules;
  private final RuleCondition[] conditions;

  RuleIndex(List<CompiledRule> rules) {
    this.rules = rules;
    this.conditions = new RuleCondition[rules.size()];
    for (int i = 0; i < conditions.length; i++) {
      conditions[i] = new RuleCondition(rules.get(i).rule());
    }
  }

  /** The ranks of all rules that match for one class, ascending. */
  int[] matching(ResolvedRequest request, int classification) {
    return java.util.stream.IntStream.range(0, rules.size())
        .filter(rank -> matches(rank, request, classification))
        .toArray();
  }

  private boolean matches(int rank, ResolvedRequest request, int classification) {
    CompiledRule.Box box = rules.get(rank).box();
    for (int position = 0; position < request.values.length; position++) {
      if (!accepts(box, position, request, classification)) {
        return false;
      }
    }
    return conditions[rank].holds(request.request);
  }

  private static boolean accepts(
      CompiledRule.Box box, int position, ResolvedRequest request, int classification) {
    if (position == Space.CLASSES) {
      return box.accepted(position).get(classification);
    }
    if (position != Space.ROLES) {
      return box.accepted(position).get(request.values[position]);
    }
    for (int role : request.roles) {
      if (box.accepted(position).get(role)) {
        return true;
      }
    }
    return false;
  }
}

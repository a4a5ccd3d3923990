package dev.policyctl.analysis.change;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules whose priority changed, and whether that alters decisions: the policy after, with the
 * priorities of before put back, either decides every request as it does, or it does not.
 */
final class PriorityReasons {
  /** More rules are not told apart. */
  private static final int MOST_APART = 8;

  private final RequestSpace space;
  private final Budget budget;

  /** Old priorities by rule. */
  private final Map<String, Integer> changed = new TreeMap<>();

  private PriorityReasons(RequestSpace space, Budget budget) {
    this.space = space;
    this.budget = budget;
    Map<String, Integer> ranks = RuleReasons.ranks(space.after());
    for (int rank = 0; rank < space.before().size(); rank++) {
      RankedRule old = space.before().rule(rank);
      Integer other = ranks.get(old.id());
      if (other != null && old.priority() != space.after().rule(other).priority()) {
        changed.put(old.id(), old.priority());
      }
    }
  }

  /**
   * The reasons.
   *
   * @param nothingAltered whether it is proven that no decision differs at all
   */
  static List<BumpReason> of(RequestSpace space, boolean nothingAltered, Budget budget) {
    PriorityReasons priorities = new PriorityReasons(space, budget);
    return priorities.changed.isEmpty() ? List.of() : priorities.reasons(nothingAltered);
  }

  private List<BumpReason> reasons(boolean nothingAltered) {
    Set<String> all = changed.keySet();
    if (nothingAltered || unaltered(all)) {
      return all.stream()
          .map(id -> BumpReason.patch(words(Set.of(id)) + ", which alters no decision"))
          .toList();
    }
    Set<String> altering = new TreeSet<>(all);
    if (all.size() > 1 && all.size() <= MOST_APART) {
      altering.removeIf(id -> unaltered(Set.of(id)));
    }
    // Two changes may do together what neither does alone.
    Set<String> blamed = altering.isEmpty() ? all : altering;
    return List.of(BumpReason.major(words(blamed) + ", which alters decisions"));
  }

  private static String words(Set<String> ids) {
    return ids.size() == 1
        ? "rule `" + ids.iterator().next() + "` changes its priority"
        : "rules `" + String.join("`, `", new TreeSet<>(ids)) + "` change their priorities";
  }

  /** Whether every request is decided alike with the old priorities of these rules. */
  private boolean unaltered(Set<String> ids) {
    CompiledPolicy after = space.after().policy();
    Policy policy = after.policy();
    List<Rule> rules =
        policy.rules().stream()
            .map(rule -> ids.contains(rule.id().value()) ? withOldPriority(rule) : rule)
            .toList();
    Policy old =
        new Policy(
            policy.bundle(),
            policy.defaultOutcome(),
            policy.defaultText(),
            policy.combining(),
            policy.identity(),
            rules,
            policy.limits());
    CompiledPolicy compiled = PolicyEngine.compile(old, after.registries()).compiled();
    DecisionDiff.Answer answer = DecisionDiff.of(compiled, after, space.asOf(), budget.renewed());
    return answer.complete() && answer.transitions().isEmpty();
  }

  private Rule withOldPriority(Rule rule) {
    return new Rule(
        rule.span(),
        rule.id(),
        rule.description(),
        rule.owner(),
        changed.getOrDefault(rule.id().value(), rule.priority()),
        rule.priorityText(),
        rule.effect(),
        rule.match(),
        rule.when(),
        rule.obligations(),
        rule.validity());
  }
}

package dev.policyctl.suites.mutation;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Mistakes in the ranking: two rules that have each other's priority. */
final class RankMutants {
  private final CompiledPolicy policy;
  private final Map<String, Integer> indexes = new HashMap<>();

  RankMutants(CompiledPolicy policy) {
    this.policy = policy;
    List<Rule> rules = policy.policy().rules();
    for (int i = 0; i < rules.size(); i++) {
      indexes.put(rules.get(i).id().value(), i);
    }
  }

  /**
   * Swaps the priorities of a rule and of the next one of lower priority that has a value of every
   * dimension in common with it and says something else.
   */
  void of(Subject subject, RankedRule ranked, Consumer<Mutant> sink) {
    Optional<RankedRule> below =
        policy.policy().combining() == Combining.PRIORITY ? below(ranked) : Optional.empty();
    if (below.isEmpty()) {
      return;
    }
    Rule other = below.get().rule();
    Subject second = new Subject(indexes.getOrDefault(other.id().value(), -1), other);
    int mine = subject.rule().priority();
    Span span = subject.rule().priorityText().map(t -> t.span()).orElse(subject.rule().id().span());
    sink.accept(
        subject.mutant(
            Operator.SWAP_PRIORITY,
            other.id().value(),
            span,
            "priority " + other.priority() + ", and " + mine + " for `" + other.id().value() + "`",
            List.of(
                subject.edit(subject.withPriority(other.priority())),
                second.edit(second.withPriority(mine)))));
  }

  private Optional<RankedRule> below(RankedRule rule) {
    return policy.rules().stream()
        .skip(rule.rank())
        .filter(other -> other.priority() < rule.priority())
        .filter(other -> differ(rule, other) && overlap(rule, other))
        .findFirst();
  }

  private static boolean differ(RankedRule one, RankedRule other) {
    return one.effect() != other.effect() || !one.obligations().equals(other.obligations());
  }

  private boolean overlap(RankedRule one, RankedRule other) {
    for (int position = 0; position < policy.dimensions().size(); position++) {
      if (!one.accepted(position).intersects(other.accepted(position))) {
        return false;
      }
    }
    return true;
  }
}

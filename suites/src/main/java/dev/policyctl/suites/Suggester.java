package dev.policyctl.suites;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Cover;
import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.cover.RuleIndex;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.Witness;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.text.Text;
import dev.policyctl.suites.Suggestion.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds requests for rules that no test reaches: points of a rule's box that nothing which outranks
 * it covers.
 */
public final class Suggester {
  private final CompiledPolicy policy;
  private final RequestSpace space;
  private final RuleBoxes boxes;
  private final RuleIndex index;
  private final Budget budget;

  /**
   * @param asOf the moment from which on requests are considered
   * @param budget what the question for one rule may take
   */
  public Suggester(CompiledPolicy policy, Instant asOf, Budget budget) {
    this.policy = policy;
    this.space = RequestSpace.of(policy, asOf);
    this.boxes = space.after();
    this.index = new RuleIndex(boxes);
    this.budget = budget;
  }

  /**
   * Suggestions for the rules that never decided, in the order of the policy; none for a rule that
   * the request of an earlier one reaches too.
   */
  public List<Suggestion> of(Coverage coverage) {
    Map<String, RankedRule> ranked = new HashMap<>();
    policy.rules().forEach(rule -> ranked.put(rule.id(), rule));
    List<Suggestion> suggestions = new ArrayList<>();
    Set<String> reached = new HashSet<>();
    for (RuleCoverage rule : coverage.rules()) {
      String id = rule.id().value();
      if (rule.status() != RuleCoverage.Status.DECIDED && !reached.contains(id)) {
        Suggestion suggestion = suggest(rule.id(), Objects.requireNonNull(ranked.get(id)).rank());
        suggestions.add(suggestion);
        suggestion
            .request()
            .ifPresent(r -> reached.addAll(policy.engine().evaluate(r).determiningRules()));
      }
    }
    return suggestions;
  }

  private Suggestion suggest(Text rule, int rank) {
    if (boxes.empty(rank)) {
      return new Suggestion(rule, Kind.DEAD, Optional.empty());
    }
    int[] box = boxes.box(rank);
    List<int[]> ahead = new ArrayList<>();
    for (int other : index.meeting(box, 0, boxes.tierStart(rank), -1)) {
      ahead.add(boxes.box(other));
    }
    LocalSpace local = new LocalSpace(Frame.of(space), box, ahead);
    Optional<Cover.Box> open;
    try {
      open = Cover.of(local, budget.renewed()).open();
    } catch (Budget.Exhausted e) {
      return new Suggestion(rule, Kind.UNDETERMINED, Optional.empty());
    }
    return open.map(part -> found(rule, local.point(part.words())))
        .orElseGet(() -> new Suggestion(rule, Kind.DEAD, Optional.empty()));
  }

  private Suggestion found(Text rule, int[] point) {
    Request request = Witness.of(space, policy, point, List.of(), List.of());
    if (!policy.engine().evaluate(request).determiningRules().contains(rule.value())) {
      throw new IllegalStateException("a suggestion for `" + rule + "` is decided by others");
    }
    return new Suggestion(rule, Kind.FOUND, Optional.of(request));
  }
}

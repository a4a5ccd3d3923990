package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.RegistryKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resolves every name of a policy and ranks its rules. */
final class PolicyCompiler {
  private final Policy policy;
  private final Space space;
  private final Map<List<DecisionObligation>, List<DecisionObligation>> shared = new HashMap<>();

  PolicyCompiler(Policy policy, Space space) {
    this.policy = policy;
    this.space = space;
  }

  /** The rules by rank: the first one that matches decides, with those of its tier that match. */
  List<CompiledRule> rank() {
    if (policy.defaultOutcome() == Outcome.REQUIRE_APPROVAL) {
      throw new InvalidPolicyException(policy.defaultText().span(), "`default` is allow or deny");
    }
    Set<String> ids = new HashSet<>();
    List<RuleView> views = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (!ids.add(rule.id().value())) {
        throw new InvalidPolicyException(rule.id().span(), "second rule `" + rule.id() + "`");
      }
      int priority = policy.combining() == Combining.PRIORITY ? rule.priority() : 0;
      views.add(new RuleView(views.size(), rule.id().value(), rule.effect(), priority));
    }
    views.sort(
        Comparator.comparingInt(RuleView::priority)
            .reversed()
            .thenComparing(RuleView::effect)
            .thenComparingInt(RuleView::index));
    return compile(views);
  }

  private List<CompiledRule> compile(List<RuleView> ranked) {
    List<CompiledRule> rules = new ArrayList<>(ranked.size());
    int tier = 0;
    for (int i = 0; i < ranked.size(); i++) {
      RuleView view = ranked.get(i);
      if (i > 0
          && (view.priority() != ranked.get(i - 1).priority()
              || view.effect() != ranked.get(i - 1).effect())) {
        tier++;
      }
      Rule rule = policy.rules().get(view.index());
      RuleDefects.reject(rule);
      CompiledRule.Box box = new CompiledRule.Box(space.accepted(rule.match()));
      rules.add(new CompiledRule(rule, view, tier, box, obligations(rule)));
    }
    return rules;
  }

  private List<DecisionObligation> obligations(Rule rule) {
    List<DecisionObligation> list =
        rule.obligations().stream().map(this::resolve).sorted().distinct().toList();
    return shared.computeIfAbsent(list, l -> l);
  }

  private DecisionObligation resolve(Obligation obligation) {
    String argument =
        switch (obligation.action()) {
          case REDACT, TOKENIZE -> space.canonical(RegistryKind.REDACTIONS, obligation.argument());
          case ROUTE_TO -> space.canonical(RegistryKind.MODELS, obligation.argument());
          case LOG, NOTIFY -> obligation.argument().value();
        };
    return new DecisionObligation(obligation.action(), argument);
  }
}

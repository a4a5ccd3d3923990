package dev.policyctl.bench;

import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A policy with ten random rules edited: removed, of another effect, priority or match. */
final class TenEdits {
  private static final int EDITS = 10;

  private final Policy original;
  private final Draw draw;
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  TenEdits(Policy original, Draw draw) {
    this.original = original;
    this.draw = draw;
    TreeSet<Integer> places = new TreeSet<>();
    while (places.size() < EDITS) {
      places.add(draw.below(original.rules().size()));
    }
    for (int place = 0; place < original.rules().size(); place++) {
      Rule rule = original.rules().get(place);
      if (places.contains(place)) {
        ids.add(rule.id().value());
        edit(rule, ids.size() % 4);
      } else {
        rules.add(rule);
      }
    }
  }

  private void edit(Rule rule, int kind) {
    Rule other = draw.one(original.rules());
    switch (kind) {
      case 0 -> {} // removed
      case 1 -> rules.add(with(rule, rule.priority(), other(rule.effect()), rule.match()));
      case 2 -> rules.add(with(rule, other.priority(), rule.effect(), rule.match()));
      default -> rules.add(with(rule, rule.priority(), rule.effect(), other.match()));
    }
  }

  private static Outcome other(Outcome effect) {
    return effect == Outcome.DENY ? Outcome.ALLOW : Outcome.DENY;
  }

  private static Rule with(Rule rule, int priority, Outcome effect, Match match) {
    return new Rule(
        rule.span(),
        rule.id(),
        rule.description(),
        rule.owner(),
        priority,
        rule.priorityText(),
        effect,
        match,
        rule.when(),
        effect == Outcome.DENY ? List.of() : rule.obligations(),
        rule.validity());
  }

  /** The ids of the rules that were edited. */
  List<String> ids() {
    return ids;
  }

  /** The policy afterwards. */
  Policy policy() {
    return new Policy(
        original.bundle(),
        original.defaultOutcome(),
        original.defaultText(),
        original.combining(),
        original.identity(),
        rules,
        original.limits());
  }
}

package dev.policyctl.suites.mutation;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy with one small mistake in it.
 *
 * @param id unique in the policy, and the same in every run: {@code
 *     support-pii/drop-value/models/openai/gpt-4o}
 * @param rule the id of the rule that the mistake is in
 * @param span what of the rule is changed
 * @param change the mistake in words: {@code without models `openai/gpt-4o`}
 * @param edits what becomes of which rules; all others stay
 */
public record Mutant(
    String id, Operator operator, Text rule, Span span, String change, List<Edit> edits) {

  public Mutant {
    edits = List.copyOf(edits);
  }

  /**
   * What becomes of one rule.
   *
   * @param index its place in the policy
   * @param replacement what stands there then; absent where the rule is gone
   */
  public record Edit(int index, Optional<Rule> replacement) {}

  /** The policy with the mistake. */
  public Policy of(Policy original) {
    List<Rule> rules = new ArrayList<>(original.rules());
    for (Edit edit : edits) {
      edit.replacement().ifPresent(rule -> rules.set(edit.index(), rule));
    }
    // INVARIANT: a mutant that drops a rule has no other edit, so no index moves.
    edits.stream()
        .filter(edit -> edit.replacement().isEmpty())
        .forEach(edit -> rules.remove(edit.index()));
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

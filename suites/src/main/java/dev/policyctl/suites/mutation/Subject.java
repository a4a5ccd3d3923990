package dev.policyctl.suites.mutation;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Validity;
import java.util.List;
import java.util.Optional;

/**
 * A rule that mutants are made of, with its place in the policy, and copies that differ in one
 * part.
 */
record Subject(int index, Rule rule) {

  /**
   * The mutant that has another rule in the place of this one.
   *
   * @param detail what tells it from others of the operator, for its id
   */
  Mutant replaced(Operator operator, String detail, Span span, String change, Rule by) {
    return mutant(operator, detail, span, change, List.of(edit(by)));
  }

  Mutant mutant(
      Operator operator, String detail, Span span, String change, List<Mutant.Edit> edits) {
    String id = rule.id().value() + "/" + operator.label();
    return new Mutant(
        detail.isEmpty() ? id : id + "/" + detail, operator, rule.id(), span, change, edits);
  }

  /** That another rule stands in the place of this one. */
  Mutant.Edit edit(Rule by) {
    return new Mutant.Edit(index, Optional.of(by));
  }

  Rule with(Outcome effect) {
    return with(rule.priority(), effect, rule.match(), rule.when(), rule.obligations());
  }

  Rule with(Match match) {
    return with(rule.priority(), rule.effect(), match, rule.when(), rule.obligations());
  }

  Rule with(Conditions when) {
    return with(rule.priority(), rule.effect(), rule.match(), when, rule.obligations());
  }

  Rule with(List<Obligation> obligations) {
    return with(rule.priority(), rule.effect(), rule.match(), rule.when(), obligations);
  }

  Rule withPriority(int priority) {
    return with(priority, rule.effect(), rule.match(), rule.when(), rule.obligations());
  }

  private Rule with(
      int priority, Outcome effect, Match match, Conditions when, List<Obligation> obligations) {
    return with(priority, effect, match, when, obligations, rule.validity());
  }

  Rule with(Validity validity) {
    return with(
        rule.priority(),
        rule.effect(),
        rule.match(),
        rule.when(),
        rule.obligations(),
        Optional.of(validity));
  }

  private Rule with(
      int priority,
      Outcome effect,
      Match match,
      Conditions when,
      List<Obligation> obligations,
      Optional<Validity> validity) {
    return new Rule(
        rule.span(),
        rule.id(),
        rule.description(),
        rule.owner(),
        priority,
        rule.priorityText(),
        effect,
        match,
        when,
        obligations,
        validity);
  }
}

package dev.policyctl.model.policy;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.util.List;
import java.util.Optional;

/**
 * One rule of a policy.
 *
 * @param span the rule as a whole
 * @param priority larger wins; present under {@link Combining#PRIORITY}, ignored otherwise
 * @param priorityText where the priority stands and how it is written
 */
public record Rule(
    Span span,
    Text id,
    Optional<String> description,
    Optional<String> owner,
    int priority,
    Optional<Text> priorityText,
    Outcome effect,
    Match match,
    Conditions when,
    List<Obligation> obligations,
    Optional<Validity> validity) {

  public Rule {
    obligations = List.copyOf(obligations);
  }
}

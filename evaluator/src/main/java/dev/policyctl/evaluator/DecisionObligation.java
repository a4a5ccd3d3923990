package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Obligation.Action;

/**
 * What the gateway must do as part of a decision. Ordered by {@link #id()}.
 *
 * @param action what is to be done
 * @param argument with what: a redaction profile, a model's canonical id (never an alias), a log
 *     level or a channel
 */
public record DecisionObligation(Action action, String argument)
    implements Comparable<DecisionObligation> {

  /** {@code redact:pii-standard}: the action's word, a colon, the argument. */
  public String id() {
    return action.label() + ":" + argument;
  }

  @Override
  public int compareTo(DecisionObligation other) {
    return id().compareTo(other.id());
  }
}

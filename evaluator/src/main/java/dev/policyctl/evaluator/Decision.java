package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What the policy says about one request. All lists are sorted, without repetition, and immutable.
 *
 * @param outcome whether the request may proceed; the gateway lets only {@link Outcome#ALLOW} pass
 * @param reason why
 * @param determiningRules the ids of the rules that decided; empty unless the reason is {@link
 *     Reason#RULE} or {@link Reason#LIMIT}, or another class than the one that gave the reason was
 *     denied by a rule
 * @param obligations what the gateway must do, those of the determining rules; empty where a limit
 *     refused
 * @param droppedRoles asserted roles that the registry lacks and that therefore counted for nothing
 * @param limits the ids of the limits that refused; empty unless the reason is {@link Reason#LIMIT}
 * @param policy which policy decided
 * @param detail for {@link Reason#EVALUATION_ERROR}: what could not be read, one line for people
 */
public record Decision(
    Outcome outcome,
    Reason reason,
    List<String> determiningRules,
    List<DecisionObligation> obligations,
    List<String> droppedRoles,
    List<String> limits,
    PolicyIdentity policy,
    Optional<String> detail) {

  public Decision {
    determiningRules = List.copyOf(determiningRules);
    obligations = List.copyOf(obligations);
    droppedRoles = List.copyOf(droppedRoles);
    limits = List.copyOf(limits);
  }

  /** Whether the request may proceed now: the outcome is {@link Outcome#ALLOW}. */
  public boolean allowed() {
    return outcome == Outcome.ALLOW;
  }
}

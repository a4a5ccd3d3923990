package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Outcome;

/**
 * A rule as the engine ranks it.
 *
 * @param index its place in {@link dev.policyctl.model.policy.Policy#rules()}
 * @param id its id
 * @param effect what it says
 * @param priority larger wins; 0 for every rule under {@code deny-overrides}
 */
public record RuleView(int index, String id, Outcome effect, int priority) {}

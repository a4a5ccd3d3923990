package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;

/**
 * A rule that is not dead, and without which every request would be decided alike, outcome and
 * obligations.
 *
 * @param repeatsDefault whether it is a deny without obligations under {@code default: deny}, which
 *     somebody may well have written on purpose
 */
public record RedundantRule(RankedRule rule, boolean repeatsDefault) {}

package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;

/**
 * Two rules that get into each other's way, and a request that shows it.
 *
 * @param needsTwoRoles whether only an identity of two roles shows it, neither of which suffices
 */
public record RulePair(RankedRule first, RankedRule second, boolean needsTwoRoles, Request witness)
    implements Paired {}

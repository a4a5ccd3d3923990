package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;

/** Two rules that the budget did not suffice to judge. */
public record UndecidedPair(RankedRule first, RankedRule second) implements Paired {}

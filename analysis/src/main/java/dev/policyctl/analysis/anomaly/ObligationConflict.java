package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;

/**
 * Obligations of two rules, or of one, that cannot both be met although both are part of one
 * decision.
 *
 * @param second the same as {@code first} where one rule demands both
 * @param ofFirst one of the first rule's obligations that clash
 * @param ofSecond the one of the second rule that it clashes with
 * @param needsTwoRoles whether no single role shows it
 * @param needsTwoClasses whether no single class does
 */
public record ObligationConflict(
    RankedRule first,
    RankedRule second,
    DecisionObligation ofFirst,
    DecisionObligation ofSecond,
    boolean needsTwoRoles,
    boolean needsTwoClasses,
    Request witness)
    implements Paired {}

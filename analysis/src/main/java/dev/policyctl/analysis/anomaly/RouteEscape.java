package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import java.util.Optional;

/**
 * A rule that sends requests to a model with which they would have been denied.
 *
 * @param model where it routes to
 * @param denier the rule that would deny; none where it is the default, or silence
 * @param needsTwoRoles whether no single role shows it
 * @param needsTwoClasses whether no single class shows it
 * @param witness a request that the rule is among those to decide
 */
public record RouteEscape(
    RankedRule rule,
    String model,
    Optional<RankedRule> denier,
    boolean needsTwoRoles,
    boolean needsTwoClasses,
    Request witness) {}

package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** What a rule demands beyond its selectors: {@code when} and {@code validity}. */
final class RuleCondition {
  private final Rule rule;
  private final boolean holdsOnAbsence;

  RuleCondition(Rule rule) {
    this.rule = rule;
    this.holdsOnAbsence = rule.effect() != Outcome.ALLOW;
  }

  /** Whether a rule demands anything beyond its selectors. */
  static boolean needed(Rule rule) {
    return !rule.when().ranges().isEmpty()
        || rule.when().time().isPresent()
        || rule.validity().isPresent();
  }

  boolean holds(Request request) {
    Instant time = request.timeOrNull();
    if (time == null) {
      return false;
    }
    for (Map.Entry<Attribute, NumericRange> entry : rule.when().ranges().entrySet()) {
      BigDecimal value = request.attributeOrNull(entry.getKey());
      if (value == null ? !holdsOnAbsence : !entry.getValue().contains(value)) {
        return false;
      }
    }
    return (rule.when().time().isEmpty() || rule.when().time().get().contains(time))
        && (rule.validity().isEmpty() || rule.validity().get().contains(time));
  }
}

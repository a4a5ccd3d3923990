package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Refuses rules that cannot mean what they say, whatever the registries hold. */
final class RuleDefects {
  private RuleDefects() {}

  static void reject(Rule rule) {
    rule.when().ranges().forEach(RuleDefects::reject);
    rule.when().time().ifPresent(RuleDefects::reject);
    rule.validity().ifPresent(RuleDefects::reject);
    long routes =
        rule.obligations().stream().filter(o -> o.action() == Obligation.Action.ROUTE_TO).count();
    if (routes > 1 || (routes == 1 && rule.effect() == Outcome.DENY)) {
      throw new InvalidPolicyException(
          rule.span(),
          routes > 1
              ? "rule `" + rule.id() + "` has several `route_to`"
              : "rule `" + rule.id() + "` denies and has a `route_to`");
    }
  }

  private static void reject(Attribute attribute, NumericRange range) {
    if (range.lower().isEmpty() || range.upper().isEmpty()) {
      if (range.lower().isEmpty() && range.upper().isEmpty()) {
        throw new InvalidPolicyException(range.span(), "`" + attribute.key() + "` has no bound");
      }
      return;
    }
    BigDecimal lower = range.lower().get().value();
    BigDecimal upper = range.upper().get().value();
    boolean lowerIn = range.lower().get().inclusive();
    boolean upperIn = range.upper().get().inclusive();
    if (attribute.integer()) {
      lower = wholeFrom(lower, lowerIn);
      upper = wholeUpTo(upper, upperIn);
      lowerIn = true;
      upperIn = true;
    }
    int order = lower.compareTo(upper);
    if (order > 0 || (order == 0 && !(lowerIn && upperIn))) {
      throw new InvalidPolicyException(
          range.span(), "no value of `" + attribute.key() + "` satisfies the condition");
    }
  }

  private static BigDecimal wholeFrom(BigDecimal bound, boolean inclusive) {
    BigDecimal whole = bound.setScale(0, RoundingMode.CEILING);
    return !inclusive && whole.compareTo(bound) == 0 ? whole.add(BigDecimal.ONE) : whole;
  }

  private static BigDecimal wholeUpTo(BigDecimal bound, boolean inclusive) {
    BigDecimal whole = bound.setScale(0, RoundingMode.FLOOR);
    return !inclusive && whole.compareTo(bound) == 0 ? whole.subtract(BigDecimal.ONE) : whole;
  }

  private static void reject(TimeWindow window) {
    if (window.fromMinute() == window.toMinute()) {
      throw new InvalidPolicyException(window.span(), "the time window is empty");
    }
  }

  private static void reject(Validity validity) {
    if (validity.from().isPresent()
        && validity.until().isPresent()
        && !validity.from().get().isBefore(validity.until().get())) {
      throw new InvalidPolicyException(validity.span(), "the validity is empty");
    }
  }
}

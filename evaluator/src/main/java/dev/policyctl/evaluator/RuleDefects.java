package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;

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
    if (range.lower().isEmpty() && range.upper().isEmpty()) {
      throw new InvalidPolicyException(range.span(), "`" + attribute.key() + "` has no bound");
    }
    if (range.isEmptyFor(attribute)) {
      throw new InvalidPolicyException(
          range.span(), "no value of `" + attribute.key() + "` satisfies the condition");
    }
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

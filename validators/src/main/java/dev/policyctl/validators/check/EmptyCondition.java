package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.repo.LoadedBundle;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** An interval, a window of time or a validity that nothing satisfies. */
final class EmptyCondition implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.EMPTY_CONDITION);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachPolicy(
        (bundle, policy) -> policy.rules().forEach(rule -> rule(bundle, rule, sink)));
  }

  private static void rule(LoadedBundle bundle, Rule rule, FindingSink sink) {
    rule.when()
        .ranges()
        .forEach(
            (attribute, range) -> {
              if (isEmpty(attribute, range)) {
                String key = attribute.key();
                sink.report(
                    finding(
                            range.span(),
                            "no value of `" + key + "` lies in this range",
                            "mend the bounds, or drop the condition")
                        .subject("rule:" + rule.id() + "/" + key)
                        .bundle(bundle.bundle())
                        .rule(rule.id().value()));
              }
            });
    emptyTime(rule)
        .ifPresent(
            f ->
                sink.report(
                    f.subject("rule:" + rule.id() + "/time")
                        .bundle(bundle.bundle())
                        .rule(rule.id().value())));
    emptyValidity(rule)
        .ifPresent(
            f ->
                sink.report(
                    f.subject("rule:" + rule.id() + "/validity")
                        .bundle(bundle.bundle())
                        .rule(rule.id().value())));
  }

  private static Optional<Finding.Builder> emptyTime(Rule rule) {
    return rule.when()
        .time()
        .filter(time -> time.fromMinute() == time.toMinute())
        .map(
            time ->
                finding(
                    time.span(),
                    "the window is empty: `from` and `to` are the same",
                    "leave both out for the whole day, or drop the condition"));
  }

  private static Optional<Finding.Builder> emptyValidity(Rule rule) {
    return rule.validity()
        .filter(v -> v.from().flatMap(from -> v.until().filter(u -> !from.isBefore(u))).isPresent())
        .map(
            v ->
                finding(
                    v.span(),
                    "the validity is empty: `until` is not after `from`",
                    "mend the dates, or delete the rule"));
  }

  private static Finding.Builder finding(Span span, String message, String help) {
    return Finding.of(FindingCode.EMPTY_CONDITION, span, message).help(help);
  }

  /** Values are not negative, and those of an integer attribute are whole. */
  static boolean isEmpty(Attribute attribute, NumericRange range) {
    BigDecimal lowest = BigDecimal.ZERO;
    boolean lowestIncluded = true;
    if (range.lower().isPresent()) {
      lowest = range.lower().get().value();
      lowestIncluded = range.lower().get().inclusive();
    }
    if (attribute.integer() && !lowestIncluded) {
      lowest = lowest.add(BigDecimal.ONE);
      lowestIncluded = true;
    }
    if (range.upper().isEmpty()) {
      return false;
    }
    Bound upper = range.upper().get();
    int comparison = lowest.compareTo(upper.value());
    return comparison > 0 || (comparison == 0 && !(lowestIncluded && upper.inclusive()));
  }
}

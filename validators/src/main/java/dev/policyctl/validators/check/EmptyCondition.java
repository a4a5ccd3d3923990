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
                report(
                    bundle,
                    rule,
                    attribute.key(),
                    range.span(),
                    "no value of `" + attribute.key() + "` lies in this range",
                    sink);
              }
            });
    rule.when()
        .time()
        .filter(time -> time.fromMinute() == time.toMinute())
        .ifPresent(
            time ->
                report(
                    bundle,
                    rule,
                    "time",
                    time.span(),
                    "the window is empty: `from` and `to` are the same",
                    sink));
    rule.validity()
        .filter(
            v ->
                v.from().isPresent()
                    && v.until().isPresent()
                    && !v.from().get().isBefore(v.until().get()))
        .ifPresent(
            v ->
                report(
                    bundle,
                    rule,
                    "validity",
                    v.span(),
                    "the validity is empty: `until` is not after `from`",
                    sink));
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

  private static void report(
      LoadedBundle bundle,
      Rule rule,
      String condition,
      Span span,
      String message,
      FindingSink sink) {
    sink.report(
        Finding.of(FindingCode.EMPTY_CONDITION, span, message)
            .subject("rule:" + rule.id() + "/" + condition)
            .bundle(bundle.bundle())
            .rule(rule.id().value())
            .help("mend the bounds, or drop the condition"));
  }
}

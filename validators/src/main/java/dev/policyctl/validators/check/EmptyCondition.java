package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.repo.LoadedBundle;
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
              if (range.isEmptyFor(attribute)) {
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
}

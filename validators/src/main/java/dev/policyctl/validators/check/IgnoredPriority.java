package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Combining;
import java.util.EnumSet;
import java.util.Set;

/** A priority under {@code combining: deny-overrides}, where it decides nothing. */
final class IgnoredPriority implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.IGNORED_PRIORITY);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachPolicy(
        (bundle, policy) -> {
          if (policy.combining() == Combining.DENY_OVERRIDES) {
            policy
                .rules()
                .forEach(
                    rule ->
                        rule.priorityText()
                            .ifPresent(
                                priority ->
                                    sink.report(
                                        Finding.of(
                                                FindingCode.IGNORED_PRIORITY,
                                                priority.span(),
                                                "the priority is ignored under deny-overrides")
                                            .subject("rule:" + rule.id() + "/priority")
                                            .bundle(bundle.bundle())
                                            .rule(rule.id().value())
                                            .help("drop it, or use `combining: priority`"))));
          }
        });
  }
}

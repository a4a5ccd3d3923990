package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Outcome;
import java.util.EnumSet;
import java.util.Set;

/** A policy that allows whatever no rule speaks of. */
final class DefaultAllow implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.DEFAULT_ALLOW);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachPolicy(
        (bundle, policy) -> {
          if (policy.defaultOutcome() == Outcome.ALLOW) {
            sink.report(
                Finding.of(
                        FindingCode.DEFAULT_ALLOW,
                        policy.defaultText().span(),
                        "what no rule speaks of is allowed")
                    .subject("default")
                    .bundle(bundle.bundle())
                    .help("write `default: deny`, and a rule for each thing to allow"));
          }
        });
  }
}

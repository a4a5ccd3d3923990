package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.util.EnumSet;
import java.util.Set;

/** A policy without a single test. */
final class UntestedPolicy implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.UNTESTED_POLICY);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachPolicy(
        (bundle, policy) -> {
          if (bundle.tests().isEmpty() && subject.repository().testsIntact(bundle)) {
            sink.report(
                Finding.of(
                        FindingCode.UNTESTED_POLICY,
                        policy.bundle().name().span(),
                        "no test holds what this policy decides")
                    .subject("tests")
                    .bundle(bundle.bundle())
                    .help("write one: policies/" + bundle.bundle() + "/tests/<name>.test.yaml"));
          }
        });
  }
}

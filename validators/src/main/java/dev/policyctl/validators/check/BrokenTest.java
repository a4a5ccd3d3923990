package dev.policyctl.validators.check;

import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.suites.PolicyNames;
import dev.policyctl.suites.SuiteReferences;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A test that names what is not there, or an expectation that nothing can meet. From a registry
 * that could not be read nothing is concluded.
 */
final class BrokenTest implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(
        FindingCode.UNKNOWN_TEST_REFERENCE,
        FindingCode.DUPLICATE_TEST_NAME,
        FindingCode.EMPTY_SUITE,
        FindingCode.DEAD_EXPECTATION);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachPolicy(
        (bundle, policy) -> {
          SuiteReferences references =
              new SuiteReferences(
                  new PolicyNames(
                      bundle.bundle(),
                      subject.registries(),
                      subject.repository().brokenRegistries(),
                      policy.rules(),
                      policy.limits(),
                      bundle.intact()),
                  sink);
          subject.suites().getOrDefault(bundle, List.of()).forEach(references::check);
        });
  }
}

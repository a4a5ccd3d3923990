package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.suites.SuiteReferences;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A test that names what is not there, or an expectation that nothing can meet. Where a registry
 * could not be read nothing is concluded.
 */
final class BrokenTest implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(
        FindingCode.UNKNOWN_REFERENCE,
        FindingCode.EMPTY_GLOB,
        FindingCode.DIMENSION_WITHOUT_REGISTRY,
        FindingCode.UNKNOWN_TEST_REFERENCE,
        FindingCode.DEAD_EXPECTATION);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    if (!subject.repository().brokenRegistries().isEmpty()) {
      return;
    }
    subject.eachPolicy(
        (bundle, policy) -> {
          List<Finding> found = new ArrayList<>();
          SuiteReferences references =
              new SuiteReferences(
                  subject.registries(),
                  policy.rules(),
                  policy.limits(),
                  bundle.intact(),
                  found::add);
          subject.suites().getOrDefault(bundle, List.of()).forEach(references::check);
          found.forEach(finding -> sink.report(finding.in(bundle.bundle())));
        });
  }
}

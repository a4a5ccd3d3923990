package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.suites.SuiteReferences;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A test that names what is not there, or an expectation that nothing can meet. Nothing is
 * concluded from what a registry lacks that could not be read, and nothing at all where it is that
 * of a dimension.
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
    Set<RegistryKind> broken = subject.repository().brokenRegistries();
    if (Stream.of(Dimension.values()).anyMatch(dimension -> broken.contains(dimension.kind()))) {
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
          found.stream()
              .filter(finding -> broken.stream().noneMatch(kind -> isAbout(finding, kind)))
              .forEach(finding -> sink.report(finding.in(bundle.bundle())));
        });
  }

  private static boolean isAbout(Finding finding, RegistryKind kind) {
    return finding.subject().startsWith("test:" + kind.key() + "/");
  }
}

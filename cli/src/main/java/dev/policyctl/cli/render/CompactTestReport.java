package dev.policyctl.cli.render;

import dev.policyctl.cli.render.TestReport.BundleReport;
import dev.policyctl.suites.Failure;
import dev.policyctl.suites.TestResult;

/** One line a failure, as compilers print it; then a line a policy. */
public final class CompactTestReport implements TestReportRenderer {

  @Override
  public String render(TestReport report) {
    StringBuilder out = new StringBuilder();
    report.findings().forEach(finding -> out.append(CompactReport.line(finding)));
    for (BundleReport bundle : report.bundles()) {
      if (bundle.run().isPresent()) {
        for (TestResult.Failed failed : bundle.run().get().failed()) {
          failed.failures().forEach(failure -> line(failed, failure, out));
        }
      }
    }
    for (BundleReport bundle : report.bundles()) {
      out.append(Terminal.safe(bundle.bundle() + ": "))
          .append(bundle.run().map(TestCounts::of).orElse("not tested: " + bundle.problem()))
          .append(
              bundle.coverage().map(c -> ", coverage " + c.points().percent() + " %").orElse(""))
          .append('\n');
    }
    report.gates().forEach(gate -> out.append(Terminal.safe(gate)).append('\n'));
    return out.append(report.passed() ? "passed\n" : "failed\n").toString();
  }

  private static void line(TestResult.Failed failed, Failure failure, StringBuilder out) {
    out.append(Terminal.safe(failure.span().toString()))
        .append(": failed: ")
        .append(Terminal.safe(failed.id().suite() + " / " + failure.name()))
        .append(": ")
        .append(
            Terminal.safe(
                failure.differences().isEmpty()
                    ? String.join("; ", failure.why())
                    : String.join("; ", failure.differences())))
        .append('\n');
  }
}

package dev.policyctl.cli.render;

import dev.policyctl.cli.render.TestReport.BundleReport;
import dev.policyctl.suites.Failure;
import dev.policyctl.suites.MutantResult;
import dev.policyctl.suites.MutantResult.Fate;
import dev.policyctl.suites.TestResult;
import java.util.List;

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
    report.bundles().forEach(bundle -> survivors(bundle, out));
    for (BundleReport bundle : report.bundles()) {
      out.append(Terminal.safe(bundle.bundle() + ": "))
          .append(bundle.run().map(TestCounts::of).orElse("not tested: " + bundle.problem()))
          .append(
              bundle.coverage().map(c -> ", coverage " + c.points().percent() + " %").orElse(""))
          .append(
              bundle
                  .gaps()
                  .flatMap(Gaps::mutation)
                  .map(run -> ", mutation " + run.score().percent() + " %")
                  .orElse(""))
          .append('\n');
    }
    report.gates().forEach(gate -> out.append(Terminal.safe(gate)).append('\n'));
    return out.append(report.passed() ? "passed\n" : "failed\n").toString();
  }

  private static void survivors(BundleReport bundle, StringBuilder out) {
    for (MutantResult survivor :
        bundle.gaps().map(gaps -> gaps.mutants(Fate.SURVIVED)).orElse(List.of())) {
      out.append(Terminal.safe(survivor.mutant().span().toString()))
          .append(": survived: ")
          .append(Terminal.safe(bundle.bundle() + " / " + survivor.mutant().id()))
          .append(": ")
          .append(Terminal.safe(survivor.mutant().change()))
          .append('\n');
    }
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

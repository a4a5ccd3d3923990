package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.cli.render.TestReport.BundleReport;
import dev.policyctl.suites.Coverage;
import dev.policyctl.suites.Failure;
import dev.policyctl.suites.RuleCoverage;
import dev.policyctl.suites.TestResult;
import dev.policyctl.suites.TestRun;
import java.util.List;
import java.util.stream.Collectors;

/** The test report for people: what failed and why, what no test exercises, and the counts. */
public final class PrettyTestReport implements TestReportRenderer {
  private static final int MOST_FAILURES = 3;
  private static final int MOST_UNTESTED = 20;

  private final Terminal terminal;

  public PrettyTestReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(TestReport report) {
    StringBuilder out = new StringBuilder();
    PrettyFindings findings = new PrettyFindings(terminal, report.files());
    report.findings().forEach(finding -> findings.write(finding, out));
    for (BundleReport bundle : report.bundles()) {
      bundle.run().ifPresent(run -> run.failed().forEach(f -> failed(report, bundle, f, out)));
    }
    PrettyMutation mutation = new PrettyMutation(terminal, report);
    for (BundleReport bundle : report.bundles()) {
      bundle.gaps().ifPresent(gaps -> mutation.survivors(bundle, gaps, out));
    }
    for (BundleReport bundle : report.bundles()) {
      bundle(report, bundle, out);
      bundle.gaps().filter(Gaps::mutated).ifPresent(g -> mutation.counts(bundle, g, out));
    }
    verdict(report, out);
    return out.toString();
  }

  private void failed(
      TestReport report, BundleReport bundle, TestResult.Failed failed, StringBuilder out) {
    Snippet snippet = new Snippet(terminal, report.files());
    List<Failure> shown =
        failed.failures().subList(0, Math.min(MOST_FAILURES, failed.failures().size()));
    for (Failure failure : shown) {
      out.append(terminal.styled(Style.ERROR, "FAILED"))
          .append(
              terminal.styled(
                  Style.STRONG,
                  " " + bundle.bundle() + " " + failed.id().suite() + " / " + failure.name()))
          .append('\n');
      snippet.write(failure.span(), Style.ERROR, out);
      detail(failure, out);
    }
    if (failed.wrong() > shown.size()) {
      out.append("   … and ")
          .append(Counts.of(failed.wrong() - shown.size(), "more wrong decision"))
          .append(" of `")
          .append(Terminal.safe(failed.id().name()))
          .append("`\n\n");
    }
  }

  private void detail(Failure failure, StringBuilder out) {
    if (failure.actual().isPresent()) {
      field("expected", failure.expected(), out);
      field("actual", failure.actualText(), out);
    }
    failure.why().forEach(why -> field("why", why, out));
    failure.request().ifPresent(request -> field("request", request, out));
    out.append('\n');
  }

  private void field(String name, String text, StringBuilder out) {
    out.append("   ")
        .append(terminal.styled(Style.FRAME, "="))
        .append(' ')
        .append(name)
        .append(": ")
        .append(Terminal.safe(text))
        .append('\n');
  }

  private void bundle(TestReport report, BundleReport bundle, StringBuilder out) {
    out.append(terminal.styled(Style.STRONG, bundle.bundle().toString())).append(": ");
    if (bundle.run().isEmpty()) {
      out.append(terminal.styled(Style.ERROR, "not tested: " + bundle.problem())).append('\n');
      return;
    }
    TestRun run = bundle.run().get();
    out.append(
            terminal.styled(run.failed().isEmpty() ? Style.GOOD : Style.ERROR, TestCounts.of(run)))
        .append('\n');
    for (TestResult.Skipped skipped : run.skipped()) {
      out.append("  skipped: ")
          .append(Terminal.safe(skipped.id() + ": " + skipped.reason()))
          .append('\n');
    }
    bundle.coverage().ifPresent(coverage -> coverage(report, bundle, coverage, out));
  }

  private void coverage(
      TestReport report, BundleReport bundle, Coverage coverage, StringBuilder out) {
    if (bundle.isEmpty()) {
      return;
    }
    out.append("  coverage: ")
        .append(
            terminal.styled(
                report.reachesThreshold(bundle) ? Style.STRONG : Style.ERROR,
                coverage.points().percent() + " %"))
        .append(Terminal.safe(": " + TestCounts.coverage(coverage)))
        .append(report.changedSince().map(r -> ", of rules changed since " + r).orElse(""))
        .append('\n');
    List<String> gaps =
        coverage.rules().stream().map(PrettyTestReport::gap).filter(g -> !g.isEmpty()).toList();
    gaps.stream()
        .limit(MOST_UNTESTED)
        .forEach(gap -> out.append("    ").append(Terminal.safe(gap)).append('\n'));
    if (gaps.size() > MOST_UNTESTED) {
      out.append("    … and ")
          .append(Counts.of(gaps.size() - MOST_UNTESTED, "more rule"))
          .append(" with gaps; --output json lists them all\n");
    }
  }

  /** What no test shows about a rule; empty where there is nothing. */
  private static String gap(RuleCoverage rule) {
    return switch (rule.status()) {
      case NEVER_MATCHED -> "`" + rule.id() + "` never matched";
      case OVERRIDDEN ->
          "`"
              + rule.id()
              + "` matched, yet never decided"
              + (rule.overriddenBy().isEmpty()
                  ? ""
                  : ": " + String.join(", ", rule.overriddenBy()) + " did");
      case DECIDED ->
          rule.unexercised().isEmpty()
              ? ""
              : "`"
                  + rule.id()
                  + "` was never exercised with "
                  + rule.unexercised().stream()
                      .map(entry -> entry.dimension().key() + " `" + entry.entry() + "`")
                      .collect(Collectors.joining(", "));
    };
  }

  private void verdict(TestReport report, StringBuilder out) {
    for (String gate : report.gates()) {
      out.append(terminal.styled(Style.ERROR, gate)).append('\n');
    }
    out.append(
            report.passed() && !report.undetermined()
                ? terminal.styled(Style.GOOD, "passed")
                : terminal.styled(Style.ERROR, "failed"))
        .append('\n');
  }
}

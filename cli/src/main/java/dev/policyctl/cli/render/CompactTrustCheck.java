package dev.policyctl.cli.render;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.trust.TrustDefect;

/** What is wrong with who is trusted, one line each, as compilers print it; then the counts. */
public final class CompactTrustCheck implements TrustRenderer {

  @Override
  public String render(TrustReport report) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : report.reading().findings()) {
      out.append(CompactReport.line(finding));
    }
    for (TrustDefect defect : report.defects()) {
      out.append(Terminal.safe(defect.span() + ": " + defect.severity().label() + ": "))
          .append(Terminal.safe(defect.message()))
          .append(defect.help().map(help -> " (" + Terminal.safe(help) + ")").orElse(""))
          .append('\n');
    }
    if (report.review().isEmpty()) {
      out.append(Terminal.safe(report.scope())).append('\n');
    }
    return out.append(report.summary()).append('\n').toString();
  }
}

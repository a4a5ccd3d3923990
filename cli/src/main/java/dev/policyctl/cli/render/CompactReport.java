package dev.policyctl.cli.render;

import dev.policyctl.model.finding.Finding;

/** One line a finding, as compilers print it; then a line that counts them. */
public final class CompactReport implements ReportRenderer {

  @Override
  public String render(Report report) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : report.validation().findings()) {
      out.append(line(finding));
    }
    out.append(Terminal.safe("signatures: " + report.signatures().sentence())).append('\n');
    out.append(Counts.summary(report.validation())).append('\n');
    return out.toString();
  }

  /** One finding on one line, with a line end. */
  public static String line(Finding finding) {
    return Terminal.safe(finding.span().toString())
        + ": "
        + finding.severity().label()
        + "["
        + finding.code().id()
        + "]: "
        + Terminal.safe(finding.message())
        + finding.help().map(help -> " (" + Terminal.safe(help) + ")").orElse("")
        + "\n";
  }
}

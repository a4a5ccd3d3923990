package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.validators.Validation;

/** The report for people. */
public final class PrettyReport implements ReportRenderer {
  private final Terminal terminal;

  public PrettyReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(Report report) {
    StringBuilder out = new StringBuilder();
    PrettyFindings findings = new PrettyFindings(terminal, report.files());
    Validation validation = report.validation();
    for (Finding finding : validation.findings()) {
      findings.write(finding, out);
    }
    out.append(terminal.styled(Style.STRONG, report.root()))
        .append(Terminal.safe(" (" + report.source() + ", as of " + report.asOf() + "): "))
        .append(Terminal.safe(report.scope()))
        .append('\n')
        .append(terminal.styled(verdict(validation), Counts.summary(validation)))
        .append('\n');
    return out.toString();
  }

  private static Style verdict(Validation validation) {
    if (validation.undetermined() > 0 || validation.count(Severity.ERROR) > 0) {
      return Style.ERROR;
    }
    return validation.count(Severity.WARNING) > 0 ? Style.WARNING : Style.GOOD;
  }
}

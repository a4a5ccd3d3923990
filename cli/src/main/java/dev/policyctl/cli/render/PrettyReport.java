package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.validators.Validation;
import java.util.stream.Collectors;

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
    head(report, out);
    if (!validation.notAnalysed().isEmpty()) {
      String policies =
          validation.notAnalysed().stream().map(Bundle::toString).collect(Collectors.joining(", "));
      out.append(terminal.styled(Style.WARNING, "not analysed for its errors"))
          .append(Terminal.safe(": " + policies))
          .append('\n');
    }
    out.append(terminal.styled(verdict(validation), Counts.summary(validation))).append('\n');
    return out.toString();
  }

  private void head(Report report, StringBuilder out) {
    out.append(terminal.styled(Style.STRONG, report.root()))
        .append(Terminal.safe(" (" + report.source() + ", as of " + report.asOf() + "): "))
        .append(Terminal.safe(report.scope()))
        .append('\n')
        .append(Terminal.safe("signatures: " + report.signatures().sentence()))
        .append('\n');
  }

  private static Style verdict(Validation validation) {
    if (validation.undetermined() > 0 || validation.count(Severity.ERROR) > 0) {
      return Style.ERROR;
    }
    return validation.count(Severity.WARNING) > 0 ? Style.WARNING : Style.GOOD;
  }
}

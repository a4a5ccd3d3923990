package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.trust.TrustDefect;

/** What is wrong with who is trusted, for people: each place with its line. */
public final class PrettyTrustCheck implements TrustRenderer {
  private final Terminal terminal;

  public PrettyTrustCheck(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(TrustReport report) {
    StringBuilder out = new StringBuilder();
    PrettyFindings findings = new PrettyFindings(terminal, report.reading().files());
    for (Finding finding : report.reading().findings()) {
      findings.write(finding, out);
    }
    Snippet snippet = new Snippet(terminal, report.reading().files());
    for (TrustDefect defect : report.defects()) {
      write(defect, snippet, out);
    }
    out.append(terminal.styled(Style.STRONG, report.head()))
        .append(Terminal.safe(": " + report.scope()))
        .append('\n')
        .append(terminal.styled(verdict(report), report.summary()))
        .append('\n');
    return out.toString();
  }

  private void write(TrustDefect defect, Snippet snippet, StringBuilder out) {
    Style style = PrettyFindings.style(defect.severity());
    out.append(terminal.styled(style, defect.severity().label()))
        .append(terminal.styled(Style.STRONG, ": " + defect.message()))
        .append('\n');
    snippet.write(defect.span(), style, out);
    defect
        .help()
        .ifPresent(
            help ->
                out.append(" ".repeat(Snippet.gutter(defect.span()) + 1))
                    .append(terminal.styled(Style.FRAME, "="))
                    .append(Terminal.safe(" help: " + help))
                    .append('\n'));
    out.append('\n');
  }

  private static Style verdict(TrustReport report) {
    if (report.undetermined() > 0 || report.count(Severity.ERROR) > 0) {
      return Style.ERROR;
    }
    return report.count(Severity.WARNING) > 0 || report.review().isEmpty()
        ? Style.WARNING
        : Style.GOOD;
  }
}

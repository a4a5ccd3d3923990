package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Related;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.text.ParsedFile;
import java.util.Map;

/** Findings for people: the place, the line, what of it is meant, what to do. */
final class PrettyFindings {
  private final Terminal terminal;
  private final Snippet snippet;

  PrettyFindings(Terminal terminal, Map<String, ParsedFile> files) {
    this.terminal = terminal;
    this.snippet = new Snippet(terminal, files);
  }

  static Style style(Severity severity) {
    return switch (severity) {
      case ERROR -> Style.ERROR;
      case WARNING -> Style.WARNING;
      case NOTE -> Style.NOTE;
    };
  }

  void write(Finding finding, StringBuilder out) {
    Style style = style(finding.severity());
    out.append(terminal.styled(style, finding.severity().label() + "[" + finding.code().id() + "]"))
        .append(terminal.styled(Style.STRONG, ": " + finding.message()))
        .append('\n');
    snippet.write(finding.span(), style, out);
    String indent = " ".repeat(Snippet.gutter(finding.span()) + 1);
    for (Related related : finding.related()) {
      out.append(indent)
          .append(terminal.styled(Style.FRAME, "="))
          .append(" related: ")
          .append(Terminal.safe(related.span() + " " + related.message()))
          .append('\n');
    }
    finding
        .help()
        .ifPresent(
            help ->
                out.append(indent)
                    .append(terminal.styled(Style.FRAME, "="))
                    .append(" help: ")
                    .append(Terminal.safe(help))
                    .append('\n'));
    out.append('\n');
  }
}

package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Related;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.text.ParsedFile;
import java.util.Map;
import java.util.Optional;

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
      line(indent, "related", related.span() + " " + related.message(), out);
    }
    elsewhere(finding).ifPresent(policy -> line(indent, "policy", policy, out));
    finding.help().ifPresent(help -> line(indent, "help", help, out));
    finding
        .witness()
        .ifPresent(
            request -> {
              line(indent, "witness", request, out);
              line(indent, "replay", "give this line to " + replay(finding), out);
            });
    out.append('\n');
  }

  /** The policy of a finding in a file that other policies may share, as {@code prod/acme}. */
  private static Optional<String> elsewhere(Finding finding) {
    return finding
        .bundle()
        .map(Bundle::toString)
        .filter(policy -> !finding.span().path().startsWith("policies/" + policy + "/"));
  }

  private static String replay(Finding finding) {
    String policy = finding.bundle().map(Bundle::toString).orElse("ENVIRONMENT/TENANT");
    return "`policyctl eval " + policy + " --explain`";
  }

  private void line(String indent, String label, String text, StringBuilder out) {
    out.append(indent)
        .append(terminal.styled(Style.FRAME, "="))
        .append(' ')
        .append(label)
        .append(": ")
        .append(Terminal.safe(text))
        .append('\n');
  }
}

package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.ParsedFile;
import java.util.Map;

/** Shows a place: its file, line and column, the line itself, and what of it is meant. */
final class Snippet {
  private static final int LONGEST_LINE = 160;

  private final Terminal terminal;
  private final Map<String, ParsedFile> files;

  Snippet(Terminal terminal, Map<String, ParsedFile> files) {
    this.terminal = terminal;
    this.files = files;
  }

  /** How wide the line numbers of a place are. */
  static int gutter(Span span) {
    return Math.max(2, Integer.toString(span.line()).length());
  }

  void write(Span span, Style style, StringBuilder out) {
    int gutter = gutter(span);
    out.append(" ".repeat(gutter))
        .append(terminal.styled(Style.FRAME, "-->"))
        .append(' ')
        .append(Terminal.safe(span.toString()))
        .append('\n');
    ParsedFile file = files.get(span.path());
    String line = file == null ? "" : file.source().line(span.line());
    if (line.isBlank()) {
      return;
    }
    String number = String.valueOf(span.line());
    String bar = terminal.styled(Style.FRAME, "|");
    out.append(" ".repeat(gutter + 1)).append(bar).append('\n');
    Window window = window(line, span);
    out.append(terminal.styled(Style.FRAME, " ".repeat(gutter - number.length()) + number))
        .append(' ')
        .append(bar)
        .append(' ')
        .append(Terminal.safe(window.text()))
        .append('\n');
    out.append(" ".repeat(gutter + 1))
        .append(bar)
        .append(' ')
        .append(" ".repeat(window.before()))
        .append(terminal.styled(style, "^".repeat(Math.max(1, window.length()))))
        .append('\n');
  }

  /** The part of a line that is shown; columns as they appear on a terminal. */
  private record Window(String text, int before, int length) {}

  private static Window window(String line, Span span) {
    int[] points = line.codePoints().toArray();
    int from = Math.min(span.column() - 1, points.length);
    int to =
        span.endLine() > span.line()
            ? points.length
            : Math.min(Math.max(span.endColumn() - 1, from), points.length);
    int start = from > LONGEST_LINE / 2 && points.length > LONGEST_LINE ? from - 40 : 0;
    int end = Math.min(points.length, start + LONGEST_LINE);
    String lead = start > 0 ? "…" : "";
    String before = lead + string(points, start, from);
    String text = lead + string(points, start, end) + (end < points.length ? "…" : "");
    return new Window(
        text,
        Terminal.width(before),
        Terminal.width(string(points, from, Math.min(Math.max(to, from), end))));
  }

  private static String string(int[] points, int from, int to) {
    return from >= to ? "" : new String(points, from, to - from);
  }
}

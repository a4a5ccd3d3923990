package dev.policyctl.model.text;

import dev.policyctl.model.finding.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds comments that speak to policyctl; the same characters inside a scalar are no comment. */
final class Directives {
  private static final String MARK = "policyctl:";

  private Directives() {}

  static List<Text> find(SourceText source, List<Span> scalars) {
    if (!source.text().contains(MARK)) {
      return List.of();
    }
    List<Text> found = new ArrayList<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      comment(source, line, scalars).ifPresent(found::add);
    }
    return found;
  }

  /** One pass over the line, since a hostile one is as long as the file and all marks. */
  private static Optional<Text> comment(SourceText source, int line, List<Span> scalars) {
    String text = source.line(line);
    int counted = 0;
    int column = 1;
    for (int mark = text.indexOf(MARK); mark >= 0; mark = text.indexOf(MARK, mark + 1)) {
      int hash = hashBefore(text, mark);
      if (hash < 0) {
        continue;
      }
      column += text.codePointCount(counted, hash);
      counted = hash;
      if (!inside(scalars, line, column)) {
        int end = column + text.codePointCount(hash, text.length());
        return Optional.of(
            new Text(text.substring(hash), new Span(source.path(), line, column, line, end)));
      }
    }
    return Optional.empty();
  }

  private static int hashBefore(String text, int mark) {
    int i = mark - 1;
    while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i--;
    }
    return i >= 0 && text.charAt(i) == '#' ? i : -1;
  }

  /** Of scalars in file order only the last that begins before a place can contain it. */
  private static boolean inside(List<Span> scalars, int line, int column) {
    int low = 0;
    int high = scalars.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean after = begins(scalars.get(middle), line, column);
      low = after ? middle + 1 : low;
      high = after ? high : middle;
    }
    return low > 0 && endsBehind(scalars.get(low - 1), line, column);
  }

  private static boolean begins(Span scalar, int line, int column) {
    return scalar.line() < line || (scalar.line() == line && scalar.column() <= column);
  }

  private static boolean endsBehind(Span scalar, int line, int column) {
    return scalar.endLine() > line || (scalar.endLine() == line && scalar.endColumn() > column);
  }
}

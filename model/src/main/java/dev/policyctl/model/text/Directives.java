package dev.policyctl.model.text;

import dev.policyctl.model.finding.Span;
import java.util.ArrayList;
import java.util.List;

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
      String text = source.line(line);
      int mark = text.indexOf(MARK);
      int hash = mark < 0 ? -1 : text.lastIndexOf('#', mark);
      if (hash >= 0 && text.substring(hash + 1, mark).isBlank()) {
        int column = text.codePointCount(0, hash) + 1;
        int end = text.codePointCount(0, text.length()) + 1;
        Span span = new Span(source.path(), line, column, line, end);
        if (scalars.stream().noneMatch(scalar -> contains(scalar, span))) {
          found.add(new Text(text.substring(hash), span));
        }
      }
    }
    return found;
  }

  private static boolean contains(Span scalar, Span place) {
    boolean after =
        scalar.line() < place.line()
            || (scalar.line() == place.line() && scalar.column() <= place.column());
    boolean before =
        scalar.endLine() > place.line()
            || (scalar.endLine() == place.line() && scalar.endColumn() > place.column());
    return after && before;
  }
}

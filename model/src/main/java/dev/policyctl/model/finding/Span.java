package dev.policyctl.model.finding;

import java.util.Comparator;

/**
 * A place in a file: a half-open range of characters.
 *
 * <p>Lines and columns count from 1; columns count Unicode code points. The end column is the one
 * after the last character. Ordered by path, then start, then end.
 *
 * @param path the file, relative to the policy root, with {@code /} on every platform
 */
public record Span(String path, int line, int column, int endLine, int endColumn)
    implements Comparable<Span> {

  private static final Comparator<Span> ORDER =
      Comparator.comparing(Span::path)
          .thenComparingInt(Span::line)
          .thenComparingInt(Span::column)
          .thenComparingInt(Span::endLine)
          .thenComparingInt(Span::endColumn);

  public Span {
    if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
      throw new IllegalArgumentException(
          "not a range: " + path + " " + line + ":" + column + "-" + endLine + ":" + endColumn);
    }
  }

  /** The first character of a file; for findings that concern a file as a whole. */
  public static Span startOf(String path) {
    return new Span(path, 1, 1, 1, 1);
  }

  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }

  /** {@code path:line:column}, as editors and terminals link it. */
  @Override
  public String toString() {
    return path + ":" + line + ":" + column;
  }
}

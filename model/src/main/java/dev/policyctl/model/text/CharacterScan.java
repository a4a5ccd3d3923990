package dev.policyctl.model.text;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import java.util.Locale;

/**
 * Looks at every character before a parser does: what people cannot see, and what would make a
 * parser slow, does not get further.
 *
 * <p>Control, format and surrogate characters (Unicode categories Cc, Cf, Cs) and the Unicode line
 * separators are refused but for tab and line ends; so is a run of characters without structure
 * that is longer than a scalar may be.
 */
final class CharacterScan {
  /** In place of a refused character, one for one, so that columns stay. */
  static final char STAND_IN = '\uFFFD';

  private static final int MOST_REPORTED = 20;

  private final SourceText source;
  private final InputLimits limits;
  private final FindingSink sink;
  private StringBuilder cleaned = new StringBuilder(0);
  private int line = 1;
  private int lineStart;
  private int found;

  CharacterScan(SourceText source, InputLimits limits, FindingSink sink) {
    this.source = source;
    this.limits = limits;
    this.sink = sink;
  }

  /** Whether a decoded value may hold this code point. */
  static boolean allowed(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint >= ' ' || codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** {@code U+202E}. */
  static String name(int codePoint) {
    return String.format(Locale.ROOT, "U+%04X", codePoint);
  }

  /** The text with a stand-in for each refused character, or nothing where it is not parsable. */
  String clean() {
    String text = source.text();
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      run = structural(c) ? 0 : run + 1;
      if (run > limits.scalarBytes()) {
        sink.report(tooLong(i));
        return "";
      }
      if (!allowed(c) || (c == '\r' && !text.startsWith("\n", i + 1))) {
        refuse(c, i);
      } else if (found > 0) {
        cleaned.appendCodePoint(c);
      }
      i += Character.charCount(c);
      if (c == '\n') {
        line++;
        lineStart = i;
      }
    }
    if (found > MOST_REPORTED) {
      sink.report(
          Finding.of(
              FindingCode.FORBIDDEN_CHARACTER,
              Span.startOf(source.path()),
              (found - MOST_REPORTED) + " more forbidden characters in this file"));
    }
    return found == 0 ? text : cleaned.toString();
  }

  /** Whether some character was refused, so that a stand-in in the text may be ours. */
  boolean refused() {
    return found > 0;
  }

  private static boolean structural(int c) {
    return switch (c) {
      case '\n', ',', ':', '"', '\'', '[', ']', '{', '}' -> true;
      default -> false;
    };
  }

  private void refuse(int c, int index) {
    if (found++ == 0) {
      cleaned = new StringBuilder(source.text()).delete(index, source.text().length());
    }
    cleaned.append(STAND_IN);
    if (found <= MOST_REPORTED) {
      sink.report(
          Finding.of(
                  FindingCode.FORBIDDEN_CHARACTER, here(index, 1), "forbidden character " + name(c))
              .subject(name(c))
              .help("remove it; control, format and surrogate characters hide what a rule says"));
    }
  }

  private Finding tooLong(int index) {
    return Finding.of(
            FindingCode.INPUT_LIMIT,
            here(index, 1),
            "a scalar is longer than " + limits.scalarBytes() + " characters")
        .help("split it; `limits: { scalarBytes: … }` in .policyctl.yaml raises the limit")
        .build();
  }

  private Span here(int index, int width) {
    int column = source.text().codePointCount(lineStart, index) + 1;
    return new Span(source.path(), line, column, line, column + width);
  }
}

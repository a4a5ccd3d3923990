package dev.policyctl.signing.ssh;

/** Words of others in messages: printable and short. */
final class Shown {
  private static final int LONGEST = 80;

  private Shown() {}

  static String text(String words) {
    StringBuilder shown = new StringBuilder();
    words
        .codePoints()
        .limit(LONGEST + 1L)
        .forEach(point -> shown.appendCodePoint(prints(point) ? point : '?'));
    if (shown.codePointCount(0, shown.length()) > LONGEST) {
      shown.setLength(shown.offsetByCodePoints(0, LONGEST));
      shown.append('…');
    }
    return shown.toString();
  }

  /** False of what is invisible or steers a terminal: controls, formats, lone surrogates. */
  static boolean prints(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> codePoint != '`';
    };
  }
}

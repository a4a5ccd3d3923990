package dev.policyctl.cli.render;

import java.util.Locale;
import java.util.regex.Pattern;
import org.fusesource.jansi.Ansi;

/**
 * Text for a terminal or a log: what came from files is made harmless, and colours are added where
 * they are wanted.
 */
public final class Terminal {
  private static final int TAB = 2;
  private static final Pattern RUNNER_TOKEN = Pattern.compile("##(\\w*)\\[");

  private final boolean colour;

  public Terminal(boolean colour) {
    this.colour = colour;
  }

  /** What a piece of text is, and so how it looks. */
  public enum Style {
    ERROR(Ansi.Color.RED, true),
    WARNING(Ansi.Color.YELLOW, true),
    NOTE(Ansi.Color.CYAN, true),
    GOOD(Ansi.Color.GREEN, true),
    FRAME(Ansi.Color.BLUE, true),
    PLAIN(Ansi.Color.DEFAULT, false),
    STRONG(Ansi.Color.DEFAULT, true),
    DIM(Ansi.Color.DEFAULT, false);

    private final Ansi.Color color;
    private final boolean bold;

    Style(Ansi.Color color, boolean bold) {
      this.color = color;
      this.bold = bold;
    }
  }

  /** The text in a style, made harmless. */
  public String styled(Style style, String text) {
    String harmless = safe(text);
    if (!colour || style == Style.PLAIN) {
      return harmless;
    }
    Ansi ansi = new Ansi();
    if (style.color != Ansi.Color.DEFAULT) {
      ansi.fg(style.color);
    }
    ansi.a(style.bold ? Ansi.Attribute.INTENSITY_BOLD : Ansi.Attribute.INTENSITY_FAINT);
    return ansi.a(harmless).reset().toString();
  }

  /**
   * The text on one line, without anything that a terminal or a CI log would obey: control and
   * format characters become {@code \}{@code u{…}}, a tab two blanks; and the tokens with which log
   * lines command a runner are broken.
   */
  public static String safe(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\t') {
                out.append(" ".repeat(TAB));
              } else if (isHarmful(c)) {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    String line = out.toString();
    if (line.contains("##")) {
      line = RUNNER_TOKEN.matcher(line).replaceAll("## $1[");
    }
    // A runner looks for `::` behind the blanks that a line begins with.
    return line.stripLeading().startsWith("::") ? line.replaceFirst("::", ": :") : line;
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** How many columns a text takes once it was made harmless. */
  public static int width(String text) {
    return safe(text).codePoints().map(Terminal::width).sum();
  }

  /** East Asian wide characters and emoji take two columns, marks that combine take none. */
  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }
}

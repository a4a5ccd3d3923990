package dev.policyctl.cli.render;

/**
 * Text for a comment on a forge: what came from files is shown, and never obeyed. No tag, link,
 * mention, reference or list of theirs survives, and no line of theirs begins or ends one of ours.
 *
 * <p>Forges look for mentions after they made HTML of it, so escaping alone does not hold them off;
 * a word joiner, or code, does.
 */
final class Markdown {
  private static final String JOINER = "\u2060";

  private Markdown() {}

  /** A sentence of ours, with words of the user in backticks, which become code. */
  static String text(String sentence) {
    String[] parts = Terminal.safe(sentence).split("`", -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean closed = i + 1 < parts.length;
      out.append(i % 2 == 1 && closed ? code(parts[i]) : plain(parts[i]));
    }
    return out.toString();
  }

  /** Code on one line; its fence is longer than any run of backticks in it. */
  static String code(String text) {
    String line = Terminal.safe(text);
    if (line.isBlank()) {
      return "` `";
    }
    int longest = 0;
    int run = 0;
    for (int i = 0; i < line.length(); i++) {
      run = line.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String pad = longest > 0 ? " " : "";
    return fence + pad + line + pad + fence;
  }

  private static String plain(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '@', '#' -> out.append('\\').append(c).append(JOINER);
        case ':' -> out.append(text.startsWith("//", i + 1) ? ":" + JOINER : ":");
        case '\\', '*', '_', '[', ']', '|', '~', '!', '$' -> out.append('\\').append(c);
        default -> out.append(c);
      }
    }
    return out.toString().replace("www.", "www" + JOINER + ".");
  }
}

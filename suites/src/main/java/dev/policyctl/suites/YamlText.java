package dev.policyctl.suites;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Strings and lists as the reader of policies reads them back. */
final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9_./@-]*( [A-Za-z0-9_./@-]+)*");

  /** Words that are no strings to some reader of YAML. */
  private static final Set<String> OTHERS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private YamlText() {}

  /** A string: plain where nobody can take it for something else, otherwise in double quotes. */
  static String of(String text) {
    if (PLAIN.matcher(text).matches() && !OTHERS.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else if (c >= ' ' && c < 0x7f) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
              }
            });
    // Two of them begin a command to the runners of build servers, wherever they stand.
    return out.append('"').toString().replace("##", "#\\u0023");
  }

  /** Strings on one line: {@code [a, b]}. */
  static String list(Collection<String> texts) {
    return "[" + String.join(", ", texts.stream().map(YamlText::of).toList()) + "]";
  }

  /** Things on one line, each written by a function. */
  static <T> String list(Collection<T> things, Function<T, String> write) {
    return "[" + String.join(", ", things.stream().map(write).toList()) + "]";
  }

  /** A mapping on one line, of entries that are written already. */
  static String map(List<String> entries) {
    return entries.isEmpty() ? "{}" : "{ " + String.join(", ", entries) + " }";
  }
}

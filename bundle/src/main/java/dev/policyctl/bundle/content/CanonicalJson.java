package dev.policyctl.bundle.content;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON in the one form of RFC 8785: keys by their UTF-16 code units, no blanks, the shortest
 * escapes. Its numbers are doubles, so only integers that a double holds exactly are written as
 * such; other numbers are written as strings by whoever hands them in.
 */
final class CanonicalJson {
  private static final long LARGEST = 1L << 53;

  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /**
   * The bytes of a value, in UTF-8.
   *
   * @param value a map with strings for keys, a list, a string, a boolean, an integer or a long
   */
  static byte[] of(Object value) {
    CanonicalJson json = new CanonicalJson();
    json.write(value);
    return json.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A number as text that has one form for each value. */
  static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private void write(Object value) {
    if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Boolean || value instanceof Integer) {
      out.append(value);
    } else if (value instanceof Long number && Math.abs(number) <= LARGEST) {
      out.append(number.longValue());
    } else {
      throw new IllegalArgumentException("not a canonical value: " + value);
    }
  }

  private void object(Map<?, ?> map) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    String separator = "{";
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      out.append(separator);
      string(entry.getKey());
      out.append(':');
      write(entry.getValue());
      separator = ",";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void array(List<?> list) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(list.get(i));
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> plain(text, i, c);
      }
    }
    out.append('"');
  }

  private void plain(String text, int at, char c) {
    if (c < 0x20) {
      out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      return;
    }
    boolean paired =
        Character.isHighSurrogate(c)
            ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
            : !Character.isLowSurrogate(c)
                || (at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
    if (!paired) {
      throw new IllegalArgumentException("half a character cannot be written");
    }
    out.append(c);
  }
}

package dev.policyctl.evaluator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Instants as RFC 3339, section 5.6, writes them: {@code date-time} with an offset. Fractions go
 * down to nanoseconds; a finer one, and a leap second, is refused rather than rounded.
 */
final class Rfc3339 {
  private static final int SECONDS_END = 19;
  private static final int MAX_FRACTION = 9;

  private Rfc3339() {}

  /** The instant, or null where the text is none. */
  static @Nullable Instant parse(String text) {
    if (text.length() < SECONDS_END + 1 || !shaped(text)) {
      return null;
    }
    int end = SECONDS_END;
    int nanos = 0;
    if (text.charAt(end) == '.') {
      int start = ++end;
      while (end < text.length() && digit(text.charAt(end))) {
        end++;
      }
      if (end == start || end - start > MAX_FRACTION) {
        return null;
      }
      nanos = number(text, start, end);
      for (int digits = end - start; digits < MAX_FRACTION; digits++) {
        nanos *= 10;
      }
    }
    int offset = offset(text, end);
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    try {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19),
              nanos)
          .toInstant(ZoneOffset.UTC)
          .minusSeconds(offset);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean shaped(String text) {
    String shape = "0000-00-00T00:00:00";
    for (int i = 0; i < SECONDS_END; i++) {
      char c = text.charAt(i);
      char expected = shape.charAt(i);
      if (expected == '0' ? !digit(c) : c != expected && !(expected == 'T' && c == 't')) {
        return false;
      }
    }
    return true;
  }

  /** Seconds east of Greenwich, or the smallest int where there is no offset. */
  private static int offset(String text, int start) {
    if (start == text.length() - 1 && (text.charAt(start) == 'Z' || text.charAt(start) == 'z')) {
      return 0;
    }
    if (start != text.length() - 6
        || (text.charAt(start) != '+' && text.charAt(start) != '-')
        || !digit(text.charAt(start + 1))
        || !digit(text.charAt(start + 2))
        || text.charAt(start + 3) != ':'
        || !digit(text.charAt(start + 4))
        || !digit(text.charAt(start + 5))) {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, start + 1, start + 3);
    int minutes = number(text, start + 4, start + 6);
    if (hours > 23 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return text.charAt(start) == '+' ? seconds : -seconds;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }
}

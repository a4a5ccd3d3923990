package dev.policyctl.signing.ssh;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of {@code valid-after} and {@code valid-before}: a date, perhaps hours, minutes, seconds.
 */
final class SignerTime {
  private static final Pattern FORM =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:(\\d\\d)(\\d\\d)(\\d\\d)?)?");

  private SignerTime() {}

  /** The time after 1970, taken in UTC whether or not it says so; empty if there is none such. */
  static Optional<Instant> parse(String text) {
    Matcher parts = FORM.matcher(withoutZone(text));
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Instant time =
          LocalDateTime.of(
                  number(parts, 1),
                  number(parts, 2),
                  number(parts, 3),
                  number(parts, 4),
                  number(parts, 5),
                  number(parts, 6))
              .toInstant(ZoneOffset.UTC);
      return time.isAfter(Instant.EPOCH) ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Says that the text means the same time everywhere. */
  static boolean hasZone(String text) {
    return text.endsWith("Z");
  }

  private static String withoutZone(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.endsWith("Z")) {
      return text.substring(0, text.length() - 1);
    }
    return upper.endsWith("UTC") ? text.substring(0, text.length() - 3) : text;
  }

  private static int number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}

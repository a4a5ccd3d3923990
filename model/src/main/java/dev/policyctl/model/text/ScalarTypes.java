package dev.policyctl.model.text;

import dev.policyctl.model.text.ScalarNode.Kind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The types of plain scalars.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2, section 10.3, core
 *     schema</a>
 */
final class ScalarTypes {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final int MAX_NUMBER_LENGTH = 40;
  private static final int MAX_DIGITS = 18;

  private ScalarTypes() {}

  /** What a plain scalar is, and its canonical text; no value where it is a number out of range. */
  record Typed(Kind kind, Optional<String> text) {
    static Typed of(Kind kind, String text) {
      return new Typed(kind, Optional.of(text));
    }

    static Typed invalid(Kind kind) {
      return new Typed(kind, Optional.empty());
    }
  }

  static Typed of(String text) {
    switch (text) {
      case "", "~", "null", "Null", "NULL" -> {
        return Typed.of(Kind.NULL, "");
      }
      case "true", "True", "TRUE" -> {
        return Typed.of(Kind.BOOLEAN, "true");
      }
      case "false", "False", "FALSE" -> {
        return Typed.of(Kind.BOOLEAN, "false");
      }
      default -> {
        return mayBeNumber(text) ? number(text) : Typed.of(Kind.STRING, text);
      }
    }
  }

  private static boolean mayBeNumber(String text) {
    char first = text.charAt(0);
    return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
  }

  private static Typed number(String text) {
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (isNotFinite(unsigned)) {
      return Typed.invalid(Kind.DECIMAL);
    }
    if (text.startsWith("0x") && digits(text, 2, 16)) {
      return integer(text.substring(2), 16);
    }
    if (text.startsWith("0o") && digits(text, 2, 8)) {
      return integer(text.substring(2), 8);
    }
    if (digits(unsigned, 0, 10)) {
      boolean ambiguous = unsigned.length() > 1 && unsigned.charAt(0) == '0';
      return ambiguous ? Typed.invalid(Kind.INTEGER) : integer(text, 10);
    }
    if (text.length() > MAX_NUMBER_LENGTH) {
      return looksDecimal(unsigned) ? Typed.invalid(Kind.DECIMAL) : Typed.of(Kind.STRING, text);
    }
    return DECIMAL.matcher(text).matches() ? decimal(text) : Typed.of(Kind.STRING, text);
  }

  private static boolean isNotFinite(String unsigned) {
    return switch (unsigned) {
      case ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN" -> true;
      default -> false;
    };
  }

  private static boolean digits(String text, int from, int radix) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
        return false;
      }
    }
    return text.length() > from;
  }

  /** Without a regular expression, since the text may be long: digits, one point, one exponent. */
  private static boolean looksDecimal(String unsigned) {
    for (int i = 0; i < unsigned.length(); i++) {
      char c = unsigned.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != 'e' && c != 'E' && c != '-' && c != '+') {
        return false;
      }
    }
    return true;
  }

  private static Typed integer(String text, int radix) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return Typed.invalid(Kind.INTEGER);
    }
    try {
      return Typed.of(Kind.INTEGER, Long.toString(Long.parseLong(text, radix)));
    } catch (NumberFormatException e) {
      return Typed.invalid(Kind.INTEGER);
    }
  }

  private static Typed decimal(String text) {
    BigDecimal value;
    try {
      value = new BigDecimal(text).stripTrailingZeros();
    } catch (NumberFormatException e) {
      return Typed.invalid(Kind.DECIMAL);
    }
    boolean fits =
        value.precision() <= MAX_DIGITS
            && value.scale() <= MAX_DIGITS
            && value.precision() - value.scale() <= MAX_DIGITS;
    return fits ? Typed.of(Kind.DECIMAL, value.toPlainString()) : Typed.invalid(Kind.DECIMAL);
  }
}

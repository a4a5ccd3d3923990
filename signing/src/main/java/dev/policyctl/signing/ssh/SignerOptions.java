package dev.policyctl.signing.ssh;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of a line of {@code allowed_signers}, as OpenSSH does: names in any case,
 * commas between them, values in quotes. Notes where each value stands.
 */
final class SignerOptions {
  private static final String CERT_AUTHORITY = "cert-authority";

  private final String line;
  private final int end;
  private int at;

  private boolean certAuthority;
  private @Nullable Value namespaces;
  private @Nullable Value validAfter;
  private @Nullable Value validBefore;

  /**
   * A value without its quotes.
   *
   * @param start of the value in the line, after the quote
   * @param end of it, before the quote
   */
  record Value(String text, int start, int end) {}

  /**
   * @param start of the options in the line
   * @param end after the last of them
   */
  SignerOptions(String line, int start, int end) throws SignerLineException {
    this.line = line;
    this.end = end;
    this.at = start;
    read();
  }

  boolean certAuthority() {
    return certAuthority;
  }

  Optional<Value> namespaces() {
    return Optional.ofNullable(namespaces);
  }

  Optional<Value> validAfter() {
    return Optional.ofNullable(validAfter);
  }

  Optional<Value> validBefore() {
    return Optional.ofNullable(validBefore);
  }

  private void read() throws SignerLineException {
    int start = at;
    while (at < end) {
      int option = at;
      if (line.regionMatches(true, at, CERT_AUTHORITY, 0, CERT_AUTHORITY.length())) {
        at += CERT_AUTHORITY.length();
        certAuthority = true;
      } else if (names("namespaces")) {
        namespaces = once(namespaces, option);
      } else if (names("valid-after")) {
        validAfter = time(once(validAfter, option));
      } else if (names("valid-before")) {
        validBefore = time(once(validBefore, option));
      }
      skipComma(option);
    }
    if (validAfter != null
        && validBefore != null
        && !instant(validAfter).isBefore(instant(validBefore))) {
      throw new SignerLineException(start, end, "`valid-before` is not after `valid-after`");
    }
  }

  private void skipComma(int option) throws SignerLineException {
    if (at == end) {
      return;
    }
    if (line.charAt(at) != ',') {
      int stop = line.indexOf(',', at);
      throw new SignerLineException(
          option, stop < 0 || stop > end ? end : stop, "this option is not known");
    }
    at++;
    if (at == end) {
      throw new SignerLineException(at - 1, at, "an option is missing after the comma");
    }
  }

  private boolean names(String option) {
    boolean names =
        line.regionMatches(true, at, option, 0, option.length())
            && line.startsWith("=", at + option.length());
    if (names) {
      at += option.length() + 1;
    }
    return names;
  }

  private Value once(@Nullable Value before, int option) throws SignerLineException {
    if (before != null) {
      throw new SignerLineException(option, at - 1, "this option is given twice");
    }
    if (at == end || line.charAt(at) != '"') {
      throw new SignerLineException(option, end, "the option's value is not in quotes");
    }
    int start = ++at;
    StringBuilder text = new StringBuilder();
    while (at < end && line.charAt(at) != '"') {
      if (line.startsWith("\\\"", at)) {
        at++;
      }
      text.append(line.charAt(at++));
    }
    if (at >= end) {
      throw new SignerLineException(start - 1, end, "the quote is not closed");
    }
    return new Value(text.toString(), start, at++);
  }

  private static Value time(Value value) throws SignerLineException {
    instant(value);
    return value;
  }

  static Instant instant(Value value) throws SignerLineException {
    return SignerTime.parse(value.text())
        .orElseThrow(
            () ->
                new SignerLineException(
                    value.start(), value.end(), "this is not a time `YYYYMMDD[HHMM[SS]]Z`"));
  }
}

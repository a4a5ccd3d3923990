package dev.policyctl.repo.raw;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who wrote or committed, and when, as the object says. It proves nothing: anybody can write any
 * name.
 *
 * @param name may be empty
 * @param email without its angle brackets; may be empty
 */
public record Identity(String name, String email, Instant time) {
  private static final Pattern LINE =
      Pattern.compile("([^<>\\x00]*)<([^<>\\x00]*)> (\\d{1,12}) ([+-])(\\d{2})(\\d{2})");

  /** Reads {@code Ada <ada@acme.example> 1767225600 +0100}. */
  static Identity parse(String what, String line) throws MalformedObject {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new MalformedObject("its " + what + " line is not of git's form");
    }
    try {
      return new Identity(
          matcher.group(1).strip(),
          matcher.group(2).strip(),
          Instant.ofEpochSecond(Long.parseLong(matcher.group(3))));
    } catch (DateTimeException e) {
      throw new MalformedObject("its " + what + " line has a time that does not exist");
    }
  }
}

package dev.policyctl.model.reader;

/**
 * The shape of an identifier: a first character, further ones, a longest length.
 *
 * <p>The same grammars are patterns in the published schemas; a test holds the two against each
 * other.
 */
public enum Grammar {
  SEGMENT("a-z0-9", "a-z0-9_-", 63, "lower-case letters, digits, `_` and `-`"),
  ID("a-z0-9", "a-z0-9._/-", 128, "lower-case letters, digits and `._/-`"),
  MODEL_ID("A-Za-z0-9@", "A-Za-z0-9._/:@-", 128, "letters, digits and `._/:@-`"),
  BUNDLE_NAME("a-z0-9", "a-z0-9._-", 63, "lower-case letters, digits and `._-`"),
  LEVEL("a-z", "a-z0-9_-", 63, "lower-case letters, digits, `_` and `-`"),
  CHANNEL("!-~", "!-~", 128, "printable ASCII characters without blanks"),
  GLOB("A-Za-z0-9@*", "A-Za-z0-9._/:@*-", 128, "letters, digits, `._/:@-` and `*`");

  private final String first;
  private final String rest;

  @SuppressWarnings("ImmutableEnumChecker") // never written after construction, never handed out
  private final boolean[] firstAllowed;

  @SuppressWarnings("ImmutableEnumChecker") // as above
  private final boolean[] restAllowed;

  private final int longest;
  private final String description;

  Grammar(String first, String rest, int longest, String description) {
    this.first = first;
    this.rest = rest;
    this.firstAllowed = characters(first);
    this.restAllowed = characters(rest);
    this.longest = longest;
    this.description = description;
  }

  private static boolean[] characters(String set) {
    boolean[] allowed = new boolean[128];
    for (int i = 0; i < set.length(); i++) {
      if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
        for (char c = set.charAt(i); c <= set.charAt(i + 2); c++) {
          allowed[c] = true;
        }
        i += 2;
      } else {
        allowed[set.charAt(i)] = true;
      }
    }
    return allowed;
  }

  /** Whether a string has this shape. */
  public boolean accepts(String text) {
    if (text.isEmpty() || text.length() > longest || !in(firstAllowed, text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!in(restAllowed, text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean in(boolean[] allowed, char c) {
    return c < allowed.length && allowed[c];
  }

  /** The shape in words: {@code lower-case letters and digits, at most 63}. */
  public String description() {
    return description + ", at most " + longest;
  }

  /** The shape as a regular expression of JSON Schema. */
  public String pattern() {
    return "^[" + first + "][" + rest + "]{0," + (longest - 1) + "}$";
  }
}

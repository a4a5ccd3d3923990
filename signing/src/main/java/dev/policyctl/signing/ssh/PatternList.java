package dev.policyctl.signing.ssh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of patterns between commas, as in ssh_config(5): {@code *} stands for any bytes, {@code ?}
 * for one, a leading {@code !} excludes. A word matches if some pattern says so and none excludes
 * it. Matching takes time in proportion to word times pattern at most.
 */
final class PatternList {
  // OpenSSH copies each pattern to 1024 bytes, and has none match if one does not fit.
  private static final int LONGEST = 1023;

  private final String text;
  private final List<Pattern> patterns;
  private final boolean tooLong;

  PatternList(String text) {
    this.text = text;
    List<Pattern> all = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      boolean negated = part.startsWith("!");
      all.add(new Pattern(negated ? part.substring(1) : part, negated));
    }
    this.patterns = List.copyOf(all);
    this.tooLong = all.stream().anyMatch(pattern -> bytes(pattern.glob).length >= LONGEST);
  }

  /** One pattern, without its exclamation mark. */
  record Pattern(String glob, boolean negated) {
    boolean hasWildcard() {
      return glob.indexOf('*') >= 0 || glob.indexOf('?') >= 0;
    }
  }

  List<Pattern> patterns() {
    return patterns;
  }

  boolean matches(String word) {
    boolean found = false;
    for (Pattern pattern : patterns) {
      if (globMatches(bytes(pattern.glob), bytes(word))) {
        if (pattern.negated) {
          return false;
        }
        found = true;
      }
    }
    return found && !tooLong;
  }

  /** The usual walk with one place to return to: the latest star and what it stood for so far. */
  private static boolean globMatches(byte[] glob, byte[] word) {
    int at = 0;
    int star = -1;
    int starEnd = 0;
    int i = 0;
    while (i < word.length) {
      if (at < glob.length && glob[at] == '*') {
        star = at++;
        starEnd = i;
      } else if (at < glob.length && (glob[at] == '?' || glob[at] == word[i])) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++starEnd;
      } else {
        return false;
      }
    }
    while (at < glob.length && glob[at] == '*') {
      at++;
    }
    return at == glob.length;
  }

  private static byte[] bytes(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text;
  }
}

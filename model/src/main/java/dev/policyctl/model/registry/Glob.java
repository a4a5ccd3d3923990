package dev.policyctl.model.registry;

import java.util.Arrays;

/**
 * A pattern over canonical ids.
 *
 * <p>{@code *} and {@code **} alone match everything. Inside a longer pattern {@code *} stands for
 * zero or more characters but {@code /}, {@code **} (and any longer run) for zero or more of any;
 * all else is literal, case-sensitive, over the whole string.
 *
 * <p>Matching simulates the pattern's automaton state by state, so it takes at most pattern length
 * times text length steps, whatever the pattern.
 */
public final class Glob {
  private static final int LITERAL = 0;
  private static final int STAR = 1;
  private static final int GLOBSTAR = 2;

  private final String pattern;
  private final int[] kinds;
  private final char[] literals;

  private Glob(String pattern, int[] kinds, char[] literals) {
    this.pattern = pattern;
    this.kinds = kinds;
    this.literals = literals;
  }

  /** Whether a selector entry is a glob rather than a literal. */
  public static boolean isGlob(String selector) {
    return selector.indexOf('*') >= 0;
  }

  /** The glob of this pattern; every string is one. */
  public static Glob of(String pattern) {
    int[] kinds = new int[pattern.length()];
    char[] literals = new char[pattern.length()];
    int size = 0;
    boolean whole = !pattern.isEmpty() && pattern.chars().allMatch(c -> c == '*');
    for (int i = 0; i < pattern.length(); ) {
      int end = i;
      while (end < pattern.length() && pattern.charAt(end) == '*') {
        end++;
      }
      if (end > i) {
        kinds[size++] = whole || end - i > 1 ? GLOBSTAR : STAR;
        i = end;
      } else {
        kinds[size] = LITERAL;
        literals[size++] = pattern.charAt(i++);
      }
    }
    return new Glob(pattern, Arrays.copyOf(kinds, size), Arrays.copyOf(literals, size));
  }

  /** What every text that matches begins with; perhaps empty. */
  public String literalPrefix() {
    int wildcard = pattern.indexOf('*');
    return wildcard < 0 ? pattern : pattern.substring(0, wildcard);
  }

  /** Whether it is exactly {@code *} or {@code **}: every entry of the registry. */
  public boolean matchesEverything() {
    return kinds.length == 1 && kinds[0] == GLOBSTAR;
  }

  /** Whether the whole of {@code text} matches. */
  public boolean matches(String text) {
    boolean[] now = new boolean[kinds.length + 1];
    boolean[] next = new boolean[kinds.length + 1];
    now[0] = true;
    skipWildcards(now);
    for (int i = 0; i < text.length(); i++) {
      Arrays.fill(next, false);
      if (!step(now, next, text.charAt(i))) {
        return false;
      }
      skipWildcards(next);
      boolean[] swap = now;
      now = next;
      next = swap;
    }
    return now[kinds.length];
  }

  private boolean step(boolean[] now, boolean[] next, char c) {
    boolean alive = false;
    for (int state = 0; state < kinds.length; state++) {
      if (!now[state]) {
        continue;
      }
      if (kinds[state] == LITERAL) {
        if (literals[state] == c) {
          next[state + 1] = true;
          alive = true;
        }
      } else if (kinds[state] == GLOBSTAR || c != '/') {
        next[state] = true;
        alive = true;
      }
    }
    return alive;
  }

  /** A wildcard may stand for nothing, so the state behind it is reached as well. */
  private void skipWildcards(boolean[] states) {
    for (int state = 0; state < kinds.length; state++) {
      if (states[state] && kinds[state] != LITERAL) {
        states[state + 1] = true;
      }
    }
  }

  /** The pattern as written. */
  @Override
  public String toString() {
    return pattern;
  }
}

package dev.policyctl.suites;

import dev.policyctl.model.registry.Glob;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Selects tests by {@code suite/name}. Upper and lower case are the same. A pattern with a {@code
 * *} must match the whole, and each {@code *} stands for any characters, {@code /} included;
 * without one it is enough that the pattern occurs somewhere.
 */
public final class TestFilter implements Predicate<String> {
  private final String pattern;
  private final Predicate<String> matches;

  private TestFilter(String pattern, Predicate<String> matches) {
    this.pattern = pattern;
    this.matches = matches;
  }

  /** The filter of a pattern; the empty pattern selects everything. */
  public static TestFilter of(String pattern) {
    String lower = pattern.toLowerCase(Locale.ROOT);
    return Glob.isGlob(lower)
        ? new TestFilter(pattern, Glob.of(lower.replace("*", "**"))::matches)
        : new TestFilter(pattern, name -> name.contains(lower));
  }

  @Override
  public boolean test(String name) {
    return matches.test(name.toLowerCase(Locale.ROOT));
  }

  /** The pattern as given. */
  @Override
  public String toString() {
    return pattern;
  }
}

package dev.policyctl.model.text;

import java.util.Collection;
import java.util.Optional;

/**
 * The word that somebody probably meant.
 *
 * <p>Optimal string alignment distance (insertions, deletions, substitutions and swaps of
 * neighbours), at most a third of the word's length and at most three; the first in natural order
 * of those at the smallest distance. A word that differs in case alone, or begins or ends with what
 * was written, is close too.
 */
public final class Nearest {
  private static final int LONGEST_WORD = 128;

  private Nearest() {}

  /** The candidate closest to {@code word}, where one is close. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    if (word.isEmpty() || word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    int limit = Math.min(3, Math.max(1, word.length() / 3));
    Optional<String> best = Optional.empty();
    int bestDistance = limit + 1;
    for (String candidate : candidates) {
      int distance = distance(word, candidate, limit);
      boolean better =
          distance < bestDistance
              || (distance == bestDistance
                  && best.filter(b -> candidate.compareTo(b) < 0).isPresent());
      if (better && !candidate.equals(word)) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** {@code did you mean `x`?}, where a candidate is close. */
  public static Optional<String> hint(String word, Collection<String> candidates) {
    return to(word, candidates).map(near -> "did you mean `" + near + "`?");
  }

  private static int distance(String a, String b, int limit) {
    if (a.equalsIgnoreCase(b)) {
      return 0;
    }
    if (a.length() >= 3 && (b.endsWith("/" + a) || b.startsWith(a + "-"))) {
      return 1;
    }
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[] twoBack = new int[b.length() + 1];
    int[] back = new int[b.length() + 1];
    int[] now = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      back[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], back[j]) + 1, back[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          now[j] = Math.min(now[j], twoBack[j - 2] + 1);
        }
      }
      int[] spare = twoBack;
      twoBack = back;
      back = now;
      now = spare;
    }
    return back[b.length()];
  }
}

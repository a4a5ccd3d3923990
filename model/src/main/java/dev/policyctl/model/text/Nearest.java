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
      int distance = distance(word, candidate, Math.min(limit, bestDistance));
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
    return withinBand(a, b, limit);
  }

  /**
   * The distance, or something above the limit. Looks at the cells alone that lie at most {@code
   * limit} beside the diagonal (Ukkonen 1985): all others are above it.
   */
  private static int withinBand(String a, String b, int limit) {
    int[] twoBack = new int[b.length() + 2];
    int[] back = new int[b.length() + 2];
    int[] now = new int[b.length() + 2];
    for (int j = 0; j < back.length; j++) {
      back[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int from = Math.max(1, i - limit);
      int to = Math.min(b.length(), i + limit);
      now[from - 1] = from == 1 ? i : limit + 1;
      int best = now[from - 1];
      for (int j = from; j <= to; j++) {
        now[j] = cell(a, b, i, j, twoBack, back, now[j - 1]);
        best = Math.min(best, Math.min(now[j], back[j]));
      }
      if (best > limit) {
        // Distances only grow from two such rows on; most words part early.
        return limit + 1;
      }
      now[to + 1] = limit + 1;
      int[] spare = twoBack;
      twoBack = back;
      back = now;
      now = spare;
    }
    return back[b.length()];
  }

  private static int cell(String a, String b, int i, int j, int[] twoBack, int[] back, int leftOf) {
    int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(Math.min(leftOf, back[j]) + 1, back[j - 1] + cost);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, twoBack[j - 2] + 1) : least;
  }
}

package dev.policyctl.signing.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PatternListTest {

  /** The definition, word for word. */
  private static boolean model(String glob, String word) {
    if (glob.isEmpty()) {
      return word.isEmpty();
    }
    if (glob.charAt(0) == '*') {
      return model(glob.substring(1), word) || (!word.isEmpty() && model(glob, word.substring(1)));
    }
    return !word.isEmpty()
        && (glob.charAt(0) == '?' || glob.charAt(0) == word.charAt(0))
        && model(glob.substring(1), word.substring(1));
  }

  private static boolean modelOfList(String list, String word) {
    boolean found = false;
    for (String part : list.split(",", -1)) {
      if (part.startsWith("!") && model(part.substring(1), word)) {
        return false;
      }
      found |= !part.startsWith("!") && model(part, word);
    }
    return found;
  }

  @Test
  void matchesAsTheDefinitionSays() {
    long seed = 20_260_601;
    Random random = new Random(seed);
    int matched = 0;
    for (int i = 0; i < 50_000; i++) {
      String list = letters(random, "ab*?,!", 8);
      String word = letters(random, "ab", 6);
      boolean expected = modelOfList(list, word);
      matched += expected ? 1 : 0;
      assertThat(new PatternList(list).matches(word))
          .as("seed " + seed + ", `" + list + "` on `" + word + "`")
          .isEqualTo(expected);
    }
    assertThat(matched).isGreaterThan(5_000);
  }

  private static String letters(Random random, String alphabet, int most) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  @Test
  void takesNoLongOnPatternsThatExplodeElsewhere() {
    PatternList list = new PatternList("*a".repeat(400) + "b");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(list.matches("a".repeat(5_000))).isFalse());
  }

  @Test
  void matchesNothingIfOnePatternIsTooLongForOpenSsh() {
    assertThat(new PatternList("a," + "b".repeat(1022)).matches("a")).isTrue();
    assertThat(new PatternList("a," + "b".repeat(1023)).matches("a")).isFalse();
  }
}

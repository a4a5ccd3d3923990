package dev.policyctl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WordTableTest {
  private static final List<String> ODD =
      List.of(
          "",
          "\0",
          "\0\0",
          "a",
          "a\0",
          "aaaaaaaa",
          "aaaaaaaa\0",
          "é",
          "e\u0301",
          "ā",
          "\u0101\0",
          "\ud800",
          "?",
          "\ud83d\ude00",
          "\uffff",
          "aaaa",
          "ａａａａ",
          "\u6161\u6161",
          "ÿ",
          "Ā");

  private static final int TAG = 7;

  /** A table of strings with one tag, and none or odd ones with the tags below. */
  private static WordTable table(Map<String, Integer> numbers) {
    List<Map<String, Integer>> byTag = new ArrayList<>(Collections.nCopies(TAG, Map.of()));
    byTag.set(TAG - 1, Map.of("", 1001, "a", 1002, "other", 1003));
    byTag.add(numbers);
    return new WordTable(byTag);
  }

  private static int find(WordTable table, String string) {
    return find(table, TAG, string);
  }

  private static int find(WordTable table, int tag, String string) {
    long[] words = new long[Words.size(string) + 3];
    assertThat(Words.put(words, 2, tag, string)).isEqualTo(words.length - 1);
    assertThat(Words.next(words[2], 2)).isEqualTo(words.length - 1);
    assertThat(Words.tag(words[2])).isEqualTo(tag);
    return table.find(words, 2);
  }

  @Test
  void findsOddStringsAndNoneThatLooksLikeThem() {
    for (String absent : ODD) {
      Map<String, Integer> numbers = new HashMap<>();
      ODD.forEach(s -> numbers.put(s, numbers.size()));
      numbers.remove(absent);
      WordTable table = table(numbers);
      for (String string : ODD) {
        assertThat(find(table, string)).isEqualTo(numbers.getOrDefault(string, -1));
      }
    }
  }

  @Test
  void findsAsAMapDoes() {
    Random random = new Random(5);
    for (int size = 0; size < 200; size++) {
      Map<String, Integer> numbers = new HashMap<>();
      for (int i = 0; i < size; i++) {
        numbers.put(string(random), i);
      }
      WordTable table = table(numbers);
      numbers.forEach((string, number) -> assertThat(find(table, string)).isEqualTo(number));
      for (int i = 0; i < 50; i++) {
        String string = string(random);
        assertThat(find(table, string)).isEqualTo(numbers.getOrDefault(string, -1));
      }
    }
  }

  @Test
  void keepsTagsApart() {
    WordTable table = table(Map.of("a", 5, "b", 6));
    assertThat(find(table, TAG, "a")).isEqualTo(5);
    assertThat(find(table, TAG - 1, "a")).isEqualTo(1002);
    assertThat(find(table, TAG, "")).isEqualTo(-1);
    assertThat(find(table, TAG - 1, "")).isEqualTo(1001);
    assertThat(find(table, TAG - 1, "b")).isEqualTo(-1);
    assertThat(find(table, 0, "")).as("as empty as a free slot").isEqualTo(-1);
    assertThat(find(table, TAG + 1, "a")).isEqualTo(-1);
  }

  @Test
  void findsTensOfThousands() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      numbers.put("team-" + i % 170 + "/route-" + i, i);
    }
    WordTable table = table(numbers);
    numbers.forEach((string, number) -> assertThat(find(table, string)).isEqualTo(number));
    for (int i = 30_000; i < 60_000; i++) {
      assertThat(find(table, "team-" + i % 170 + "/route-" + i)).isEqualTo(-1);
    }
  }

  @Test
  void findsStringsOfOneHash() {
    Map<Integer, String> byHash = new HashMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    String left = "";
    Random random = new Random(3);
    for (int i = 0; i < 400_000; i++) {
      String string = String.format(Locale.ROOT, "%08x", random.nextInt());
      long[] words = new long[2];
      Words.put(words, 0, TAG, string);
      String other = byHash.putIfAbsent(Words.hash(words[0]), string);
      if (other != null && !other.equals(string)) {
        if (left.isEmpty()) {
          numbers.put(other, numbers.size());
          left = string;
        } else {
          numbers.put(other, numbers.size());
          numbers.put(string, numbers.size());
        }
      }
    }
    assertThat(numbers).as("strings of one hash").hasSizeGreaterThan(3);
    WordTable table = table(numbers);
    numbers.forEach((string, number) -> assertThat(find(table, string)).isEqualTo(number));
    assertThat(find(table, left)).as("one that only looks like another").isEqualTo(-1);
  }

  private static String string(Random random) {
    StringBuilder string = new StringBuilder();
    int length = random.nextInt(20);
    for (int i = 0; i < length; i++) {
      string.append((char) (random.nextInt(20) == 0 ? random.nextInt(0x10000) : 'a' + i % 2));
    }
    return string.toString();
  }
}

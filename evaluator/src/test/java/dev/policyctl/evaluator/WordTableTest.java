package dev.policyctl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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

  private static int find(WordTable table, String string) {
    long[] words = new long[Words.size(string) + 3];
    assertThat(Words.put(words, 2, 7, string)).isEqualTo(words.length - 1);
    assertThat(Words.next(words[2], 2)).isEqualTo(words.length - 1);
    assertThat(Words.tag(words[2])).isEqualTo(7);
    return table.find(words, 2);
  }

  @Test
  void findsOddStringsAndNoneThatLooksLikeThem() {
    for (String absent : ODD) {
      Map<String, Integer> numbers = new HashMap<>();
      ODD.forEach(s -> numbers.put(s, numbers.size()));
      numbers.remove(absent);
      WordTable table = new WordTable(numbers);
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
      WordTable table = new WordTable(numbers);
      numbers.forEach((string, number) -> assertThat(find(table, string)).isEqualTo(number));
      for (int i = 0; i < 50; i++) {
        String string = string(random);
        assertThat(find(table, string)).isEqualTo(numbers.getOrDefault(string, -1));
      }
    }
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

package dev.policyctl.evaluator;

import java.util.Arrays;
import java.util.Map;

/**
 * Numbers by string, for strings that stand as {@link Words}: a hash table with open addressing. A
 * look-up reads one slot and one entry, where a map of objects would read five.
 */
final class WordTable {
  /** Hash, and place of the entry; zero where the slot is free. */
  private final long[] slots;

  /** Entries: header, number, characters. The first word is none, so that no place is zero. */
  private final long[] entries;

  WordTable(Map<String, Integer> numbers) {
    slots = new long[Integer.highestOneBit(Math.max(2, 2 * numbers.size())) * 2];
    long[] all = new long[1 + numbers.keySet().stream().mapToInt(s -> Words.size(s) + 1).sum()];
    int at = 1;
    for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
      // Written a place too far, so that the number fits between header and characters.
      int next = Words.put(all, at + 1, 0, entry.getKey());
      long header = all[at + 1];
      all[at] = header;
      all[at + 1] = entry.getValue();
      insert(Words.hash(header), at);
      at = next;
    }
    entries = Arrays.copyOf(all, at);
  }

  private void insert(int hash, int at) {
    int slot = hash & (slots.length - 1);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = ((long) hash << Integer.SIZE) | at;
  }

  /** The number of the string at a place; negative if there is none. */
  int find(long[] words, int at) {
    long header = Words.untagged(words[at]);
    int hash = Words.hash(header);
    for (int slot = hash & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      long found = slots[slot];
      if (found == 0) {
        return -1;
      }
      int entry = (int) found;
      if ((int) (found >>> Integer.SIZE) == hash
          && entries[entry] == header
          && Words.equal(words, at, entries, entry + 1, header)) {
        return (int) entries[entry + 1];
      }
    }
  }
}

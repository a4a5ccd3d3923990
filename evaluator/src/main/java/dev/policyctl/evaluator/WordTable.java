package dev.policyctl.evaluator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Numbers by tag and string, for strings that stand as {@link Words}: a hash table in which no two
 * strings meet, so that a look-up reads one slot and one entry, and never has to try another one.
 * All tags share it, for the memory of many small tables would be spread.
 *
 * <p>The hash of a string selects a bucket, and what stands there the slot (hash and displace:
 * Belazzougui, Botelho, Dietzfelbinger, "Hash, displace, and compress", 2009).
 */
final class WordTable {
  private static final long BUCKET_MIX = 0x9E3779B97F4A7C15L;
  private static final long SLOT_MIX = 0xD6E8FEB86659FD93L;

  /** A slot without a string: the entry that is none, and a number that is none. */
  private static final long FREE = slot(-1, 0);

  /** How many displacements there are. */
  private static final int DISPLACEMENTS = 1 << Character.SIZE;

  private final int bucketShift;
  private final int slotShift;

  /** By bucket what moves its strings to slots of their own. */
  private final char[] displacements;

  /** Number, and place of the entry. */
  private final long[] slots;

  /** Header and characters of each string. The first word is none, so that no place is zero. */
  private final long[] entries;

  /**
   * Slots of the strings whose hashes are so alike that nothing moves them apart: next to never.
   */
  private final long[] alike;

  /**
   * Makes one.
   *
   * @param numbers by tag the numbers of its strings, none negative
   */
  WordTable(List<Map<String, Integer>> numbers) {
    int count = 0;
    int size = 1;
    for (Map<String, Integer> ofTag : numbers) {
      count += ofTag.size();
      size += ofTag.keySet().stream().mapToInt(Words::size).sum();
    }
    int slotBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(4, count + count / 4));
    int bucketBits = slotBits - 2;
    slotShift = Long.SIZE - slotBits;
    bucketShift = Long.SIZE - bucketBits;
    displacements = new char[1 << bucketBits];
    slots = new long[1 << slotBits];
    Arrays.fill(slots, FREE);
    entries = new long[size];
    List<List<Long>> buckets = fill(numbers);
    buckets.sort((one, other) -> Integer.compare(other.size(), one.size()));
    List<Long> left = new ArrayList<>();
    for (List<Long> bucket : buckets) {
      if (!place(bucket)) {
        left.addAll(bucket);
      }
    }
    alike = left.stream().mapToLong(Long::longValue).toArray();
  }

  private static long slot(int number, int place) {
    return ((long) number << Integer.SIZE) | place;
  }

  /** Writes the entries; what is to stand in slots, by bucket. */
  private List<List<Long>> fill(List<Map<String, Integer>> numbers) {
    List<List<Long>> buckets = new ArrayList<>();
    for (int i = 0; i < displacements.length; i++) {
      buckets.add(new ArrayList<>());
    }
    int at = 1;
    for (int tag = 0; tag < numbers.size(); tag++) {
      for (Map.Entry<String, Integer> entry : numbers.get(tag).entrySet()) {
        int next = Words.put(entries, at, tag, entry.getKey());
        buckets.get(bucket(entries[at])).add(slot(entry.getValue(), at));
        at = next;
      }
    }
    return buckets;
  }

  private int bucket(long header) {
    return (int) ((header * BUCKET_MIX) >>> bucketShift);
  }

  private int slotOf(long header, int displacement) {
    return (int) (((header ^ displacement) * SLOT_MIX) >>> slotShift);
  }

  /** Whether a displacement was found with which all of a bucket have slots of their own. */
  private boolean place(List<Long> bucket) {
    for (int displacement = 0; displacement < DISPLACEMENTS; displacement++) {
      int placed = 0;
      while (placed < bucket.size() && place(bucket.get(placed), displacement)) {
        placed++;
      }
      if (placed == bucket.size()) {
        if (placed > 0) {
          displacements[bucket(entries[bucket.get(0).intValue()])] = (char) displacement;
        }
        return true;
      }
      for (int i = 0; i < placed; i++) {
        slots[slotOf(entries[bucket.get(i).intValue()], displacement)] = FREE;
      }
    }
    return false;
  }

  private boolean place(long slot, int displacement) {
    int at = slotOf(entries[(int) slot], displacement);
    if (slots[at] != FREE) {
      return false;
    }
    slots[at] = slot;
    return true;
  }

  /** The number of the tagged string at a place; negative if there is none. */
  int find(long[] words, int at) {
    long header = words[at];
    long slot = slots[slotOf(header, displacements[bucket(header)])];
    if (is(slot, words, at, header)) {
      return (int) (slot >>> Integer.SIZE);
    }
    for (long other : alike) {
      if (is(other, words, at, header)) {
        return (int) (other >>> Integer.SIZE);
      }
    }
    return -1;
  }

  private boolean is(long slot, long[] words, int at, long header) {
    int entry = (int) slot;
    return entries[entry] == header && Words.equal(words, at, entries, entry, header);
  }
}

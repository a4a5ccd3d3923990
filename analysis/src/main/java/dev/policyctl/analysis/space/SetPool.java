package dev.policyctl.analysis.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct sets of atoms of one axis, by number. Number 0 is the set of all. */
public final class SetPool {
  /** The number of the set of all atoms. */
  public static final int ALL = 0;

  private final int size;
  private final List<long[]> sets = new ArrayList<>();
  private final Map<Words, Integer> numbers = new HashMap<>();

  /** Words that are equal by content. */
  private static final class Words {
    private final long[] words;
    private final int hash;

    Words(long[] words) {
      this.words = words;
      this.hash = Arrays.hashCode(words);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Words that && Arrays.equals(that.words, words);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  SetPool(int size) {
    this.size = size;
    intern(Bits.full(size));
  }

  /** How many atoms the axis has. */
  public int atoms() {
    return size;
  }

  /** How many distinct sets there are. */
  public int size() {
    return sets.size();
  }

  /** The number of a set; it is kept, so it must not change any more. */
  public synchronized int intern(long[] set) {
    Integer known = numbers.putIfAbsent(new Words(set), sets.size());
    if (known != null) {
      return known;
    }
    sets.add(set);
    return sets.size() - 1;
  }

  /** The set with a number; not to be changed. */
  public long[] get(int number) {
    return sets.get(number);
  }
}

package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One axis of a {@link RuleIndex}: by atom the ranks of the rules that accept it, as a list where
 * they are few, else as bits. Rules with the most frequent set are kept once, apart.
 */
final class AxisRows {
  /** A list of more than one rule in this many becomes bits. */
  private static final int DENSE = 32;

  private static final int[] NONE = {};

  private final int axis;
  private final int rules;
  private final SetPool pool;

  /** The set of the common rules. */
  private final int commonSet;

  private final long[] commonBits;
  private final int[] common;
  private final boolean uniform;

  /** By atom, without the common rules; one of the two. */
  private final int[][] lists;

  private final long[] @Nullable [] bits;
  private final int[] sizes;

  AxisRows(RuleBoxes boxes, int axis) {
    this.axis = axis;
    this.rules = boxes.size();
    this.pool = boxes.space().pool(axis);
    int[] uses = new int[pool.size()];
    for (int rank = 0; rank < rules; rank++) {
      uses[boxes.set(axis, rank)]++;
    }
    this.commonSet = most(uses);
    this.uniform = commonSet == SetPool.ALL && uses[commonSet] == rules;
    this.commonBits = Bits.empty(rules);
    this.lists = new int[pool.atoms()][];
    this.bits = new long[pool.atoms()][];
    this.sizes = new int[pool.atoms()];
    Arrays.fill(lists, NONE);
    for (int rank = 0; rank < rules; rank++) {
      if (boxes.set(axis, rank) == commonSet) {
        Bits.set(commonBits, rank);
      } else {
        long[] set = boxes.atoms(axis, rank);
        for (int atom = Bits.next(set, 0); atom >= 0; atom = Bits.next(set, atom + 1)) {
          add(atom, rank);
        }
      }
    }
    this.common = Bits.toArray(commonBits);
    for (int atom = 0; atom < lists.length; atom++) {
      lists[atom] = bits[atom] == null ? Arrays.copyOf(lists[atom], sizes[atom]) : NONE;
    }
  }

  private static int most(int[] uses) {
    int most = 0;
    for (int set = 1; set < uses.length; set++) {
      most = uses[set] > uses[most] ? set : most;
    }
    return most;
  }

  private void add(int atom, int rank) {
    long[] dense = bits[atom];
    if (dense != null) {
      Bits.set(dense, rank);
    } else {
      int[] list = lists[atom];
      if (list.length == sizes[atom]) {
        list = Arrays.copyOf(list, Math.max(4, 2 * list.length));
        lists[atom] = list;
      }
      list[sizes[atom]] = rank;
      if (sizes[atom] >= Math.max(16, rules / DENSE)) {
        bits[atom] = toBits(list, sizes[atom] + 1);
        lists[atom] = NONE;
      }
    }
    sizes[atom]++;
  }

  private long[] toBits(int[] list, int size) {
    long[] dense = Bits.empty(rules);
    for (int i = 0; i < size; i++) {
      Bits.set(dense, list[i]);
    }
    return dense;
  }

  int axis() {
    return axis;
  }

  /** Whether every rule accepts every atom. */
  boolean uniform() {
    return uniform;
  }

  private boolean hasCommon(int atom) {
    return Bits.get(pool.get(commonSet), atom);
  }

  /** How many rules accept an atom. */
  int size(int atom) {
    return sizes[atom] + (hasCommon(atom) ? common.length : 0);
  }

  /** At most how many rules meet a set. */
  long estimate(int set) {
    long estimate = Bits.meet(pool.get(set), pool.get(commonSet)) ? common.length : 0;
    long[] atoms = pool.get(set);
    for (int atom = Bits.next(atoms, 0);
        atom >= 0 && estimate < rules;
        atom = Bits.next(atoms, atom + 1)) {
      estimate += sizes[atom];
    }
    return estimate;
  }

  /** About how many words a union touches. */
  long unionCost(int set, int to) {
    long[] atoms = pool.get(set);
    long cost = 0;
    for (int atom = Bits.next(atoms, 0);
        atom >= 0 && cost < 4L * to;
        atom = Bits.next(atoms, atom + 1)) {
      cost += bits[atom] == null ? sizes[atom] : to / Long.SIZE;
    }
    return cost + to / Long.SIZE;
  }

  /** The rules that meet a set, in so many words. */
  long[] union(int set, int words) {
    long[] atoms = pool.get(set);
    long[] union =
        Bits.meet(atoms, pool.get(commonSet)) ? Arrays.copyOf(commonBits, words) : new long[words];
    for (int atom = Bits.next(atoms, 0); atom >= 0; atom = Bits.next(atoms, atom + 1)) {
      long[] dense = bits[atom];
      if (dense != null) {
        for (int word = 0; word < words; word++) {
          union[word] |= dense[word];
        }
      } else {
        for (int rank : lists[atom]) {
          if (rank >> 6 >= words) {
            break;
          }
          Bits.set(union, rank);
        }
      }
    }
    return union;
  }

  /** Walks the ranks of an atom in order. */
  Cursor cursor(int atom) {
    long[] dense = bits[atom];
    return new Cursor(
        dense == null ? lists[atom] : Bits.toArray(dense), hasCommon(atom) ? common : NONE);
  }

  /** The ranks of two lists in order. */
  static final class Cursor {
    private final int[] one;
    private final int[] other;
    private int i;
    private int j;

    Cursor(int[] one, int[] other) {
      this.one = one;
      this.other = other;
    }

    int next() {
      if (i == one.length && j == other.length) {
        return -1;
      }
      boolean first = j == other.length || (i < one.length && one[i] < other[j]);
      return first ? one[i++] : other[j++];
    }
  }

  /** The ranks of an atom as words, to be asked for in ascending order. */
  Words words(int atom) {
    return new Words(lists[atom], bits[atom], hasCommon(atom) ? commonBits : null);
  }

  /** Words of bits, asked for in ascending order. */
  static final class Words {
    private final int[] list;
    private final long @Nullable [] dense;
    private final long @Nullable [] common;
    private int at;

    Words(int[] list, long @Nullable [] dense, long @Nullable [] common) {
      this.list = list;
      this.dense = dense;
      this.common = common;
    }

    long at(int word) {
      long bits = dense == null ? 0 : dense[word];
      bits |= common == null ? 0 : common[word];
      while (at < list.length && list[at] >> 6 < word) {
        at++;
      }
      for (int i = at; i < list.length && list[i] >> 6 == word; i++) {
        bits |= 1L << list[i];
      }
      return bits;
    }
  }
}

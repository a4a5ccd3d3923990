package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import java.util.Arrays;

/**
 * The coarsest partition of a set of atoms in which every one of some other sets is a union of
 * classes: partition refinement (Paige and Tarjan 1987). Refining by a set takes time in proportion
 * to its atoms.
 */
final class Partition {
  private final long[] set;

  /** By word, how many atoms stand in the words before. */
  private final int[] before;

  /** The atoms, class by class. */
  private final int[] atoms;

  /** By number of an atom in the set, where it stands. */
  private final int[] place;

  /** By place. */
  private final int[] classOf;

  private int[] start;
  private int[] end;
  private int[] marked;
  private int classes;

  /** One class of all these atoms. */
  Partition(long[] set) {
    this.set = set;
    this.before = new int[set.length];
    for (int word = 1; word < set.length; word++) {
      before[word] = before[word - 1] + Long.bitCount(set[word - 1]);
    }
    this.atoms = Bits.toArray(set);
    this.place = new int[atoms.length];
    Arrays.setAll(place, i -> i);
    this.classOf = new int[atoms.length];
    this.start = new int[8];
    this.end = new int[8];
    this.marked = new int[8];
    this.classes = atoms.length == 0 ? 0 : 1;
    end[0] = atoms.length;
  }

  /** Splits every class that another set has a part of. */
  void refine(long[] other) {
    if (classes == atoms.length) {
      return;
    }
    int[] touched = new int[classes];
    int size = 0;
    for (int word = 0; word < set.length; word++) {
      for (long bits = set[word] & other[word]; bits != 0; bits &= bits - 1) {
        int number = before[word] + Long.bitCount(set[word] & (Long.lowestOneBit(bits) - 1));
        int at = place[number];
        int of = classOf[at];
        if (marked[of] == 0) {
          touched[size++] = of;
        }
        swap(at, start[of] + marked[of]++);
      }
    }
    for (int i = 0; i < size; i++) {
      split(touched[i]);
    }
  }

  private void swap(int one, int other) {
    if (one != other) {
      int atom = atoms[one];
      atoms[one] = atoms[other];
      atoms[other] = atom;
      place[number(atoms[one])] = one;
      place[number(atoms[other])] = other;
    }
  }

  private int number(int atom) {
    int word = atom >> 6;
    return before[word] + Long.bitCount(set[word] & ((1L << atom) - 1));
  }

  private void split(int of) {
    int count = marked[of];
    marked[of] = 0;
    if (count == end[of] - start[of]) {
      return;
    }
    if (classes == start.length) {
      start = Arrays.copyOf(start, 2 * classes);
      end = Arrays.copyOf(end, 2 * classes);
      marked = Arrays.copyOf(marked, 2 * classes);
    }
    start[classes] = start[of];
    end[classes] = start[of] + count;
    start[of] += count;
    for (int i = start[classes]; i < end[classes]; i++) {
      classOf[i] = classes;
    }
    classes++;
  }

  /** The classes, each ascending, by their first atoms. */
  int[][] sorted() {
    int[][] sorted = new int[classes][];
    for (int of = 0; of < classes; of++) {
      sorted[of] = Arrays.copyOfRange(atoms, start[of], end[of]);
      Arrays.sort(sorted[of]);
    }
    Arrays.sort(sorted, (one, other) -> Integer.compare(one[0], other[0]));
    return sorted;
  }
}

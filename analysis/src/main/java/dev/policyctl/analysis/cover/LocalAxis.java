package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.SetPool;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dimension of a {@link LocalSpace}: the atoms of its base, as they are where they are few,
 * else in classes of those that no region tells apart.
 */
final class LocalAxis {
  /** In so many words atoms are taken as they are: that is cheaper than telling them apart. */
  private static final int FEW_WORDS = 4;

  private final Frame frame;
  private final int dimension;
  private final int base;

  /** The words of the base that are not empty; {@code null} where there are classes. */
  private final int @Nullable [] words;

  /** By class the atoms, ascending; empty where atoms are taken as they are. */
  private final int[][] classes;

  /** The distinct sets of the regions, ascending, and what classes they have. */
  private final int[] numbers;

  private final long[][] packed;

  LocalAxis(Frame frame, int dimension, int base, List<int[]> regions) {
    this.frame = frame;
    this.dimension = dimension;
    this.base = base;
    int[] used = used(frame.set(dimension, base));
    if (used.length <= FEW_WORDS) {
      this.words = used;
      this.classes = new int[0][];
      this.numbers = new int[0];
      this.packed = new long[0][];
      return;
    }
    this.words = null;
    int[] all = new int[regions.size()];
    Arrays.setAll(all, i -> regions.get(i)[dimension]);
    this.numbers = Arrays.stream(all).sorted().distinct().toArray();
    Partition partition = new Partition(frame.set(dimension, base));
    for (int number : numbers) {
      if (!whole(number)) {
        partition.refine(frame.set(dimension, number));
      }
    }
    this.classes = partition.sorted();
    this.packed = new long[numbers.length][];
    for (int i = 0; i < numbers.length; i++) {
      packed[i] = whole(numbers[i]) ? Bits.full(classes.length) : in(numbers[i]);
    }
  }

  private static int[] used(long[] set) {
    int[] used = new int[Math.min(set.length, FEW_WORDS + 1)];
    int size = 0;
    for (int word = 0; word < set.length && size < used.length; word++) {
      if (set[word] != 0) {
        used[size++] = word;
      }
    }
    return Arrays.copyOf(used, size);
  }

  private boolean whole(int number) {
    return number == base || number == SetPool.ALL;
  }

  /** The classes inside a set. */
  private long[] in(int number) {
    long[] set = frame.set(dimension, number);
    long[] in = Bits.empty(classes.length);
    for (int of = 0; of < classes.length; of++) {
      if (Bits.get(set, classes[of][0])) {
        Bits.set(in, of);
      }
    }
    return in;
  }

  /** How many words a box has in this dimension; at least one. */
  int words() {
    int[] direct = words;
    int count = direct == null ? (classes.length + Long.SIZE - 1) / Long.SIZE : direct.length;
    return Math.max(1, count);
  }

  /** How many bits may be set in them. */
  int bits() {
    return words == null ? classes.length : words() * Long.SIZE;
  }

  /** How many of them the base has. */
  int size() {
    return words == null ? classes.length : Bits.count(frame.set(dimension, base));
  }

  /** Writes a set's part in the base. */
  void pack(int number, long[] box, int at) {
    int[] direct = words;
    if (direct != null) {
      long[] inside = frame.set(dimension, base);
      long[] set = frame.set(dimension, number);
      for (int i = 0; i < direct.length; i++) {
        box[at + i] = set[direct[i]] & inside[direct[i]];
      }
    } else {
      long[] bits =
          whole(number) ? Bits.full(classes.length) : packed[Arrays.binarySearch(numbers, number)];
      System.arraycopy(bits, 0, box, at, bits.length);
    }
  }

  /** The first atom behind a bit. */
  int atom(int bit) {
    int[] direct = words;
    return direct == null ? classes[bit][0] : direct[bit / Long.SIZE] * Long.SIZE + bit % Long.SIZE;
  }

  /** How many atoms stand behind the bits of a box. */
  long count(long[] box, int at) {
    int[] direct = words;
    long count = 0;
    if (direct != null) {
      for (int i = 0; i < direct.length; i++) {
        count += Long.bitCount(box[at + i]);
      }
      return count;
    }
    for (int of = 0; of < classes.length; of++) {
      count += (box[at + of / Long.SIZE] >>> of & 1) * classes[of].length;
    }
    return count;
  }

  /** How many atoms behind the bits of a box are in a set. */
  long count(long[] box, int at, long[] set) {
    int[] direct = words;
    long count = 0;
    if (direct != null) {
      for (int i = 0; i < direct.length; i++) {
        count += Long.bitCount(box[at + i] & set[direct[i]]);
      }
      return count;
    }
    for (int of = 0; of < classes.length; of++) {
      if ((box[at + of / Long.SIZE] >>> of & 1) != 0) {
        for (int atom : classes[of]) {
          count += Bits.get(set, atom) ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** Puts the atoms behind the bits of a box into a set. */
  void unpack(long[] box, int at, long[] set) {
    int[] direct = words;
    if (direct != null) {
      for (int i = 0; i < direct.length; i++) {
        set[direct[i]] |= box[at + i];
      }
      return;
    }
    for (int of = 0; of < classes.length; of++) {
      if ((box[at + of / Long.SIZE] >>> of & 1) != 0) {
        for (int atom : classes[of]) {
          Bits.set(set, atom);
        }
      }
    }
  }

  /** Adds the atoms behind a bit to a list. */
  void collect(int bit, java.util.function.IntConsumer to) {
    if (words == null) {
      Arrays.stream(classes[bit]).forEach(to);
    } else {
      to.accept(atom(bit));
    }
  }
}

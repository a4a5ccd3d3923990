package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.SetPool;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One box, the base, with the parts of other boxes that lie in it, in as few classes of atoms as
 * tell those apart. A box here is words of bits: the classes of the first dimension, then those of
 * the second, each dimension from a word of its own. Small, whatever the size of the registries.
 */
public final class LocalSpace {
  private final Frame frame;

  /** By dimension, the first of its words; one more at the end. */
  private final int[] start;

  /** By dimension and class, the atoms. */
  private final int[][][] members;

  private final long[] base;
  private final long[][] regions;

  /**
   * @param base numbers of sets by dimension
   * @param regions likewise; what lies outside the base is cut off
   */
  public LocalSpace(Frame frame, int[] base, List<int[]> regions) {
    this.frame = frame;
    int dimensions = frame.size();
    this.start = new int[dimensions + 1];
    this.members = new int[dimensions][][];
    List<LocalSets> local = new ArrayList<>();
    for (int dimension = 0; dimension < dimensions; dimension++) {
      local.add(dimension(dimension, base[dimension], regions));
      start[dimension + 1] =
          start[dimension] + Math.max(1, (members[dimension].length + Long.SIZE - 1) / Long.SIZE);
    }
    this.base = new long[start[dimensions]];
    for (int dimension = 0; dimension < dimensions; dimension++) {
      long[] all = Bits.full(members[dimension].length);
      System.arraycopy(all, 0, this.base, start[dimension], all.length);
    }
    this.regions = new long[regions.size()][];
    for (int i = 0; i < this.regions.length; i++) {
      this.regions[i] = pack(regions.get(i), local);
    }
  }

  private long[] pack(int[] region, List<LocalSets> local) {
    long[] packed = new long[base.length];
    for (int dimension = 0; dimension < region.length; dimension++) {
      long[] bits = local.get(dimension).bits(region[dimension]);
      System.arraycopy(bits, 0, packed, start[dimension], bits.length);
    }
    return packed;
  }

  /** The distinct sets of one dimension, as bits of its classes. */
  private static final class LocalSets {
    /** Ascending. */
    private final int[] numbers;

    private final long[][] bits;

    LocalSets(int[] numbers) {
      this.numbers = numbers;
      this.bits = new long[numbers.length][];
    }

    long[] bits(int number) {
      return bits[Arrays.binarySearch(numbers, number)];
    }
  }

  /** Makes the classes of a dimension; gives each distinct set as bits of them. */
  private LocalSets dimension(int dimension, int base, List<int[]> regions) {
    int[] numbers = new int[regions.size()];
    Arrays.setAll(numbers, i -> regions.get(i)[dimension]);
    LocalSets local = new LocalSets(Arrays.stream(numbers).sorted().distinct().toArray());
    Partition partition = new Partition(frame.set(dimension, base));
    for (int number : local.numbers) {
      if (number != base && number != SetPool.ALL) {
        partition.refine(frame.set(dimension, number));
      }
    }
    int[][] classes = partition.sorted();
    members[dimension] = classes;
    for (int i = 0; i < local.numbers.length; i++) {
      int number = local.numbers[i];
      local.bits[i] =
          number == base || number == SetPool.ALL
              ? Bits.full(classes.length)
              : in(classes, frame.set(dimension, number));
    }
    return local;
  }

  /** The classes inside a set. */
  private static long[] in(int[][] classes, long[] set) {
    long[] in = Bits.empty(classes.length);
    for (int of = 0; of < classes.length; of++) {
      if (Bits.get(set, classes[of][0])) {
        Bits.set(in, of);
      }
    }
    return in;
  }

  /** The dimensions of the question. */
  public Frame frame() {
    return frame;
  }

  int dimensions() {
    return members.length;
  }

  int words() {
    return base.length;
  }

  /** The first word of a dimension; that of the number of dimensions is the end. */
  int start(int dimension) {
    return start[dimension];
  }

  int classes(int dimension) {
    return members[dimension].length;
  }

  /** The base; not to be changed. */
  long[] base() {
    return base;
  }

  /** A region's part in the base; not to be changed. */
  long[] region(int number) {
    return regions[number];
  }

  /** Whether two regions have the same part in the base. */
  public boolean same(int one, int other) {
    return Arrays.equals(regions[one], regions[other]);
  }

  int regions() {
    return regions.length;
  }

  /** The atoms of one dimension of a box, ascending. */
  public int[] atoms(long[] box, int dimension) {
    int[] atoms = new int[0];
    for (int of = 0; of < members[dimension].length; of++) {
      if ((box[start[dimension] + (of >> 6)] & (1L << of)) != 0) {
        int size = atoms.length;
        atoms = Arrays.copyOf(atoms, size + members[dimension][of].length);
        System.arraycopy(members[dimension][of], 0, atoms, size, members[dimension][of].length);
      }
    }
    Arrays.sort(atoms);
    return atoms;
  }

  /** One atom a dimension: a point of a box that is not empty. */
  public int[] point(long[] box) {
    int[] point = new int[members.length];
    for (int dimension = 0; dimension < point.length; dimension++) {
      int word = start[dimension];
      while (box[word] == 0) {
        word++;
      }
      int of = (word - start[dimension]) * Long.SIZE + Long.numberOfTrailingZeros(box[word]);
      point[dimension] = members[dimension][of][0];
    }
    return point;
  }

  /** How many atoms a box has in a dimension. */
  public long count(long[] box, int dimension) {
    long count = 0;
    for (int of = 0; of < members[dimension].length; of++) {
      if ((box[start[dimension] + (of >> 6)] & (1L << of)) != 0) {
        count += members[dimension][of].length;
      }
    }
    return count;
  }

  /** How many points a box has. */
  public BigInteger volume(long[] box) {
    return volume(box, 0, members.length);
  }

  /** How many points a region has in the base. */
  public BigInteger volumeOf(int region) {
    return volume(regions[region]);
  }

  /** How many points a box has in some dimensions, the last one left out. */
  public BigInteger volume(long[] box, int from, int to) {
    BigInteger volume = BigInteger.ONE;
    for (int dimension = from; dimension < to; dimension++) {
      volume = volume.multiply(BigInteger.valueOf(count(box, dimension)));
    }
    return volume;
  }

  /** Whether boxes have a point in common. */
  boolean meet(long[] one, long[] other) {
    return meet(one, other, 0, members.length);
  }

  boolean meet(long[] one, long[] other, int from, int to) {
    for (int dimension = from; dimension < to; dimension++) {
      boolean common = false;
      for (int word = start[dimension]; word < start[dimension + 1] && !common; word++) {
        common = (one[word] & other[word]) != 0;
      }
      if (!common) {
        return false;
      }
    }
    return true;
  }
}

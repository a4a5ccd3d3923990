package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * One box, the base, with the parts of other boxes that lie in it, in as few classes of atoms as
 * tell those apart. A box here is words of bits: the classes of the first dimension, then those of
 * the second, each dimension from a word of its own. Small, whatever the size of the registries.
 */
public final class LocalSpace {
  private final Frame frame;
  private final LocalAxis[] axes;

  /** By dimension, the first of its words; one more at the end. */
  private final int[] start;

  private final long[] base;
  private final long[][] regions;

  /**
   * @param base numbers of sets by dimension
   * @param regions likewise; what lies outside the base is cut off
   */
  public LocalSpace(Frame frame, int[] base, List<int[]> regions) {
    this.frame = frame;
    this.axes = new LocalAxis[frame.size()];
    this.start = new int[axes.length + 1];
    for (int dimension = 0; dimension < axes.length; dimension++) {
      axes[dimension] = new LocalAxis(frame, dimension, base[dimension], regions);
      start[dimension + 1] = start[dimension] + axes[dimension].words();
    }
    this.base = pack(base);
    this.regions = new long[regions.size()][];
    for (int i = 0; i < this.regions.length; i++) {
      this.regions[i] = pack(regions.get(i));
    }
  }

  private long[] pack(int[] region) {
    long[] packed = new long[start[axes.length]];
    for (int dimension = 0; dimension < axes.length; dimension++) {
      axes[dimension].pack(region[dimension], packed, start[dimension]);
    }
    return packed;
  }

  /** The dimensions of the question. */
  public Frame frame() {
    return frame;
  }

  int dimensions() {
    return axes.length;
  }

  int words() {
    return base.length;
  }

  /** By dimension the first of its words, and behind them the end; not to be changed. */
  int[] starts() {
    return start;
  }

  /** Every region's part in the base; not to be changed. */
  long[][] all() {
    return regions;
  }

  /** The first word of a dimension; that of the number of dimensions is the end. */
  int start(int dimension) {
    return start[dimension];
  }

  /** How many bits a dimension may have set. */
  int classes(int dimension) {
    return axes[dimension].bits();
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
    IntStream.Builder atoms = IntStream.builder();
    each(box, dimension, bit -> axes[dimension].collect(bit, atoms));
    return atoms.build().sorted().toArray();
  }

  /** The atoms of one dimension of a box as a set of so many atoms. */
  public long[] set(long[] box, int dimension, int atoms) {
    long[] set = Bits.empty(atoms);
    axes[dimension].unpack(box, start[dimension], set);
    return set;
  }

  /** How many atoms that a set has too a box has in a dimension. */
  public long count(long[] box, int dimension, long[] set) {
    return axes[dimension].count(box, start[dimension], set);
  }

  private void each(long[] box, int dimension, IntConsumer visitor) {
    for (int word = start[dimension]; word < start[dimension + 1]; word++) {
      for (long bits = box[word]; bits != 0; bits &= bits - 1) {
        visitor.accept((word - start[dimension]) * Long.SIZE + Long.numberOfTrailingZeros(bits));
      }
    }
  }

  /** One atom a dimension: a point of a box that is not empty. */
  public int[] point(long[] box) {
    int[] point = new int[axes.length];
    for (int dimension = 0; dimension < point.length; dimension++) {
      int word = start[dimension];
      while (box[word] == 0) {
        word++;
      }
      int bit = (word - start[dimension]) * Long.SIZE + Long.numberOfTrailingZeros(box[word]);
      point[dimension] = axes[dimension].atom(bit);
    }
    return point;
  }

  /** How many atoms a box has in a dimension. */
  public long count(long[] box, int dimension) {
    return axes[dimension].count(box, start[dimension]);
  }

  /** How many points a box has. */
  public BigInteger volume(long[] box) {
    return volume(box, 0, axes.length);
  }

  /** What part of the base's classes a region has. */
  public double share(int region) {
    double share = 1;
    for (int dimension = 0; dimension < axes.length; dimension++) {
      int common = 0;
      for (int word = start[dimension]; word < start[dimension + 1]; word++) {
        common += Long.bitCount(regions[region][word]);
      }
      share *= (double) common / Math.max(1, axes[dimension].size());
    }
    return share;
  }

  /** How many points a region has in the base. */
  public BigInteger volumeOf(int region) {
    return volume(regions[region]);
  }

  /** How many points a box has in some dimensions, the last one left out. */
  public BigInteger volume(long[] box, int from, int to) {
    long[] counts = new long[to - from];
    for (int dimension = from; dimension < to; dimension++) {
      counts[dimension - from] = count(box, dimension);
    }
    return Bits.product(counts);
  }

  /** Whether boxes have a point in common. */
  boolean meet(long[] one, long[] other) {
    return meet(one, other, 0, axes.length);
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

package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import java.util.SplittableRandom;

/**
 * Boxes of a whole request space as words of bits, each axis from a word of its own: for spaces in
 * which a box has few words.
 */
final class PackedBoxes {
  private static final int MOST_WORDS = 32;

  private final RequestSpace space;
  private final int[] start;

  PackedBoxes(RequestSpace space) {
    this.space = space;
    this.start = new int[space.axes().size() + 1];
    for (int axis = 0; axis < start.length - 1; axis++) {
      start[axis + 1] = start[axis] + Bits.empty(space.pool(axis).atoms()).length;
    }
  }

  /** Whether boxes are small enough to be handled whole. */
  boolean small() {
    return start[start.length - 1] <= MOST_WORDS;
  }

  /** By axis the first of its words, and behind them the end; not to be changed. */
  int[] starts() {
    return start;
  }

  /** A box that is given by numbers of sets. */
  long[] pack(int[] box) {
    long[] packed = new long[start[box.length]];
    for (int axis = 0; axis < box.length; axis++) {
      long[] set = space.pool(axis).get(box[axis]);
      System.arraycopy(set, 0, packed, start[axis], set.length);
    }
    return packed;
  }

  /** By axis the number of atoms of a box. */
  int[] sizes(long[] box) {
    int[] sizes = new int[start.length - 1];
    for (int axis = 0; axis < sizes.length; axis++) {
      for (int word = start[axis]; word < start[axis + 1]; word++) {
        sizes[axis] += Long.bitCount(box[word]);
      }
    }
    return sizes;
  }

  /** What part of a box of these sizes another has. */
  double share(long[] box, long[] other, int[] sizes) {
    double share = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      int common = 0;
      for (int word = start[axis]; word < start[axis + 1]; word++) {
        common += Long.bitCount(box[word] & other[word]);
      }
      if (common != sizes[axis]) {
        share *= (double) common / sizes[axis];
      }
    }
    return share;
  }

  /** A point of a box that is not empty, one atom an axis. */
  int[] point(long[] box, SplittableRandom random) {
    int[] point = new int[start.length - 1];
    for (int axis = 0; axis < point.length; axis++) {
      int words = start[axis + 1] - start[axis];
      int word = random.nextInt(words);
      while (box[start[axis] + word] == 0) {
        word = word + 1 == words ? 0 : word + 1;
      }
      int turn = random.nextInt(Long.SIZE);
      long bits = Long.rotateRight(box[start[axis] + word], turn);
      int bit = (Long.numberOfTrailingZeros(bits) + turn) % Long.SIZE;
      point[axis] = word * Long.SIZE + bit;
    }
    return point;
  }
}

package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import java.util.Arrays;

/**
 * Rules found alive so far, numbered as they come: which of them a point lies in, which meet a box
 * and which contain it. Rules that are dead are never added, so that where most are dead little is
 * looked at. Once none is added any more, several threads may ask about points and meeting rules.
 */
public final class LiveRules {
  /** Words that are looked at together. */
  private static final int CHUNK = 32;

  private static final int[] NONE = {};

  /** What looking at one rule costs, in words. */
  private static final int A_RULE = 8;

  private final RuleBoxes boxes;
  private final LiveAxis[] axes;

  /** The axis that is not dense and has the fewest rules an atom; -1 where all are dense. */
  private final int sparse;

  private int[] ranks = new int[Long.SIZE];
  private int size;

  /** None yet. */
  public LiveRules(RuleBoxes boxes) {
    this.boxes = boxes;
    this.axes = new LiveAxis[boxes.space().axes().size()];
    int fewest = -1;
    for (int axis = 0; axis < axes.length; axis++) {
      axes[axis] = new LiveAxis(boxes, axis);
      if (!axes[axis].dense() && (fewest < 0 || axes[axis].load() < axes[fewest].load())) {
        fewest = axis;
      }
    }
    this.sparse = fewest;
  }

  /** Adds a rule, of a larger rank than those before. */
  public void add(int rank) {
    if (size == ranks.length) {
      ranks = Arrays.copyOf(ranks, 2 * size);
    }
    for (LiveAxis axis : axes) {
      axis.add(size, rank, ranks.length / Long.SIZE);
    }
    ranks[size++] = rank;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The rank of a rule. */
  public int rank(int number) {
    return ranks[number];
  }

  /** How many have smaller ranks than this. */
  public int below(int rank) {
    int at = Arrays.binarySearch(ranks, 0, size, rank);
    return at < 0 ? -1 - at : at;
  }

  /** Whether a rule matches a point, given by one atom an axis. */
  public boolean any(int[] point) {
    return any(point, size);
  }

  /** Whether one of the first so many rules does. */
  public boolean any(int[] point, int limit) {
    int words = words(limit);
    if (sparse >= 0 && axes[sparse].load() <= Long.SIZE + words) {
      return axes[sparse].any(point, ranks, limit);
    }
    long[] chunk = new long[CHUNK];
    for (int from = 0; from < words; from += CHUNK) {
      int to = Math.min(words, from + CHUNK);
      Arrays.fill(chunk, -1L);
      for (int axis = 0; axis < axes.length; axis++) {
        if (axes[axis].dense()) {
          axes[axis].accept(point[axis], chunk, from, to);
        }
      }
      if (any(point, chunk, from, Math.min(limit, to * Long.SIZE))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a rule that is left in words from one on, below a limit, matches. */
  private boolean any(int[] point, long[] chunk, int from, int limit) {
    for (int word = from; word < words(limit); word++) {
      for (long bits = chunk[word - from]; bits != 0; bits &= bits - 1) {
        int number = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        if (number < limit && (sparse < 0 || boxes.matches(ranks[number], point))) {
          return true;
        }
      }
    }
    return false;
  }

  private static int words(int size) {
    return (size + Long.SIZE - 1) / Long.SIZE;
  }

  /**
   * The numbers, below a limit, of the rules that meet a box; ascending.
   *
   * @param box by axis the number of a set
   */
  public int[] meeting(int[] box, int limit) {
    long[] kept = Bits.full(limit);
    int left = limit;
    boolean[] done = new boolean[axes.length];
    for (int next = cheapest(box, done, kept.length);
        next >= 0 && axes[next].cost(box[next], kept.length) < (long) A_RULE * left;
        next = cheapest(box, done, kept.length)) {
      axes[next].meet(box[next], kept);
      done[next] = true;
      left = Bits.count(kept);
    }
    int[] numbers = new int[left];
    int found = 0;
    for (int number = Bits.next(kept, 0); number >= 0; number = Bits.next(kept, number + 1)) {
      if (meets(ranks[number], box, done)) {
        numbers[found++] = number;
      }
    }
    return Arrays.copyOf(numbers, found);
  }

  private int cheapest(int[] box, boolean[] done, int words) {
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int axis = 0; axis < axes.length; axis++) {
      long cost = done[axis] ? Long.MAX_VALUE : axes[axis].cost(box[axis], words);
      if (cost < least) {
        least = cost;
        best = axis;
      }
    }
    return best;
  }

  private boolean meets(int rank, int[] box, boolean[] done) {
    for (int axis = 0; axis < box.length; axis++) {
      if (!done[axis]
          && boxes.set(axis, rank) != box[axis]
          && !Bits.meet(boxes.atoms(axis, rank), axes[axis].set(box[axis]))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Rules that cover a box together, each of which contains it in all axes but the same one; a
   * single one if there is such a rule. Their numbers, ascending; none where this is not so, or not
   * to be had cheaply, which does not mean that the rules do not cover the box.
   */
  public int[] containing(int[] box, int limit) {
    if (sparse >= 0) {
      return NONE;
    }
    int words = words(limit);
    long[][] after = new long[axes.length + 1][];
    after[axes.length] = Bits.full(limit);
    for (int axis = axes.length - 1; axis >= 0; axis--) {
      after[axis] = Bits.and(after[axis + 1], axes[axis].containing(box[axis], words));
    }
    int one = Bits.next(after[0], 0);
    if (one >= 0) {
      return new int[] {one};
    }
    int[] fewest = NONE;
    long[] before = after[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      int[] numbers = axes[axis].filling(box[axis], Bits.and(before, after[axis + 1]));
      if (numbers.length > 0 && (fewest.length == 0 || numbers.length < fewest.length)) {
        fewest = numbers;
      }
      before = Bits.and(before, axes[axis].containing(box[axis], words));
    }
    return fewest;
  }

  /** Whether a rule contains a box. */
  boolean contains(int number, int[] box) {
    int rank = ranks[number];
    for (int axis = 0; axis < box.length; axis++) {
      if (boxes.set(axis, rank) != box[axis]
          && !Bits.contains(boxes.atoms(axis, rank), axes[axis].set(box[axis]))) {
        return false;
      }
    }
    return true;
  }
}

package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rules accept an atom, axis by axis, and from that which rules a point lies in and which
 * meet a box. A rule that accepts an axis's most frequent set stands in one list for all its atoms.
 * Made when it is worth it; thread-safe.
 */
public final class RuleIndex {
  /** So many boxes are looked up set by set before rows are made: they are worth more than that. */
  private static final int SCANS = 64;

  private final RuleBoxes boxes;
  private final AtomicInteger scans = new AtomicInteger();
  private volatile AxisRows @Nullable [] made;

  /** The index of all rules of a policy. */
  public RuleIndex(RuleBoxes boxes) {
    this.boxes = boxes;
  }

  private AxisRows[] rows() {
    AxisRows[] rows = made;
    return rows == null ? make() : rows;
  }

  private synchronized AxisRows[] make() {
    AxisRows[] rows = made;
    if (rows == null) {
      rows = new AxisRows[boxes.space().axes().size()];
      for (int axis = 0; axis < rows.length; axis++) {
        rows[axis] = new AxisRows(boxes, axis);
      }
      made = rows;
    }
    return rows;
  }

  /** The rules that it indexes. */
  public RuleBoxes boxes() {
    return boxes;
  }

  /**
   * The smallest rank below a limit whose rule matches a point; -1 where there is none.
   *
   * @param point one atom an axis
   */
  public int first(int[] point, int limit) {
    return first(point, 0, limit);
  }

  /** As above, from a rank on. */
  public int first(int[] point, int from, int limit) {
    return first(point, from, limit, rank -> true);
  }

  /**
   * The smallest rank from one up to another, among some, whose rule matches a point; -1 where
   * there is none.
   *
   * @param point one atom an axis
   * @param which the ranks that count
   */
  public int first(int[] point, int from, int to, IntPredicate which) {
    AxisRows[] rows = rows();
    AxisRows few = null;
    int fewest = Integer.MAX_VALUE;
    for (int axis = 0; axis < rows.length; axis++) {
      int size = rows[axis].size(point[axis]);
      if (size < fewest) {
        fewest = size;
        few = rows[axis];
      }
    }
    if (few == null || from >= to) {
      return -1; // there always is an axis
    }
    int words = (to - from + Long.SIZE - 1) / Long.SIZE;
    return fewest <= Math.max(16, words)
        ? scan(few, point, from, to, which)
        : sweep(rows, point, from, to, which);
  }

  private int scan(AxisRows few, int[] point, int from, int to, IntPredicate which) {
    AxisRows.Cursor cursor = few.cursor(point[few.axis()]);
    for (int rank = cursor.next(); rank >= 0 && rank < to; rank = cursor.next()) {
      if (rank >= from && which.test(rank) && boxes.matches(rank, point)) {
        return rank;
      }
    }
    return -1;
  }

  private static int sweep(AxisRows[] rows, int[] point, int from, int to, IntPredicate which) {
    AxisRows.Words[] words = new AxisRows.Words[rows.length];
    int size = 0;
    for (int axis = 0; axis < rows.length; axis++) {
      if (!rows[axis].uniform()) {
        words[size++] = rows[axis].words(point[axis]);
      }
    }
    int last = (to + Long.SIZE - 1) / Long.SIZE;
    for (int word = from >> 6; word < last; word++) {
      long bits = word == from >> 6 ? -1L << from : -1L;
      for (int i = 0; i < size && bits != 0; i++) {
        bits &= words[i].at(word);
      }
      for (; bits != 0; bits &= bits - 1) {
        int rank = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        if (rank >= to) {
          return -1;
        }
        if (which.test(rank)) {
          return rank;
        }
      }
    }
    return -1;
  }

  /**
   * The ranks from one up to another whose rules meet a box; ascending.
   *
   * @param box by axis the number of a set
   * @param ignored an axis that does not count; -1 for none
   */
  public int[] meeting(int[] box, int from, int to, int ignored) {
    return meeting(box, from, to, ignored, null);
  }

  /**
   * As above, of some ranks alone.
   *
   * @param among the ranks that count; {@code null} for all
   */
  public int[] meeting(int[] box, int from, int to, int ignored, long @Nullable [] among) {
    if (to <= from) {
      return new int[0];
    }
    if (made == null && scans.incrementAndGet() <= SCANS) {
      return new SetScan(boxes, box, ignored).meeting(from, to, among);
    }
    return intersected(rows(), box, from, to, ignored, among);
  }

  private int[] intersected(
      AxisRows[] rows, int[] box, int from, int to, int ignored, long @Nullable [] among) {
    int best = -1;
    long fewest = Long.MAX_VALUE;
    for (int axis = 0; axis < rows.length; axis++) {
      if (axis != ignored && !rows[axis].uniform()) {
        long estimate = rows[axis].estimate(box[axis]);
        if (estimate < fewest) {
          fewest = estimate;
          best = axis;
        }
      }
    }
    int words = (to + Long.SIZE - 1) / Long.SIZE;
    long[] found = among == null ? null : Arrays.copyOf(among, words);
    if (best >= 0 && fewest < to - from) {
      long[] union = rows[best].union(box[best], words);
      found = found == null ? union : Bits.and(found, union);
    }
    for (int axis = 0; axis < rows.length; axis++) {
      if (axis != ignored
          && axis != best
          && !rows[axis].uniform()
          && narrows(rows[axis], box[axis], found, from, to)) {
        long[] union = rows[axis].union(box[axis], words);
        found = found == null ? union : Bits.and(found, union);
      }
    }
    return filter(found, box, from, to, ignored);
  }

  /** Whether a union over an axis costs less than looking at each rule that is left. */
  private static boolean narrows(
      AxisRows rows, int set, long @Nullable [] found, int from, int to) {
    long left = found == null ? to - from : Bits.count(found);
    return rows.unionCost(set, to) < 2 * left;
  }

  private int[] filter(long @Nullable [] found, int[] box, int from, int to, int ignored) {
    int[] ranks = new int[found == null ? to - from : Bits.count(found)];
    int size = 0;
    int rank = found == null ? from : Bits.next(found, from);
    while (rank >= 0 && rank < to) {
      if (meets(rank, box, ignored)) {
        ranks[size++] = rank;
      }
      rank = found == null ? rank + 1 : Bits.next(found, rank + 1);
    }
    return Arrays.copyOf(ranks, size);
  }

  /**
   * Those of some ranks, below another, whose rules meet a box.
   *
   * @param ranks ascending
   */
  public int[] meeting(int[] box, int[] ranks, int to) {
    int[] found = new int[ranks.length];
    int size = 0;
    for (int i = 0; i < ranks.length && ranks[i] < to; i++) {
      if (meets(ranks[i], box, -1)) {
        found[size++] = ranks[i];
      }
    }
    return Arrays.copyOf(found, size);
  }

  /** Whether a rule meets a box in every axis but one. */
  private boolean meets(int rank, int[] box, int ignored) {
    for (int axis = 0; axis < box.length; axis++) {
      if (axis != ignored
          && boxes.set(axis, rank) != box[axis]
          && !Bits.meet(boxes.atoms(axis, rank), boxes.space().pool(axis).get(box[axis]))) {
        return false;
      }
    }
    return true;
  }
}

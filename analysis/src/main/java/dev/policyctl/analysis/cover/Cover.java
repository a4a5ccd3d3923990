package dev.policyctl.analysis.cover;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Whether a union of boxes covers a box, exactly. What a box leaves over of another is split into
 * disjoint boxes around the one that overlaps it most, and each is asked anew; a part that no sum
 * of overlaps can fill, or a class that none of the boxes has, settles it at once. Co-NP-complete
 * in the number of dimensions; every step spends budget.
 */
public final class Cover {
  /** Below this sum of shares something is left, whatever the roundings were. */
  private static final double CANNOT_FILL = 1 - 1e-9;

  private static final int ALL_INSIDE = -1;
  private static final int SEVERAL = -2;
  private static final int APART = -3;

  /** By dimension the first of its words; one more at the end. */
  private final int[] start;

  private final long[][] regions;
  private final Budget budget;
  private final BitSet used = new BitSet();

  /** Whether {@link #narrow} took something off a box lately. */
  private boolean shrunk;

  private long @org.jspecify.annotations.Nullable [] open;

  private Cover(int[] start, long[][] regions, Budget budget) {
    this.start = start;
    this.regions = regions;
    this.budget = budget;
  }

  /**
   * The answer.
   *
   * @param open a part of the base that no box has a point of; nothing where the base is covered
   * @param used the numbers of boxes that together cover it, where it is
   */
  public record Answer(Optional<Box> open, BitSet used) {
    /** Whether nothing is left over. */
    public boolean covered() {
      return open.isEmpty();
    }
  }

  /** A box of a local space. */
  public static final class Box {
    private final long[] words;

    Box(long[] words) {
      this.words = words;
    }

    /** Its words; not to be changed. */
    public long[] words() {
      return words;
    }
  }

  /**
   * Whether the regions of a space cover its base.
   *
   * @throws Budget.Exhausted where the budget does not suffice to tell
   */
  public static Answer of(LocalSpace space, Budget budget) {
    BitSet all = new BitSet();
    all.set(0, space.regions());
    return of(space, all, budget);
  }

  /** As above, with these regions alone. */
  public static Answer of(LocalSpace space, BitSet regions, Budget budget) {
    return of(space, space.base(), regions, budget);
  }

  /** Whether these regions cover a box of a space; the larger ones are tried first. */
  public static Answer of(LocalSpace space, long[] base, BitSet regions, Budget budget) {
    int[] numbers = regions.stream().toArray();
    double[] shares = new double[numbers.length];
    Arrays.setAll(shares, i -> space.share(numbers[i]));
    int[] order = BySize.descending(numbers, shares);
    return of(space.starts(), space.all(), base, order, order.length, budget);
  }

  /**
   * Whether regions cover the base of a space.
   *
   * @param order their numbers; where there is a choice, those that stand first are used
   */
  public static Answer of(LocalSpace space, int[] order, Budget budget) {
    return of(space.starts(), space.all(), space.base(), order, order.length, budget);
  }

  /**
   * Whether the first so many regions of an order cover a box.
   *
   * @param start by dimension the first of its words, and behind them the number of words
   */
  static Answer of(
      int[] start, long[][] regions, long[] base, int[] order, int count, Budget budget) {
    Cover cover = new Cover(start, regions, budget);
    if (!cover.empty(base)) {
      cover.covered(base, order, count);
    }
    long[] open = cover.open;
    return open == null
        ? new Answer(Optional.empty(), cover.used)
        : new Answer(Optional.of(new Box(open)), new BitSet());
  }

  private boolean empty(long[] box) {
    for (int dimension = 0; dimension < start.length - 1; dimension++) {
      long any = 0;
      for (int word = start[dimension]; word < start[dimension + 1]; word++) {
        any |= box[word];
      }
      if (any == 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the first of these regions cover a box; otherwise {@link #open} is set. */
  private boolean covered(long[] whole, int[] candidates, int size) {
    budget.spend(1 + (size >> 6));
    long[] box = whole.clone();
    int[] near = Arrays.copyOf(candidates, size);
    int count = size;
    do {
      count = narrow(box, near, count);
      if (count < 0) {
        return true;
      }
    } while (shrunk);
    return !leftOver(box, near, count) && spread(box, near, count);
  }

  /**
   * Keeps the regions that meet a box, and takes those off it that have all of it but in one
   * dimension: what they leave is one box again.
   *
   * @return how many regions are kept; negative where nothing of the box is left
   */
  private int narrow(long[] box, int[] near, int count) {
    int kept = 0;
    shrunk = false;
    for (int i = 0; i < count; i++) {
      long[] region = regions[near[i]];
      int outside = outside(box, region);
      if (outside == ALL_INSIDE) {
        used.set(near[i]);
        return -1;
      }
      if (outside >= 0) {
        // It has a part of the box and not all of it, so something is left.
        for (int word = start[outside]; word < start[outside + 1]; word++) {
          box[word] &= ~region[word];
        }
        used.set(near[i]);
        shrunk = true;
      } else if (outside == SEVERAL) {
        near[kept++] = near[i];
      }
    }
    return kept;
  }

  /** The one dimension in which a region lacks a part of a box, or that there is no such one. */
  private int outside(long[] box, long[] region) {
    int lacking = ALL_INSIDE;
    for (int dimension = 0; dimension < start.length - 1; dimension++) {
      long common = 0;
      long left = 0;
      for (int word = start[dimension]; word < start[dimension + 1]; word++) {
        common |= box[word] & region[word];
        left |= box[word] & ~region[word];
      }
      if (common == 0) {
        return APART;
      }
      if (left != 0) {
        lacking = lacking == ALL_INSIDE ? dimension : SEVERAL;
      }
    }
    return lacking;
  }

  /**
   * Takes the box apart around the region that has most of it, unless the shares cannot fill it.
   */
  private boolean spread(long[] box, int[] near, int count) {
    int[] sizes = new int[start.length - 1];
    for (int dimension = 0; dimension < sizes.length; dimension++) {
      for (int word = start[dimension]; word < start[dimension + 1]; word++) {
        sizes[dimension] += Long.bitCount(box[word]);
      }
    }
    double[] shares = new double[count];
    int best = 0;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      shares[i] = share(box, regions[near[i]], sizes);
      best = shares[i] > shares[best] ? i : best;
      sum += shares[i];
    }
    if (sum < CANNOT_FILL) {
      open = descend(box, near, shares, count);
      return false;
    }
    return split(box, near, count, near[best]);
  }

  /** Whether the union of projections misses a class; then that class is open. */
  private boolean leftOver(long[] box, int[] near, int count) {
    long[] union = new long[box.length];
    for (int i = 0; i < count; i++) {
      long[] region = regions[near[i]];
      for (int word = 0; word < union.length; word++) {
        union[word] |= region[word];
      }
    }
    for (int dimension = 0; dimension < start.length - 1; dimension++) {
      for (int word = start[dimension]; word < start[dimension + 1]; word++) {
        if ((box[word] & ~union[word]) != 0) {
          long[] rest = box.clone();
          Arrays.fill(rest, start[dimension], start[dimension + 1], 0);
          rest[word] = box[word] & ~union[word];
          open = rest;
          return true;
        }
      }
    }
    return false;
  }

  private boolean split(long[] box, int[] near, int count, int around) {
    long[] region = regions[around];
    long[] rest = box.clone();
    for (int dimension = 0; dimension < start.length - 1; dimension++) {
      int from = start[dimension];
      int to = start[dimension + 1];
      long[] piece = null;
      for (int word = from; word < to; word++) {
        if ((rest[word] & ~region[word]) != 0) {
          piece = piece == null ? rest.clone() : piece;
          break;
        }
      }
      if (piece == null) {
        continue;
      }
      for (int word = from; word < to; word++) {
        piece[word] &= ~region[word];
        rest[word] &= region[word];
      }
      if (!covered(piece, near, count)) {
        return false;
      }
    }
    used.set(around);
    return true;
  }

  /** What part of a box of these sizes a region that meets it has, by classes. */
  private double share(long[] box, long[] region, int[] sizes) {
    double share = 1;
    for (int dimension = 0; dimension < sizes.length; dimension++) {
      int common = 0;
      for (int word = start[dimension]; word < start[dimension + 1]; word++) {
        common += Long.bitCount(box[word] & region[word]);
      }
      if (common != sizes[dimension]) {
        share *= (double) common / sizes[dimension];
      }
    }
    return share;
  }

  static boolean contains(long[] outer, long[] inner) {
    for (int word = 0; word < inner.length; word++) {
      if ((inner[word] & ~outer[word]) != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * A class a dimension that no region has, by conditional expectation: where the shares sum to
   * less than one, some class of each dimension keeps it so (Erdős and Selfridge 1973).
   */
  private long[] descend(long[] box, int[] near, double[] shares, int count) {
    long[] at = box.clone();
    int left = count;
    for (int dimension = 0; dimension < start.length - 1 && left > 0; dimension++) {
      int chosen = cheapest(at, dimension, near, shares, left);
      int from = start[dimension];
      left = keep(at, dimension, chosen, near, shares, left);
      Arrays.fill(at, from, start[dimension + 1], 0);
      at[from + (chosen >> 6)] = 1L << chosen;
    }
    if (left > 0) {
      throw new IllegalStateException("the shares summed to less than one, and yet cover");
    }
    return at;
  }

  private int cheapest(long[] at, int dimension, int[] near, double[] shares, int left) {
    double[] sums = new double[(start[dimension + 1] - start[dimension]) * Long.SIZE];
    int from = start[dimension];
    for (int i = 0; i < left; i++) {
      long[] region = regions[near[i]];
      double each = shares[i] * scale(at, region, dimension);
      for (int word = from; word < start[dimension + 1]; word++) {
        for (long bits = at[word] & region[word]; bits != 0; bits &= bits - 1) {
          sums[(word - from) * Long.SIZE + Long.numberOfTrailingZeros(bits)] += each;
        }
      }
    }
    int chosen = -1;
    for (int of = 0; of < sums.length; of++) {
      boolean there = (at[from + (of >> 6)] & (1L << of)) != 0;
      if (there && (chosen < 0 || sums[of] < sums[chosen])) {
        chosen = of;
      }
    }
    return chosen;
  }

  /** How much a region's share grows once one of its classes is chosen. */
  private double scale(long[] at, long[] region, int dimension) {
    int all = 0;
    int common = 0;
    for (int word = start[dimension]; word < start[dimension + 1]; word++) {
      all += Long.bitCount(at[word]);
      common += Long.bitCount(at[word] & region[word]);
    }
    return (double) all / common;
  }

  /** Leaves only the regions that have the chosen class. */
  private int keep(long[] at, int dimension, int chosen, int[] near, double[] shares, int left) {
    int kept = 0;
    int word = start[dimension] + (chosen >> 6);
    for (int i = 0; i < left; i++) {
      long[] region = regions[near[i]];
      if ((region[word] & (1L << chosen)) != 0) {
        double share = shares[i] * scale(at, region, dimension);
        near[kept] = near[i];
        shares[kept++] = share;
      }
    }
    return kept;
  }
}

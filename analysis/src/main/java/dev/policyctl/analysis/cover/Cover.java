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

  private final LocalSpace space;
  private final Budget budget;
  private final BitSet used = new BitSet();
  private long @org.jspecify.annotations.Nullable [] open;

  private Cover(LocalSpace space, Budget budget) {
    this.space = space;
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

  /** Whether these regions cover a box of a space. */
  public static Answer of(LocalSpace space, long[] base, BitSet regions, Budget budget) {
    Cover cover = new Cover(space, budget);
    int[] candidates = regions.stream().toArray();
    if (space.meet(base, base)) {
      cover.covered(base, candidates, candidates.length);
    }
    long[] open = cover.open;
    return open == null
        ? new Answer(Optional.empty(), cover.used)
        : new Answer(Optional.of(new Box(open)), new BitSet());
  }

  /** Whether the first of these regions cover a box; otherwise {@link #open} is set. */
  private boolean covered(long[] box, int[] candidates, int size) {
    budget.spend(1 + (size >> 6));
    int[] near = new int[size];
    double[] shares = new double[size];
    long[] union = new long[box.length];
    int count = 0;
    int best = 0;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      long[] region = space.region(candidates[i]);
      double share = share(box, region);
      if (share == 0) {
        continue;
      }
      if (share == 1 && contains(region, box)) {
        used.set(candidates[i]);
        return true;
      }
      near[count] = candidates[i];
      shares[count] = share;
      best = share > shares[best] ? count : best;
      count++;
      sum += share;
      for (int word = 0; word < union.length; word++) {
        union[word] |= region[word];
      }
    }
    if (leftOver(box, union)) {
      return false;
    }
    if (sum < CANNOT_FILL) {
      open = descend(box, near, shares, count);
      return false;
    }
    return split(box, near, count, near[best]);
  }

  /** Whether the union of projections misses a class; then that class is open. */
  private boolean leftOver(long[] box, long[] union) {
    for (int dimension = 0; dimension < space.dimensions(); dimension++) {
      for (int word = space.start(dimension); word < space.start(dimension + 1); word++) {
        if ((box[word] & ~union[word]) != 0) {
          long[] rest = box.clone();
          Arrays.fill(rest, space.start(dimension), space.start(dimension + 1), 0);
          rest[word] = box[word] & ~union[word];
          open = rest;
          return true;
        }
      }
    }
    return false;
  }

  private boolean split(long[] box, int[] near, int count, int around) {
    long[] region = space.region(around);
    long[] rest = box.clone();
    for (int dimension = 0; dimension < space.dimensions(); dimension++) {
      int from = space.start(dimension);
      int to = space.start(dimension + 1);
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

  /** What part of a box a region has, by classes; 1 exactly where it has all of them. */
  private double share(long[] box, long[] region) {
    double share = 1;
    for (int dimension = 0; dimension < space.dimensions(); dimension++) {
      int all = 0;
      int common = 0;
      for (int word = space.start(dimension); word < space.start(dimension + 1); word++) {
        all += Long.bitCount(box[word]);
        common += Long.bitCount(box[word] & region[word]);
      }
      if (common == 0) {
        return 0;
      }
      if (common != all) {
        share *= (double) common / all;
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
    for (int dimension = 0; dimension < space.dimensions() && left > 0; dimension++) {
      int chosen = cheapest(at, dimension, near, shares, left);
      int from = space.start(dimension);
      left = keep(at, dimension, chosen, near, shares, left);
      Arrays.fill(at, from, space.start(dimension + 1), 0);
      at[from + (chosen >> 6)] = 1L << chosen;
    }
    if (left > 0) {
      throw new IllegalStateException("the shares summed to less than one, and yet cover");
    }
    return at;
  }

  private int cheapest(long[] at, int dimension, int[] near, double[] shares, int left) {
    double[] sums = new double[space.classes(dimension)];
    int from = space.start(dimension);
    for (int i = 0; i < left; i++) {
      long[] region = space.region(near[i]);
      double each = shares[i] * scale(at, region, dimension);
      for (int word = from; word < space.start(dimension + 1); word++) {
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
    for (int word = space.start(dimension); word < space.start(dimension + 1); word++) {
      all += Long.bitCount(at[word]);
      common += Long.bitCount(at[word] & region[word]);
    }
    return (double) all / common;
  }

  /** Leaves only the regions that have the chosen class. */
  private int keep(long[] at, int dimension, int chosen, int[] near, double[] shares, int left) {
    int kept = 0;
    int word = space.start(dimension) + (chosen >> 6);
    for (int i = 0; i < left; i++) {
      long[] region = space.region(near[i]);
      if ((region[word] & (1L << chosen)) != 0) {
        double share = shares[i] * scale(at, region, dimension);
        near[kept] = near[i];
        shares[kept++] = share;
      }
    }
    return kept;
  }
}

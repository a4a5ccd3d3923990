package dev.policyctl.analysis.cover;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Splits a box until several ladders each decide every part of it in one way: the first-match walk
 * of a firewall decision diagram (Gouda and Liu 2004), over boxes, and over several policies at
 * once. Categorical dimensions are split first, so that all cells of numbers and time of one
 * categorical part are seen together.
 */
public final class Explorer {
  private final LocalSpace space;
  private final List<Ladder> ladders;
  private final Visitor visitor;
  private final Budget budget;
  private final boolean[] category;
  private boolean stopped;

  /** Is told what the parts are decided as. The boxes are not to be kept unless copied. */
  public interface Visitor {
    /**
     * Whether a part can be left out, before it is split further.
     *
     * @param entries by ladder, the entries that may still decide in the part, in order
     */
    default boolean skip(int[][] entries) {
      return false;
    }

    /**
     * Offers a part before it is split further; what is taken is not told of again.
     *
     * @param entries by ladder, the entries that may still decide in the part, in order
     * @param cells whether the part lies in the last categorical part
     * @return whether it was taken
     */
    default boolean takes(long[] box, int[][] entries, boolean cells) {
      return false;
    }

    /**
     * A part in which no categorical dimension matters any more; its cells follow.
     *
     * @param entries by ladder, the entries that may still decide in the part, in order
     */
    default void category(long[] box, int[][] entries) {}

    /**
     * A part that every ladder decides in one way.
     *
     * @param entries by ladder, the entries of the step that decides
     * @return whether to go on
     */
    boolean part(long[] box, int[][] entries);
  }

  private Explorer(LocalSpace space, List<Ladder> ladders, Visitor visitor, Budget budget) {
    this.space = space;
    this.ladders = ladders;
    this.visitor = visitor;
    this.budget = budget;
    this.category = new boolean[space.dimensions()];
    for (int dimension = 0; dimension < category.length; dimension++) {
      category[dimension] = space.frame().category(dimension);
    }
  }

  /**
   * Takes the base of a space apart.
   *
   * @param without regions whose points are left out
   * @throws Budget.Exhausted where the budget does not suffice
   */
  public static void explore(
      LocalSpace space, List<Ladder> ladders, BitSet without, Visitor visitor, Budget budget) {
    Explorer explorer = new Explorer(space, ladders, visitor, budget);
    int[][] all = new int[ladders.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new int[ladders.get(i).size()];
      Arrays.setAll(all[i], entry -> entry);
    }
    if (!explorer.empty(space.base())) {
      explorer.without(space.base(), without.stream().toArray(), 0, all);
    }
  }

  private boolean empty(long[] box) {
    return !space.meet(box, box);
  }

  /** Takes a box apart without the regions from a place in a list on. */
  private void without(long[] box, int[] regions, int from, int[][] entries) {
    int next = from;
    while (next < regions.length && !space.meet(box, space.region(regions[next]))) {
      next++;
    }
    if (next == regions.length) {
      explore(box, entries, false);
      return;
    }
    budget.spend(1);
    long[] region = space.region(regions[next]);
    long[] rest = box.clone();
    for (int dimension = 0; dimension < space.dimensions() && !stopped; dimension++) {
      long[] piece = cut(rest, region, dimension);
      if (piece != null) {
        without(piece, regions, next + 1, entries);
      }
    }
  }

  /** The part of a box outside a region in one dimension, if any; the box keeps the rest. */
  private long @org.jspecify.annotations.Nullable [] cut(long[] box, long[] region, int dimension) {
    long[] piece = null;
    for (int word = space.start(dimension); word < space.start(dimension + 1); word++) {
      if ((box[word] & ~region[word]) != 0 && piece == null) {
        piece = box.clone();
      }
    }
    if (piece != null) {
      for (int word = space.start(dimension); word < space.start(dimension + 1); word++) {
        piece[word] &= ~region[word];
        box[word] &= region[word];
      }
    }
    return piece;
  }

  private void explore(long[] box, int[][] entries, boolean cells) {
    int[][] left = new int[entries.length][];
    int split = -1;
    int splitStep = Integer.MAX_VALUE;
    for (int i = 0; i < entries.length; i++) {
      Ladder ladder = ladders.get(i);
      left[i] = relevant(box, ladder, entries[i]);
      for (int entry : left[i]) {
        if (ladder.step(entry) >= splitStep) {
          break;
        }
        if (!settled(box, ladder.region(entry), cells)) {
          split = ladder.region(entry);
          splitStep = ladder.step(entry);
          break;
        }
      }
    }
    if (visitor.skip(left) || visitor.takes(box, left, cells)) {
      return;
    }
    if (split >= 0) {
      split(box, split, left, cells);
    } else if (!cells) {
      visitor.category(box, left);
      explore(box, left, true);
    } else {
      stopped |= !visitor.part(box, deciding(left));
    }
  }

  /** The entries that meet a box, up to the first step that has one with all of it. */
  private int[] relevant(long[] box, Ladder ladder, int[] entries) {
    budget.spend(1 + (entries.length >> 6));
    int[] left = new int[entries.length];
    int size = 0;
    int last = Integer.MAX_VALUE;
    for (int entry : entries) {
      if (ladder.step(entry) > last) {
        break;
      }
      int region = ladder.region(entry);
      if (region == Ladder.BASE) {
        left[size++] = entry;
        last = ladder.step(entry);
      } else if (space.meet(box, space.region(region))) {
        left[size++] = entry;
        if (Cover.contains(space.region(region), box)) {
          last = ladder.step(entry);
        }
      }
    }
    return Arrays.copyOf(left, size);
  }

  /** Whether a region has all of a box in each categorical dimension, or in every one. */
  private boolean settled(long[] box, int number, boolean cells) {
    if (number == Ladder.BASE) {
      return true;
    }
    long[] region = space.region(number);
    for (int dimension = 0; dimension < category.length; dimension++) {
      if (cells || category[dimension]) {
        for (int word = space.start(dimension); word < space.start(dimension + 1); word++) {
          if ((box[word] & ~region[word]) != 0) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void split(long[] box, int around, int[][] entries, boolean cells) {
    long[] region = space.region(around);
    long[] rest = box.clone();
    for (int dimension = 0; dimension < category.length && !stopped; dimension++) {
      if (cells || category[dimension]) {
        long[] piece = cut(rest, region, dimension);
        if (piece != null) {
          explore(piece, entries, cells);
        }
      }
    }
    if (!stopped) {
      explore(rest, entries, cells);
    }
  }

  private int[][] deciding(int[][] entries) {
    int[][] deciding = new int[entries.length][];
    for (int i = 0; i < entries.length; i++) {
      Ladder ladder = ladders.get(i);
      int size = 1;
      while (size < entries[i].length
          && ladder.step(entries[i][size]) == ladder.step(entries[i][0])) {
        size++;
      }
      deciding[i] = Arrays.copyOf(entries[i], size);
    }
    return deciding;
  }
}

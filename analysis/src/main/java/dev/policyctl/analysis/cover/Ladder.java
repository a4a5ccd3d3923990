package dev.policyctl.analysis.cover;

import java.util.ArrayList;
import java.util.List;

/**
 * One view of a local space: regions in steps, of which the first step with a region at a point
 * decides there. A rule may have several regions of one step. The last step is the whole base, so
 * that something always decides.
 */
public final class Ladder {
  /** Stands for the whole base. */
  static final int BASE = -1;

  private final int[] regions;
  private final int[] steps;
  private final int[] marks;

  private Ladder(int[] regions, int[] steps, int[] marks) {
    this.regions = regions;
    this.steps = steps;
    this.marks = marks;
  }

  /** How many entries there are. */
  public int size() {
    return regions.length;
  }

  /** The region of an entry; negative for the whole base. */
  public int region(int entry) {
    return regions[entry];
  }

  int step(int entry) {
    return steps[entry];
  }

  /** What whoever made the ladder calls the entry. */
  public int mark(int entry) {
    return marks[entry];
  }

  /** A ladder in the making. */
  public static final class Builder {
    private final List<int[]> entries = new ArrayList<>();
    private int step;

    /** Adds a region to the current step. */
    public Builder region(int region, int mark) {
      entries.add(new int[] {region, step, mark});
      return this;
    }

    /** Begins the next step. */
    public Builder next() {
      step++;
      return this;
    }

    /** Ends with the whole base, as a step of its own. */
    public Ladder otherwise(int mark) {
      next();
      entries.add(new int[] {BASE, step, mark});
      int[][] columns = new int[3][entries.size()];
      for (int i = 0; i < entries.size(); i++) {
        for (int column = 0; column < 3; column++) {
          columns[column][i] = entries.get(i)[column];
        }
      }
      return new Ladder(columns[0], columns[1], columns[2]);
    }
  }
}

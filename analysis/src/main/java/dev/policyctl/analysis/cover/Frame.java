package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.RequestSpace;
import java.util.stream.IntStream;

/**
 * The dimensions of a question: the axes of a request space, and perhaps some of them a second
 * time, for the second role of an identity or the second class of a request. Its regions are arrays
 * of numbers of sets, one a dimension.
 */
public final class Frame {
  private final RequestSpace space;
  private final int[] axes;

  private Frame(RequestSpace space, int[] axes) {
    this.space = space;
    this.axes = axes;
  }

  /** One role, one class: the axes as they are. */
  public static Frame of(RequestSpace space) {
    return new Frame(space, IntStream.range(0, space.axes().size()).toArray());
  }

  /** The same, with an axis once more behind all others. */
  public Frame again(int axis) {
    int[] more = java.util.Arrays.copyOf(axes, axes.length + 1);
    more[axes.length] = axis;
    return new Frame(space, more);
  }

  /** The space that the axes are of. */
  public RequestSpace space() {
    return space;
  }

  /** How many dimensions there are. */
  public int size() {
    return axes.length;
  }

  /** The axis that a dimension ranges over. */
  public int axis(int dimension) {
    return axes[dimension];
  }

  /** Whether a dimension is categorical rather than a number or time. */
  public boolean category(int dimension) {
    return axes[dimension] < space.categories();
  }

  /** The set behind a number in a dimension. */
  long[] set(int dimension, int number) {
    return space.pool(axes[dimension]).get(number);
  }
}

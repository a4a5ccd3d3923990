package dev.policyctl.analysis.anomaly;

import java.util.List;

/**
 * What was found: the first few of it, and how much there is.
 *
 * @param listed at most {@link #MOST} of it, by rank
 * @param count how much was found
 * @param atLeast whether there may be more, because counting ended early
 */
public record Found<T>(List<T> listed, long count, boolean atLeast) {

  /** The most that is listed; nobody reads so many. */
  public static final int MOST = 4096;

  public Found {
    listed = List.copyOf(listed);
  }
}

package dev.policyctl.analysis.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Findings of one severity in the making, and the work that went into them. Once something is
 * found, counting the rest of it is worth less work than finding it was.
 */
final class Tally<T> {
  private final long mostToFind;
  private final long mostToCount;
  private final List<T> listed = new ArrayList<>();
  private long count;
  private long work;
  private boolean atLeast;

  /**
   * @param mostToFind the work that may go into finding anything at all
   * @param mostToCount the work that may go into all, once something is found
   */
  Tally(long mostToFind, long mostToCount) {
    this.mostToFind = mostToFind;
    this.mostToCount = mostToCount;
  }

  /** Whether no more work is to be done; asked before some is. */
  boolean closed() {
    return work >= (count == 0 ? mostToFind : mostToCount);
  }

  void spend(long units) {
    work += units;
  }

  /** Notes that something was left out. */
  void cut() {
    atLeast = true;
  }

  void add(Supplier<T> finding) {
    count++;
    if (listed.size() < Found.MOST) {
      listed.add(finding.get());
    }
  }

  /** Counts what will not be listed. */
  void add(long more) {
    count += more;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean full() {
    return listed.size() == Found.MOST;
  }

  Found<T> found() {
    return new Found<>(listed, count, atLeast);
  }
}

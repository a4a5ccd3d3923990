package dev.policyctl.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts the decisions of one test, and keeps the first failures. */
final class Tally {
  private final TestResult.Id id;
  private final RunOptions options;
  private final long start;
  private final List<Failure> failures = new ArrayList<>();
  private long decisions;
  private long wrong;

  Tally(TestResult.Id id, RunOptions options) {
    this.id = id;
    this.options = options;
    this.start = options.nanoTime().getAsLong();
  }

  void right() {
    decisions++;
  }

  /** Counts a wrong decision; it is explained only while there is room. */
  void wrong(Supplier<Failure> failure) {
    decisions++;
    wrong++;
    if (failures.size() < options.mostFailures()) {
      failures.add(failure.get());
    }
  }

  TestResult result() {
    long nanos = options.nanoTime().getAsLong() - start;
    return wrong == 0
        ? new TestResult.Passed(id, nanos, decisions)
        : new TestResult.Failed(id, nanos, decisions, wrong, failures);
  }
}

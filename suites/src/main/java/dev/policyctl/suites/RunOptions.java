package dev.policyctl.suites;

import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * How suites are run.
 *
 * @param threads how many tests run at a time; at least one
 * @param filter says which tests run, by {@code suite/name}; see {@link TestFilter}
 * @param mostCells how many combinations a matrix may have
 * @param mostFailures how many failing combinations of one matrix, or steps of one sequence, are
 *     explained; all are counted
 * @param nanoTime the clock that durations are taken by
 */
public record RunOptions(
    int threads,
    Predicate<String> filter,
    long mostCells,
    int mostFailures,
    LongSupplier nanoTime) {

  /** One thread, every test, a million combinations, a hundred explanations. */
  public static final RunOptions DEFAULT =
      new RunOptions(1, name -> true, 1_000_000, 100, System::nanoTime);

  public RunOptions {
    if (threads < 1 || mostCells < 1 || mostFailures < 1) {
      throw new IllegalArgumentException("threads, cells and failures are at least 1");
    }
  }

  /** These options with another number of threads. */
  public RunOptions withThreads(int value) {
    return new RunOptions(value, filter, mostCells, mostFailures, nanoTime);
  }

  /** These options with another filter. */
  public RunOptions withFilter(Predicate<String> value) {
    return new RunOptions(threads, value, mostCells, mostFailures, nanoTime);
  }

  /** These options with another bound on the combinations of a matrix. */
  public RunOptions withMostCells(long value) {
    return new RunOptions(threads, filter, value, mostFailures, nanoTime);
  }
}

package dev.policyctl.suites;

import java.util.List;

/**
 * What became of the suites of one policy.
 *
 * @param results by file, then in the order of the lines
 * @param deselected how many tests the filter left out
 */
public record TestRun(List<TestResult> results, Coverage coverage, int deselected) {

  public TestRun {
    results = List.copyOf(results);
  }

  /** Those that hold. */
  public List<TestResult.Passed> passed() {
    return of(TestResult.Passed.class);
  }

  /** Those that do not hold. */
  public List<TestResult.Failed> failed() {
    return of(TestResult.Failed.class);
  }

  /** Those that were not run. */
  public List<TestResult.Skipped> skipped() {
    return of(TestResult.Skipped.class);
  }

  /** How many decisions were compared. */
  public long decisions() {
    return passed().stream().mapToLong(TestResult.Passed::decisions).sum()
        + failed().stream().mapToLong(TestResult.Failed::decisions).sum();
  }

  private <T extends TestResult> List<T> of(Class<T> kind) {
    return results.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}

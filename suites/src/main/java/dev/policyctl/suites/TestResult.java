package dev.policyctl.suites;

import dev.policyctl.model.finding.Span;
import java.util.List;
import java.util.Locale;

/** What became of one case, matrix or sequence. */
public sealed interface TestResult {

  /** The suite and the test's own name, and where that stands. */
  Id id();

  /** How long it took. */
  long nanos();

  /** Calls what belongs to the kind of result. */
  <T> T match(Visitor<T> visitor);

  /** What is done with each kind of result. */
  interface Visitor<T> {
    T passed(Passed result);

    T failed(Failed result);

    T skipped(Skipped result);
  }

  /** What kind of test it is. */
  enum Kind {
    CASE,
    MATRIX,
    SEQUENCE;

    /** {@code case}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which test it is.
   *
   * @param span the test's name in the file
   */
  record Id(String suite, String name, Kind kind, Span span) {

    /** {@code suite/name}, as filters see it. */
    @Override
    public String toString() {
      return suite + "/" + name;
    }
  }

  /**
   * It holds.
   *
   * @param decisions how many decisions were compared
   */
  record Passed(Id id, long nanos, long decisions) implements TestResult {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.passed(this);
    }
  }

  /**
   * It does not hold.
   *
   * @param decisions how many decisions were compared
   * @param wrong how many of them were not as expected; 0 where the test itself is broken
   * @param failures the first of them, in order, explained; never empty
   */
  record Failed(Id id, long nanos, long decisions, long wrong, List<Failure> failures)
      implements TestResult {

    public Failed {
      failures = List.copyOf(failures);
    }

    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.failed(this);
    }
  }

  /** It was not run, and why. */
  record Skipped(Id id, String reason) implements TestResult {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.skipped(this);
    }
  }
}

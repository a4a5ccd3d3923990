package dev.policyctl.bench;

import dev.policyctl.evaluator.InMemoryLimiter;
import dev.policyctl.evaluator.Limiter;
import dev.policyctl.evaluator.Limiter.Counter;
import dev.policyctl.model.policy.Limit.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One admission by the in-memory limiter: two counters of a subject, a thousand subjects in turn,
 * time passing by a millisecond a call, nothing ever refused.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LimiterBenchmark {
  private static final int SUBJECTS = 1_000;
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

  /** Whether windows slide; otherwise they follow each other. */
  @Param({"false", "true"})
  public boolean sliding;

  private Limiter limiter;

  /** What each thread has for itself: where it is in time and among the subjects. */
  @State(Scope.Thread)
  public static class Caller {
    private List<List<Counter>> counters;
    private long calls;

    /** Makes the counters; equal ones for all threads. */
    @Setup
    public void prepare(LimiterBenchmark benchmark) {
      counters =
          java.util.stream.IntStream.range(0, SUBJECTS)
              .mapToObj(i -> counters("user-" + i, benchmark.sliding))
              .toList();
    }

    private static List<Counter> counters(String subject, boolean sliding) {
      BigDecimal never = BigDecimal.valueOf(Long.MAX_VALUE);
      return List.of(
          new Counter(
              "requests", List.of(subject), Metric.REQUESTS, never, Duration.ofMinutes(1), sliding),
          new Counter(
              "tokens", List.of(subject), Metric.TOKENS, never, Duration.ofHours(1), sliding));
    }

    List<String> call(Limiter limiter) {
      calls++;
      return limiter.admit(START.plusMillis(calls), counters.get((int) (calls % SUBJECTS)));
    }
  }

  /** An empty limiter. */
  @Setup
  public void prepare() {
    limiter = new InMemoryLimiter();
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  public List<String> alone(Caller caller) {
    return caller.call(limiter);
  }

  /** Two threads that ask the same limiter about the same subjects. */
  @Benchmark
  @Threads(2)
  public List<String> contended(Caller caller) {
    return caller.call(limiter);
  }
}

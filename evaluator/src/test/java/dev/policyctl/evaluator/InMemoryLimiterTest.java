package dev.policyctl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.Limiter.Counter;
import dev.policyctl.model.policy.Limit.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class InMemoryLimiterTest {
  private static final Instant HOUR = Instant.parse("2026-09-01T09:00:00Z");

  private final InMemoryLimiter limiter = new InMemoryLimiter();

  private static Counter counter(String id, String key, Metric metric, int max, boolean sliding) {
    return new Counter(
        id, List.of(key), metric, BigDecimal.valueOf(max), Duration.ofHours(1), sliding);
  }

  private boolean admits(Counter counter, Instant time) {
    return limiter.admit(time, List.of(counter)).isEmpty();
  }

  @Test
  void admitsExactlyTheMaximumInOneFixedWindow() {
    Counter counter = counter("l", "u", Metric.REQUESTS, 2, false);
    assertThat(admits(counter, HOUR)).isTrue();
    assertThat(admits(counter, HOUR.plusSeconds(3599))).isTrue();
    assertThat(limiter.admit(HOUR.plus(Duration.ofHours(1)).minusNanos(1), List.of(counter)))
        .containsExactly("l");
    assertThat(admits(counter, HOUR.plus(Duration.ofHours(1)))).as("next window").isTrue();
  }

  @Test
  void alignsFixedWindowsToTheEpoch() {
    Counter counter = counter("l", "u", Metric.REQUESTS, 1, false);
    assertThat(admits(counter, HOUR.minusNanos(1))).isTrue();
    assertThat(admits(counter, HOUR)).isTrue();
    Instant beforeEpoch = Instant.EPOCH.minusNanos(1);
    Counter old = counter("old", "u", Metric.REQUESTS, 1, false);
    assertThat(admits(old, beforeEpoch)).isTrue();
    assertThat(admits(old, Instant.EPOCH)).isTrue();
  }

  @Test
  void slidesWindowsThatExcludeTheirStart() {
    Counter counter = counter("l", "u", Metric.REQUESTS, 2, true);
    assertThat(admits(counter, HOUR.plusSeconds(10))).isTrue();
    assertThat(admits(counter, HOUR.plusSeconds(20))).isTrue();
    Instant free = HOUR.plusSeconds(3610);
    assertThat(admits(counter, free.minusNanos(1))).isFalse();
    assertThat(admits(counter, free)).isTrue();
    assertThat(admits(counter, free)).isFalse();
    assertThat(admits(counter, HOUR.plusSeconds(3620))).isTrue();
  }

  @Test
  void keepsKeysApart() {
    assertThat(admits(counter("l", "u", Metric.REQUESTS, 1, false), HOUR)).isTrue();
    assertThat(admits(counter("l", "v", Metric.REQUESTS, 1, false), HOUR)).isTrue();
    assertThat(admits(counter("m", "u", Metric.REQUESTS, 1, false), HOUR)).isTrue();
    assertThat(admits(counter("l", "u", Metric.REQUESTS, 1, false), HOUR)).isFalse();
  }

  @Test
  void chargesNothingWhenAnyCounterRefuses() {
    Counter full = counter("full", "u", Metric.REQUESTS, 1, false);
    Counter other = counter("another", "u", Metric.REQUESTS, 2, false);
    assertThat(limiter.admit(HOUR, List.of(full, other))).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(limiter.admit(HOUR, List.of(full, other))).containsExactly("full");
    }
    assertThat(admits(other, HOUR)).as("one is left").isTrue();
    assertThat(limiter.admit(HOUR, List.of(full, other))).containsExactly("another", "full");
  }

  @Test
  void letsTheCrossingResponsePassAndRefusesTheNext() {
    Counter tokens = counter("t", "u", Metric.TOKENS, 100, false);
    Counter cost = counter("c", "u", Metric.COST_USD, 1, true);
    List<Counter> both = List.of(tokens, cost);
    limiter.charge(HOUR, both, new Usage(99, new BigDecimal("0.999999999999999999")));
    assertThat(limiter.admit(HOUR, both)).isEmpty();
    limiter.charge(HOUR, both, new Usage(50, new BigDecimal("1e-30")));
    assertThat(limiter.admit(HOUR, both))
        .as("a cost below what is counted is rounded up")
        .containsExactly("c", "t");
    assertThat(limiter.admit(HOUR.plus(Duration.ofHours(1)), both)).isEmpty();
  }

  @Test
  void countsLateRequestsAtTheLatestTimeSeen() {
    for (boolean sliding : new boolean[] {false, true}) {
      Counter counter = counter("l" + sliding, "u", Metric.REQUESTS, 2, sliding);
      assertThat(admits(counter, HOUR.plus(Duration.ofHours(2)))).isTrue();
      assertThat(admits(counter, HOUR)).isTrue();
      assertThat(admits(counter, HOUR)).isFalse();
      assertThat(admits(counter, HOUR.plus(Duration.ofHours(2)))).isFalse();
      assertThat(admits(counter, HOUR.plus(Duration.ofHours(3)))).isTrue();
    }
  }

  @Test
  void survivesTheEndsOfTime() {
    for (boolean sliding : new boolean[] {false, true}) {
      Counter counter = counter("l" + sliding, "u", Metric.REQUESTS, 1, sliding);
      assertThat(admits(counter, Instant.MIN)).isTrue();
      assertThat(admits(counter, Instant.MAX)).isTrue();
      assertThat(admits(counter, Instant.MAX)).isFalse();
    }
  }

  @Test
  void forgetsWhatHasPassed() {
    for (int i = 0; i < 5000; i++) {
      admits(counter("l", "u" + i, Metric.REQUESTS, 1, i % 2 == 0), HOUR);
    }
    assertThat(limiter.size()).isEqualTo(5000);
    for (int i = 0; i < 5000; i++) {
      admits(counter("l", "v" + i, Metric.REQUESTS, 1, i % 2 == 0), HOUR.plusSeconds(3 * 3600));
    }
    assertThat(limiter.size()).isLessThan(7000);
  }

  @Test
  void admitsExactlyTheMaximumUnderConcurrency() throws Exception {
    Counter shared = counter("shared", "u", Metric.REQUESTS, 500, true);
    Counter wide = counter("wide", "u", Metric.REQUESTS, 100_000, false);
    Callable<Integer> hammer =
        () -> {
          int admitted = 0;
          for (int i = 0; i < 1000; i++) {
            admitted += limiter.admit(HOUR, List.of(shared, wide)).isEmpty() ? 1 : 0;
          }
          return admitted;
        };
    assertThat(inParallel(8, hammer)).isEqualTo(500);
    Counter narrowed = counter("wide", "u", Metric.REQUESTS, 501, false);
    assertThat(admits(narrowed, HOUR)).as("a refusal was never charged to the other").isTrue();
    assertThat(admits(narrowed, HOUR)).isFalse();
  }

  private static int inParallel(int threads, Callable<Integer> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(work);
      }
      int sum = 0;
      for (Future<Integer> result : executor.invokeAll(all)) {
        sum += result.get();
      }
      return sum;
    } finally {
      executor.shutdownNow();
    }
  }
}

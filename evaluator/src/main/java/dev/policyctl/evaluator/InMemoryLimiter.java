package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Limit.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A limiter for one process, exact under concurrent calls: of any number of threads exactly {@code
 * max} requests are admitted in a window.
 *
 * <p>Counters whose window has passed are forgotten now and then, so memory follows the number of
 * subjects that are active within the longest window. A request is late if its time is before what
 * its counter saw last; one that is late by more than an hour beyond the window may find its
 * counter forgotten.
 */
public final class InMemoryLimiter implements Limiter {
  private static final Duration LATENESS = Duration.ofHours(1);
  private static final int FIRST_SWEEP = 1024;
  private static final Instant EARLIEST = Instant.ofEpochSecond(-1_000_000_000_000_000L);
  private static final Instant LATEST = Instant.ofEpochSecond(1_000_000_000_000_000L);

  private final Map<CounterKey, CounterState> states = new HashMap<>();
  private int sweepAt = FIRST_SWEEP;

  /** Without the maximum: a policy that raises it goes on counting where it was. */
  private record CounterKey(
      String limit, List<String> key, Metric metric, Duration window, boolean sliding) {}

  /** An empty limiter. */
  public InMemoryLimiter() {}

  @Override
  public List<String> admit(Instant time, List<Counter> counters) {
    Instant now = clamp(time);
    TreeSet<String> refusing = new TreeSet<>();
    synchronized (states) {
      sweep(now);
      for (Counter counter : counters) {
        if (state(counter).used(now).compareTo(counter.max()) >= 0) {
          refusing.add(counter.limit());
        }
      }
      if (refusing.isEmpty()) {
        for (Counter counter : counters) {
          if (counter.metric() == Metric.REQUESTS) {
            state(counter).add(now, BigDecimal.ONE);
          }
        }
      }
    }
    return List.copyOf(refusing);
  }

  @Override
  public void charge(Instant time, List<Counter> counters, Usage usage) {
    Instant now = clamp(time);
    synchronized (states) {
      sweep(now);
      for (Counter counter : counters) {
        BigDecimal amount =
            switch (counter.metric()) {
              case REQUESTS -> BigDecimal.ZERO;
              case TOKENS -> BigDecimal.valueOf(usage.tokens());
              case COST_USD -> usage.costUsd();
            };
        if (amount.signum() > 0) {
          state(counter).add(now, amount);
        }
      }
    }
  }

  /** How many counters are remembered. */
  int size() {
    synchronized (states) {
      return states.size();
    }
  }

  private CounterState state(Counter counter) {
    CounterKey key =
        new CounterKey(
            counter.limit(), counter.key(), counter.metric(), counter.window(), counter.sliding());
    return states.computeIfAbsent(key, k -> CounterState.of(k.window(), k.sliding()));
  }

  /** Forgets what has passed whenever the number of counters has doubled: constant work a call. */
  private void sweep(Instant now) {
    if (states.size() >= sweepAt) {
      states.values().removeIf(state -> state.staleAt(now.minus(LATENESS)));
      sweepAt = Math.max(FIRST_SWEEP, 2 * states.size());
    }
  }

  /** Windows are added to times; a million years around the epoch leave room for that. */
  private static Instant clamp(Instant time) {
    return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
  }
}

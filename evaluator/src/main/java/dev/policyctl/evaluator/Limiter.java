package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Limit.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The memory of limits: how much each counter has seen in its window. The engine says which
 * counters a request concerns; the limiter only counts. Implementations are thread-safe, and know
 * no other time than the one that they are given.
 */
public interface Limiter {

  /**
   * Admits a request or refuses it, as one atomic step over all its counters. A counter refuses
   * once what it saw in its window has reached its maximum. If none refuses, each counter of {@link
   * Metric#REQUESTS} is charged one; otherwise nothing is charged at all.
   *
   * @param time the request's time; one that is earlier than what a counter saw before counts, for
   *     that counter, as the latest time that it saw
   * @param counters those that the request concerns, without repetition
   * @return the ids of the limits that refuse, sorted, without repetition; empty if admitted
   */
  List<String> admit(Instant time, List<Counter> counters);

  /**
   * Charges what a response cost: tokens to the counters of {@link Metric#TOKENS}, money to those
   * of {@link Metric#COST_USD}; others are left alone. Never refuses: the request that crosses a
   * limit succeeds, and the next is refused.
   *
   * @param time the time of the request, as in {@link #admit}
   */
  void charge(Instant time, List<Counter> counters, Usage usage);

  /**
   * One counter: a limit and one value of its key.
   *
   * @param limit the limit's id
   * @param key the values of the limit's key, in the order of the policy
   * @param metric what is counted
   * @param max larger than zero
   * @param window longer than zero
   * @param sliding whether the window is the {@code window} before the request, its start
   *     exclusive; otherwise windows follow each other from the epoch on, their end exclusive
   */
  record Counter(
      String limit,
      List<String> key,
      Metric metric,
      BigDecimal max,
      Duration window,
      boolean sliding) {

    public Counter {
      key = List.copyOf(key);
    }
  }
}

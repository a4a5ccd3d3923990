package dev.policyctl.evaluator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What one counter saw in its window. Guarded by its limiter. */
abstract sealed class CounterState {
  private Instant latest = Instant.MIN;

  static CounterState of(Duration window, boolean sliding) {
    return sliding ? new Sliding(window) : new Fixed(window);
  }

  /** What is used up in the window at a time, or at the latest time seen if that is later. */
  final BigDecimal used(Instant time) {
    advance(time);
    return used();
  }

  /** Adds at a time, or at the latest time seen if that is later. */
  final void add(Instant time, BigDecimal amount) {
    advance(time);
    add(amount, latest);
  }

  private void advance(Instant time) {
    if (time.isAfter(latest)) {
      latest = time;
      moveTo(time);
    }
  }

  /** Whether nothing that was counted still matters at a time. */
  final boolean staleAt(Instant time) {
    return latest.isBefore(time) && emptyAt(time);
  }

  abstract BigDecimal used();

  abstract void add(BigDecimal amount, Instant at);

  abstract void moveTo(Instant time);

  abstract boolean emptyAt(Instant time);

  /** Windows that follow each other from the epoch on. */
  private static final class Fixed extends CounterState {
    private final long windowMillis;
    private long index = Long.MIN_VALUE;
    private BigDecimal sum = BigDecimal.ZERO;

    Fixed(Duration window) {
      this.windowMillis = window.toMillis();
    }

    private long indexOf(Instant time) {
      return Math.floorDiv(time.toEpochMilli(), windowMillis);
    }

    @Override
    BigDecimal used() {
      return sum;
    }

    @Override
    void add(BigDecimal amount, Instant at) {
      sum = sum.add(amount);
    }

    @Override
    void moveTo(Instant time) {
      if (indexOf(time) > index) {
        index = indexOf(time);
        sum = BigDecimal.ZERO;
      }
    }

    @Override
    boolean emptyAt(Instant time) {
      return indexOf(time) > index;
    }
  }

  /** The window that ends at the request. */
  private static final class Sliding extends CounterState {
    private final Duration window;
    private final Deque<Charge> charges = new ArrayDeque<>();
    private BigDecimal sum = BigDecimal.ZERO;

    private record Charge(Instant at, BigDecimal amount) {}

    Sliding(Duration window) {
      this.window = window;
    }

    @Override
    BigDecimal used() {
      return sum;
    }

    @Override
    void add(BigDecimal amount, Instant at) {
      sum = sum.add(amount);
      Charge last = charges.peekLast();
      if (last != null && last.at().equals(at)) {
        charges.removeLast();
        charges.addLast(new Charge(at, last.amount().add(amount)));
      } else {
        charges.addLast(new Charge(at, amount));
      }
    }

    @Override
    void moveTo(Instant time) {
      while (!charges.isEmpty() && !charges.getFirst().at().plus(window).isAfter(time)) {
        sum = sum.subtract(charges.removeFirst().amount());
      }
    }

    @Override
    boolean emptyAt(Instant time) {
      return charges.isEmpty() || !charges.getLast().at().plus(window).isAfter(time);
    }
  }
}

package dev.policyctl.analysis.query;

import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How many requests are decided how.
 *
 * @param always categorical combinations that have the outcome in every cell of numbers and time;
 *     of each outcome
 * @param sometimes combinations that have it in some cell; likewise
 * @param requests atomic requests that have it; likewise
 * @param combinations all combinations
 */
public record OutcomeCounts(
    Map<Outcome, BigInteger> always,
    Map<Outcome, BigInteger> sometimes,
    Map<Outcome, BigInteger> requests,
    BigInteger combinations) {

  public OutcomeCounts {
    always = Map.copyOf(always);
    sometimes = Map.copyOf(sometimes);
    requests = Map.copyOf(requests);
  }

  /** Combinations with an outcome in every cell. */
  public BigInteger always(Outcome outcome) {
    return always.getOrDefault(outcome, BigInteger.ZERO);
  }

  /** Combinations with an outcome in some cell. */
  public BigInteger sometimes(Outcome outcome) {
    return sometimes.getOrDefault(outcome, BigInteger.ZERO);
  }

  /** Atomic requests with an outcome. */
  public BigInteger requests(Outcome outcome) {
    return requests.getOrDefault(outcome, BigInteger.ZERO);
  }

  /** Combinations whose outcome depends on numbers or time. */
  public BigInteger varying() {
    BigInteger left = combinations;
    for (BigInteger count : always.values()) {
      left = left.subtract(count);
    }
    return left;
  }

  /** Combinations that numbers or time allow, though not all of them do. */
  public BigInteger maybeAllowed() {
    return sometimes(Outcome.ALLOW).subtract(always(Outcome.ALLOW));
  }

  /** Combinations that are never allowed, and with an approval by numbers or time alone. */
  public BigInteger maybeApproved() {
    return varying().subtract(maybeAllowed());
  }

  /** Whether every request has an outcome, and there is one. */
  public boolean all(Outcome outcome) {
    return combinations.signum() > 0 && always(outcome).equals(combinations);
  }

  /** Whether no two requests have different outcomes. */
  public boolean uniform() {
    for (Outcome outcome : Outcome.values()) {
      if (all(outcome)) {
        return true;
      }
    }
    return combinations.signum() == 0;
  }

  /** The counts of a part that is repeated so many times. */
  OutcomeCounts times(long factor) {
    BigInteger by = BigInteger.valueOf(factor);
    return new OutcomeCounts(
        each(always, by::multiply),
        each(sometimes, by::multiply),
        each(requests, by::multiply),
        combinations.multiply(by));
  }

  /** The counts of one of so many parts that are alike. */
  OutcomeCounts dividedBy(long parts) {
    BigInteger by = BigInteger.valueOf(parts);
    return new OutcomeCounts(
        each(always, count -> count.divide(by)),
        each(sometimes, count -> count.divide(by)),
        each(requests, count -> count.divide(by)),
        combinations.divide(by));
  }

  private static Map<Outcome, BigInteger> each(
      Map<Outcome, BigInteger> counts, UnaryOperator<BigInteger> change) {
    Map<Outcome, BigInteger> changed = new EnumMap<>(Outcome.class);
    counts.forEach((outcome, count) -> changed.put(outcome, change.apply(count)));
    return changed;
  }

  /** Counts in the making. */
  static final class Builder {
    private final Map<Outcome, BigInteger[]> counts = new EnumMap<>(Outcome.class);
    private BigInteger combinations = BigInteger.ZERO;

    Builder() {
      for (Outcome outcome : Outcome.values()) {
        counts.put(outcome, new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO});
      }
    }

    private void add(Outcome outcome, int what, BigInteger count) {
      counts.computeIfPresent(
          outcome,
          (key, all) -> {
            all[what] = all[what].add(count);
            return all;
          });
    }

    /** Takes a categorical part, of which the cells have these outcomes. */
    void category(Set<Outcome> outcomes, BigInteger count) {
      combinations = combinations.add(count);
      for (Outcome outcome : outcomes) {
        add(outcome, 1, count);
        if (outcomes.size() == 1) {
          add(outcome, 0, count);
        }
      }
    }

    /** Takes the requests of some cells. */
    void cells(Outcome outcome, BigInteger requests) {
      add(outcome, 2, requests);
    }

    void add(OutcomeCounts other) {
      combinations = combinations.add(other.combinations());
      for (Outcome outcome : Outcome.values()) {
        add(outcome, 0, other.always(outcome));
        add(outcome, 1, other.sometimes(outcome));
        add(outcome, 2, other.requests(outcome));
      }
    }

    OutcomeCounts build() {
      return new OutcomeCounts(column(0), column(1), column(2), combinations);
    }

    private Map<Outcome, BigInteger> column(int what) {
      Map<Outcome, BigInteger> column = new EnumMap<>(Outcome.class);
      counts.forEach((outcome, all) -> column.put(outcome, all[what]));
      return column;
    }
  }
}

package dev.policyctl.suites;

import dev.policyctl.analysis.cover.Budget;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * How mutants are made and judged.
 *
 * @param rules the ids of the rules that are mutated
 * @param asOf the moment from which on a mutant may differ; earlier requests are the past
 * @param budget what the comparison of a mutant with the policy may take
 * @param progress is told how far the run is
 */
public record MutationOptions(
    Predicate<String> rules, Instant asOf, Budget budget, Progress progress) {

  /** Hears how far a run is, from any of its threads. */
  @FunctionalInterface
  public interface Progress {
    /** So many mutants, of so many, are judged. */
    void judged(int done, int of);
  }
}

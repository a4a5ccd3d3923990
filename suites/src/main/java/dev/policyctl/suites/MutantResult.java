package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Request;
import dev.policyctl.suites.mutation.Mutant;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a mutant.
 *
 * @param difference a request that it decides otherwise; present exactly if it survived
 */
public record MutantResult(Mutant mutant, Fate fate, Optional<Difference> difference) {

  /** What may become of a mutant. */
  public enum Fate {
    /** Some test fails on it. */
    KILLED,
    /** It decides some request otherwise, and no test fails. */
    SURVIVED,
    /** It decides every request as the policy does, and is no mistake. */
    EQUIVALENT,
    /** The budget did not suffice to tell whether it decides any request otherwise. */
    UNDETERMINED;

    /** The word in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A request with what the policy and the mutant say to it; limits are left aside. */
  public record Difference(Request request, Decision original, Decision mutated) {

    /** The policy's decision in words. */
    public String originalText() {
      return Comparison.describe(original);
    }

    /** The mutant's decision in words. */
    public String mutatedText() {
      return Comparison.describe(mutated);
    }
  }

  static MutantResult of(Mutant mutant, Fate fate) {
    return new MutantResult(mutant, fate, Optional.empty());
  }
}

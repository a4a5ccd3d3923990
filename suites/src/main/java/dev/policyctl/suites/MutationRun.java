package dev.policyctl.suites;

import dev.policyctl.suites.MutantResult.Fate;
import java.math.BigDecimal;
import java.util.List;

/**
 * What became of the mutants of one policy.
 *
 * @param results in the order of the rules, then of the operators
 * @param invalid how many mutants do not compile, and so cannot be a mistake that goes unnoticed
 */
public record MutationRun(List<MutantResult> results, int invalid) {

  /** Whether a score is reached. */
  public enum Gate {
    REACHED,
    MISSED,
    /** It depends on the mutants that are undetermined. */
    UNKNOWN
  }

  public MutationRun {
    results = List.copyOf(results);
  }

  /** Those that met a fate. */
  public List<MutantResult> of(Fate fate) {
    return results.stream().filter(result -> result.fate() == fate).toList();
  }

  /** How many met a fate. */
  public long count(Fate fate) {
    return results.stream().filter(result -> result.fate() == fate).count();
  }

  /** Those killed, of those killed and survived. */
  public Ratio score() {
    long killed = count(Fate.KILLED);
    return new Ratio(killed, killed + count(Fate.SURVIVED));
  }

  /**
   * Whether the score is at least this many per cent, whatever the undetermined mutants are: had
   * all of them been killed, or had all survived.
   */
  public Gate reaches(BigDecimal percent) {
    Ratio score = score();
    long open = count(Fate.UNDETERMINED);
    if (new Ratio(score.hit(), score.total() + open).reaches(percent)) {
      return Gate.REACHED;
    }
    return new Ratio(score.hit() + open, score.total() + open).reaches(percent)
        ? Gate.UNKNOWN
        : Gate.MISSED;
  }
}

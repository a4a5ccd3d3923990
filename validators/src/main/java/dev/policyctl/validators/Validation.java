package dev.policyctl.validators;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import java.util.List;

/**
 * What the validation of a policy repository found.
 *
 * @param findings what is to be reported, in order, each once
 * @param suppressed what was found and silenced, in order
 * @param notAnalysed the policies whose rules were to be analysed and could not be, for errors that
 *     are among the findings
 */
public record Validation(
    List<Finding> findings, List<Suppressed> suppressed, List<Bundle> notAnalysed) {

  /** A finding that something silences, and what does. */
  public record Suppressed(Finding finding, String by) {}

  public Validation {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
    notAnalysed = List.copyOf(notAnalysed);
  }

  /** How many findings of a severity there are; those that could not decide are not among them. */
  public long count(Severity severity) {
    return findings.stream()
        .filter(f -> f.severity() == severity && !f.code().undetermined())
        .count();
  }

  /** How many findings say that something could not be decided. */
  public long undetermined() {
    return findings.stream().filter(f -> f.code().undetermined()).count();
  }

  /** How many findings say that a signature or an approval does not hold. */
  public long distrusted() {
    return findings.stream()
        .filter(f -> f.code().trust() && f.severity() == Severity.ERROR)
        .count();
  }
}

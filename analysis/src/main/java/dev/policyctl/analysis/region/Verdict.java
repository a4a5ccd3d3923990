package dev.policyctl.analysis.region;

import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.model.policy.Outcome;
import java.util.List;

/**
 * What one side says about some requests.
 *
 * @param obligations sorted, without repetition
 */
public record Verdict(Outcome outcome, List<DecisionObligation> obligations) {
  public Verdict {
    obligations = List.copyOf(obligations);
  }
}

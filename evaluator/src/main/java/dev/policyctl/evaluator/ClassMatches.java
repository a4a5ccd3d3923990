package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Outcome;
import java.util.List;

/**
 * How one of a request's classifications was decided by itself.
 *
 * @param classification a canonical id, {@code $unknown} or {@code $missing}
 * @param outcome what this class alone would get
 * @param reason why
 * @param matching every rule that matches, best rank first; of one rank in the order of the policy
 * @param deciding those of {@code matching} that decide this class; a prefix of it
 */
public record ClassMatches(
    String classification,
    Outcome outcome,
    Reason reason,
    List<RuleView> matching,
    List<RuleView> deciding) {

  public ClassMatches {
    matching = List.copyOf(matching);
    deciding = List.copyOf(deciding);
  }
}

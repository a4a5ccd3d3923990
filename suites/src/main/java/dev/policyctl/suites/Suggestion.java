package dev.policyctl.suites;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.text.Text;
import java.util.Optional;

/**
 * How a rule that decided in no test would decide.
 *
 * @param request one that the rule decides; present exactly if there is one that could be found
 */
public record Suggestion(Text rule, Kind kind, Optional<Request> request) {

  /** Whether there is such a request. */
  public enum Kind {
    FOUND,
    /** No request is decided by the rule. */
    DEAD,
    /** The budget did not suffice to tell. */
    UNDETERMINED
  }
}

package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.model.finding.Span;
import java.util.List;
import java.util.Optional;

/**
 * One decision that is not as expected, or what keeps a test from being run at all.
 *
 * @param name the test's, and which part of it: {@code reach [bob × openai/gpt-4o × pii]}, {@code
 *     the limit, step 3: a question}
 * @param span what states the expectation
 * @param expected one line; empty where the test itself is broken
 * @param actual what was decided; absent where the test itself is broken
 * @param request what was asked, as AuthZEN JSON on one line; absent as {@code actual} is
 * @param differences one line each: {@code outcome: expected allow, got deny}
 * @param why how the decision came about, and what kept the expected one from it; one line each
 */
public record Failure(
    String name,
    Span span,
    String expected,
    Optional<Decision> actual,
    Optional<String> request,
    List<String> differences,
    List<String> why) {

  public Failure {
    differences = List.copyOf(differences);
    why = List.copyOf(why);
  }

  /** One line for people, as {@code expected} is: {@code deny, reason rule, rules deny-phi}. */
  public String actualText() {
    return actual.map(Comparison::describe).orElse("");
  }
}

package dev.policyctl.suites;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request and what the policy must say about it.
 *
 * @param identity a name in {@link Suite#identities()}
 * @param at when it is asked; the suite's {@code now} where it is not stated
 * @param absent the keys of what the request lacks, whatever else says that it has it
 * @param repeat how often it is asked, one after the other at one instant; each time the
 *     expectation must hold
 * @param skip why it is not run, where it is not
 */
public record TestCase(
    Span span,
    Text name,
    Optional<String> description,
    Text identity,
    RequestFields request,
    Optional<Instant> at,
    List<Text> absent,
    Expectation expect,
    int repeat,
    Optional<Text> skip) {

  public TestCase {
    absent = List.copyOf(absent);
  }
}

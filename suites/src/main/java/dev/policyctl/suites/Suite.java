package dev.policyctl.suites;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One {@code *.test.yaml} file: requests and what the policy must say about them.
 *
 * @param now the time of every request that does not state its own
 * @param identities by name, in the order of the file
 * @param defaults what every request of the suite has unless it says otherwise
 * @param unreadable the names of identities and cases that the file has and that are broken: what
 *     refers to them has no defect of its own
 */
public record Suite(
    Span span,
    Text name,
    Instant now,
    Optional<String> description,
    Map<String, TestIdentity> identities,
    RequestFields defaults,
    List<TestCase> cases,
    List<TestMatrix> matrices,
    List<TestSequence> sequences,
    Set<String> unreadable) {

  public Suite {
    identities = Collections.unmodifiableMap(new LinkedHashMap<>(identities));
    cases = List.copyOf(cases);
    matrices = List.copyOf(matrices);
    sequences = List.copyOf(sequences);
    unreadable = Set.copyOf(unreadable);
  }

  /** The first case of this name, if there is one. */
  public Optional<TestCase> findCase(String caseName) {
    return cases.stream().filter(test -> test.name().value().equals(caseName)).findFirst();
  }
}

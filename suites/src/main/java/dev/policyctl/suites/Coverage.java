package dev.policyctl.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the tests saw of a policy: its rules, what became of them, and the values that they list.
 *
 * @param rules in the order of the policy
 */
public record Coverage(List<RuleCoverage> rules) {

  public Coverage {
    rules = List.copyOf(rules);
  }

  /** The rules that decided at least once, of all rules. */
  public Ratio decidedRules() {
    return new Ratio(
        rules.stream().filter(rule -> rule.status() == RuleCoverage.Status.DECIDED).count(),
        rules.size());
  }

  /** The selector entries that were exercised, of all that the rules list. */
  public Ratio exercisedEntries() {
    return new Ratio(
        rules.stream().mapToLong(rule -> rule.exercised().size()).sum(),
        rules.stream().mapToLong(rule -> rule.listed().size()).sum());
  }

  /**
   * Both together, which a threshold applies to: one point for each rule that decided and one for
   * each selector entry that was exercised, of as many as there are rules and entries.
   */
  public Ratio points() {
    Ratio decided = decidedRules();
    Ratio exercised = exercisedEntries();
    return new Ratio(decided.hit() + exercised.hit(), decided.total() + exercised.total());
  }

  /** The coverage of these rules alone. */
  public Coverage restrictedTo(Set<String> ruleIds) {
    return new Coverage(
        rules.stream().filter(rule -> ruleIds.contains(rule.id().value())).toList());
  }

  /**
   * What two runs on one policy saw together.
   *
   * @throws IllegalArgumentException for coverage of another policy
   */
  public Coverage merge(Coverage other) {
    if (rules.size() != other.rules.size()) {
      throw new IllegalArgumentException("coverage of another policy");
    }
    List<RuleCoverage> merged = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      merged.add(rules.get(i).merge(other.rules.get(i)));
    }
    return new Coverage(merged);
  }
}

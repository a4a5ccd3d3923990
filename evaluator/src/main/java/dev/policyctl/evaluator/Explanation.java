package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request is decided as it is: what its values resolved to, and what each rule said.
 *
 * @param decision the stateless decision; limits are not asked
 * @param values per dimension of the policy, in their order: canonical ids, {@code $unknown} or
 *     {@code $missing}, sorted; empty for a request that was denied before values are looked at
 * @param effectiveRoles the registered roles of the request and all that they inherit, sorted
 * @param classes one trace per classification, sorted; empty as {@code values} is
 */
public record Explanation(
    Decision decision,
    Map<Dimension, List<String>> values,
    List<String> effectiveRoles,
    List<ClassTrace> classes) {

  public Explanation {
    Map<Dimension, List<String>> copy = new EnumMap<>(Dimension.class);
    values.forEach((dimension, list) -> copy.put(dimension, List.copyOf(list)));
    values = Collections.unmodifiableMap(copy);
    effectiveRoles = List.copyOf(effectiveRoles);
    classes = List.copyOf(classes);
  }

  /**
   * How one classification was decided by itself.
   *
   * @param classification a canonical id, {@code $unknown} or {@code $missing}
   * @param counts whether this class contributes to the decision's rules and obligations
   * @param rules every rule of the policy, best rank first; of one rank in the order of the policy
   */
  public record ClassTrace(
      String classification,
      Outcome outcome,
      Reason reason,
      boolean counts,
      List<RuleTrace> rules) {

    public ClassTrace {
      rules = List.copyOf(rules);
    }

    /** What this rule said, if the policy has it. */
    public Optional<RuleTrace> find(String ruleId) {
      return rules.stream().filter(trace -> trace.rule().id().equals(ruleId)).findFirst();
    }
  }

  /** What became of a rule. */
  public enum Status {
    /** It matches, and is among the rules that decide the class. */
    DECIDED,
    /** It matches, and others outrank it. */
    OVERRIDDEN,
    /** It does not match. */
    NOT_MATCHED
  }

  /**
   * What one rule said about one class.
   *
   * @param mismatch the first thing that did not match, in the order of {@link Kind}; present
   *     exactly when the rule does not match
   * @param overriddenBy the ids of the rules that decide in its place, sorted; empty unless
   *     overridden
   * @param exercised the selector entries through which the request matches, empty unless it does
   */
  public record RuleTrace(
      RuleView rule,
      Status status,
      Optional<Mismatch> mismatch,
      List<String> overriddenBy,
      List<SelectorEntry> exercised) {

    public RuleTrace {
      overriddenBy = List.copyOf(overriddenBy);
      exercised = List.copyOf(exercised);
    }
  }

  /** What a rule demands, in the order in which it is checked. */
  public enum Kind {
    /** A selector, or the registry entries that an omitted one stands for. */
    DIMENSION,
    /** A numeric attribute. */
    ATTRIBUTE,
    /** The wall clock. */
    TIME,
    /** The instants at which the rule exists. */
    VALIDITY
  }

  /**
   * The first thing that kept a rule from matching.
   *
   * @param subject the key in the policy: {@code models}, {@code input_tokens}, {@code time},
   *     {@code validity}
   * @param actual what the request has, as compared: canonical ids (for roles the effective ones),
   *     a number, an instant; empty where it has nothing
   * @param expected what the rule accepts, as written
   * @param text all of it in words: lower case, one line, no full stop
   */
  public record Mismatch(
      Kind kind, String subject, List<String> actual, List<String> expected, String text) {

    public Mismatch {
      actual = List.copyOf(actual);
      expected = List.copyOf(expected);
    }
  }
}

package dev.policyctl.analysis.query;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What requests a question is about; whatever it does not confine is open.
 *
 * @param values by dimension canonical ids, {@code $unknown} and {@code $missing}; never empty
 * @param numbers by attribute a range, or nothing for absence
 * @param time a moment; nothing for all times from as-of on
 */
public record Question(
    Map<Dimension, SortedSet<String>> values,
    Map<Attribute, Optional<NumericRange>> numbers,
    Optional<Instant> time) {

  public Question {
    EnumMap<Dimension, SortedSet<String>> copy = new EnumMap<>(Dimension.class);
    values.forEach((dimension, set) -> copy.put(dimension, new TreeSet<>(set)));
    values = Collections.unmodifiableMap(copy);
    EnumMap<Attribute, Optional<NumericRange>> ranges = new EnumMap<>(Attribute.class);
    ranges.putAll(numbers);
    numbers = Collections.unmodifiableMap(ranges);
  }

  /** About every request. */
  public static Question open() {
    return new Question(Map.of(), Map.of(), Optional.empty());
  }

  /**
   * Reads terms: {@code model=openai/gpt-4o}, {@code role=a,team-*}, {@code input_tokens=..8000},
   * {@code time=2026-09-01T09:00:00Z}.
   *
   * @throws dev.policyctl.model.OperationalException for one that cannot be read or names what the
   *     policy's registries lack
   */
  public static Question of(List<String> terms, dev.policyctl.evaluator.CompiledPolicy policy) {
    return new QuestionReader(policy).read(terms);
  }

  /**
   * The dimension that a policy has under a name, singular or plural.
   *
   * @throws dev.policyctl.model.OperationalException where it has none
   */
  public static Dimension dimension(String name, dev.policyctl.evaluator.CompiledPolicy policy) {
    return QuestionReader.dimension(name, policy);
  }
}

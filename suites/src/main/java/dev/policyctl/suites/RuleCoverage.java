package dev.policyctl.suites;

import dev.policyctl.evaluator.SelectorEntry;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.text.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the tests saw of one rule. Classifications are counted one by one.
 *
 * <p>An entry counts as exercised while the rule was <em>determining</em>: one through which the
 * rule merely matched and was overridden has had no effect that a test could have noticed.
 *
 * @param decided how often it was determining
 * @param overridden how often it matched and was not determining
 * @param overriddenBy the ids of the rules that decided in its place, sorted; none where another
 *     class was denied without a rule
 * @param listed every entry of its selectors, in the order of the dimensions, then of the file
 * @param exercised those of {@code listed} through which a request matched while it was determining
 */
public record RuleCoverage(
    Text id,
    Outcome effect,
    long decided,
    long overridden,
    List<String> overriddenBy,
    List<SelectorEntry> listed,
    List<SelectorEntry> exercised) {

  /** What became of the rule in all tests together. */
  public enum Status {
    /** It was determining at least once. */
    DECIDED,
    /** It matched, and others outranked it every time. */
    OVERRIDDEN,
    /** It never matched. */
    NEVER_MATCHED
  }

  public RuleCoverage {
    overriddenBy = overriddenBy.stream().sorted().distinct().toList();
    listed = List.copyOf(listed);
    exercised = List.copyOf(exercised);
  }

  /** What became of the rule in all tests together. */
  public Status status() {
    if (decided > 0) {
      return Status.DECIDED;
    }
    return overridden > 0 ? Status.OVERRIDDEN : Status.NEVER_MATCHED;
  }

  /** Those of {@code listed} that no test exercised. */
  public List<SelectorEntry> unexercised() {
    Set<SelectorEntry> seen = new HashSet<>(exercised);
    return listed.stream().filter(entry -> !seen.contains(entry)).toList();
  }

  /** What two runs saw together. */
  RuleCoverage merge(RuleCoverage other) {
    if (!id.equals(other.id) || !listed.equals(other.listed)) {
      throw new IllegalArgumentException("coverage of another policy: " + id + ", " + other.id);
    }
    Set<String> by = new HashSet<>(overriddenBy);
    by.addAll(other.overriddenBy);
    Set<SelectorEntry> seen = new HashSet<>(exercised);
    seen.addAll(other.exercised);
    return new RuleCoverage(
        id,
        effect,
        decided + other.decided,
        overridden + other.overridden,
        List.copyOf(by),
        listed,
        listed.stream().filter(seen::contains).toList());
  }
}

package dev.policyctl.suites;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every combination of some values, of which only those that are listed may pass.
 *
 * @param over what varies; either identities or roles, never both
 * @param request what every combination has beside that
 * @param at when it is asked; the suite's {@code now} where it is not stated
 * @param allow selects the combinations that must be allowed
 * @param requireApproval selects those that must require approval; every other must be denied
 */
public record TestMatrix(
    Span span,
    Text name,
    Axes over,
    RequestFields request,
    Optional<Instant> at,
    List<Axes> allow,
    List<Axes> requireApproval) {

  public TestMatrix {
    allow = List.copyOf(allow);
    requireApproval = List.copyOf(requireApproval);
  }

  /** The items that select what must have this outcome; none for a denial. */
  public List<Axes> items(Outcome outcome) {
    return switch (outcome) {
      case ALLOW -> allow;
      case REQUIRE_APPROVAL -> requireApproval;
      case DENY -> List.of();
    };
  }

  /**
   * Values by axis, as written: names, aliases, globs, {@code $unknown}, {@code $missing}.
   *
   * @param identities names of the suite's identities and globs over them; absent where roles vary
   * @param values never an empty list
   */
  public record Axes(
      Span span, Optional<List<Text>> identities, Map<Dimension, List<Text>> values) {

    public Axes {
      identities = identities.map(List::copyOf);
      Map<Dimension, List<Text>> copy = new EnumMap<>(Dimension.class);
      values.forEach((dimension, list) -> copy.put(dimension, List.copyOf(list)));
      values = Collections.unmodifiableMap(copy);
    }
  }
}

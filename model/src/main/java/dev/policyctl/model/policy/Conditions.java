package dev.policyctl.model.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The {@code when} of a rule: all of its conditions must hold. */
public record Conditions(Map<Attribute, NumericRange> ranges, Optional<TimeWindow> time) {

  /** No condition at all. */
  public static final Conditions NONE = new Conditions(Map.of(), Optional.empty());

  public Conditions {
    Map<Attribute, NumericRange> copy = new EnumMap<>(Attribute.class);
    copy.putAll(ranges);
    ranges = Collections.unmodifiableMap(copy);
  }
}

package dev.policyctl.model.policy;

import dev.policyctl.model.registry.Dimension;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The categorical part of a rule or a limit. A dimension without a selector accepts every registry
 * entry (and, in an optional dimension, absence), and nothing that is unknown or, in a required
 * one, missing.
 *
 * @param selectors in the order of the dimensions
 */
public record Match(Map<Dimension, Selector> selectors) {

  /** A match without a selector. */
  public static final Match ANY = new Match(Map.of());

  public Match {
    Map<Dimension, Selector> copy = new EnumMap<>(Dimension.class);
    copy.putAll(selectors);
    selectors = Collections.unmodifiableMap(copy);
  }

  /** The selector in a dimension, if there is one. */
  public Optional<Selector> find(Dimension dimension) {
    return Optional.ofNullable(selectors.get(dimension));
  }
}

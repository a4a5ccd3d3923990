package dev.policyctl.analysis.change;

import dev.policyctl.analysis.region.Extent;
import dev.policyctl.model.registry.Dimension;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A box in words, read back into names and cells: what its words stand for is in it. */
final class HeldBox {
  private final Map<Dimension, Set<Optional<String>>> names = new EnumMap<>(Dimension.class);
  private final BitSet cells = new BitSet();

  HeldBox(List<Extent> extents, EveryPair every) {
    for (Dimension dimension : every.names.dimensions()) {
      names.put(dimension, Set.copyOf(every.names.values(dimension)));
    }
    cells.set(0, every.cells.requests.size());
    for (Extent extent : extents) {
      Optional<Dimension> dimension = Dimension.find(extent.axis());
      if (dimension.isPresent()) {
        names.put(dimension.get(), every.names.among(dimension.get(), extent.values()));
      } else {
        cells.and(every.cells.among(extent.axis(), extent.values()));
      }
    }
  }

  /** Whether it has a way to fill the dimensions but roles. */
  boolean hasRest(Map<Dimension, Optional<String>> rest) {
    return rest.entrySet().stream()
        .allMatch(value -> in(value.getKey()).contains(value.getValue()));
  }

  boolean hasRole(Optional<String> role) {
    return in(Dimension.ROLES).contains(role);
  }

  boolean hasCell(int cell) {
    return cells.get(cell);
  }

  /** How many ways to fill the dimensions it has. */
  long combinations() {
    return names.values().stream().mapToLong(Set::size).reduce(1, (one, other) -> one * other);
  }

  private Set<Optional<String>> in(Dimension dimension) {
    return names.getOrDefault(dimension, Set.of());
  }
}

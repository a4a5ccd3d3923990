package dev.policyctl.analysis.region;

import java.util.List;

/**
 * What a region is confined to on one axis.
 *
 * @param axis the axis in words: {@code model}
 * @param values globs, names or cells; together just the atoms
 */
public record Extent(String axis, List<String> values) {
  public Extent {
    values = List.copyOf(values);
  }
}

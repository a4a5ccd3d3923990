package dev.policyctl.analysis.query;

import dev.policyctl.analysis.region.Extent;
import dev.policyctl.model.registry.Dimension;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Two dimensions against each other: how every pair of their values is decided.
 *
 * @param confinedTo what it is about, in words; open axes are left out
 * @param combinations how many categorical combinations are behind each pair of values
 * @param columns values with equal columns together, where there are many
 * @param lines values with equal rows together
 * @param total over all pairs
 * @param unregistered whether unregistered and missing values count
 * @param notShown the ids of rules that let in unregistered or missing values, where those do not
 *     count; sorted
 * @param unexplored boxes in words that the budget did not suffice for
 */
public record AccessMatrix(
    Dimension rowDimension,
    Dimension columnDimension,
    List<Extent> confinedTo,
    Instant asOf,
    BigInteger combinations,
    List<Values> columns,
    List<Line> lines,
    List<OutcomeCounts> columnTotals,
    OutcomeCounts total,
    boolean unregistered,
    List<String> notShown,
    List<List<Extent>> unexplored) {

  public AccessMatrix {
    confinedTo = List.copyOf(confinedTo);
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
    columnTotals = List.copyOf(columnTotals);
    notShown = List.copyOf(notShown);
    unexplored = List.copyOf(unexplored);
  }

  /** Whether everything was looked at. */
  public boolean complete() {
    return unexplored.isEmpty();
  }

  /**
   * Some values of a dimension.
   *
   * @param words globs and names that are just these
   * @param names one by one
   */
  public record Values(List<String> words, List<String> names) {
    public Values {
      words = List.copyOf(words);
      names = List.copyOf(names);
    }
  }

  /**
   * Values with equal rows.
   *
   * @param cells by column, the counts behind one pair of values; nothing where undetermined
   * @param total over all pairs of these values
   */
  public record Line(Values values, List<Optional<OutcomeCounts>> cells, OutcomeCounts total) {
    public Line {
      cells = List.copyOf(cells);
    }
  }
}

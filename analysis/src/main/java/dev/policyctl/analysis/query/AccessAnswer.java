package dev.policyctl.analysis.query;

import dev.policyctl.analysis.region.Extent;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a question.
 *
 * @param asked the dimension whose values are told apart; nothing where all requests are one group
 * @param confinedTo what the question is about, in words; open axes are left out
 * @param asOf the moment from which on requests are considered
 * @param counts over all requests
 * @param decisions likewise, by decision, what lets in first; together they are all requests
 * @param groups of the asked values that get the same; those that get furthest first
 * @param moreRegions how many boxes were counted but are in no region
 * @param unexplored boxes in words that the budget did not suffice for; there nothing is known, and
 *     the counts are lower bounds
 */
public record AccessAnswer(
    Optional<Dimension> asked,
    List<Extent> confinedTo,
    Instant asOf,
    OutcomeCounts counts,
    List<Decided> decisions,
    List<Group> groups,
    long moreRegions,
    List<List<Extent>> unexplored) {

  public AccessAnswer {
    confinedTo = List.copyOf(confinedTo);
    decisions = List.copyOf(decisions);
    groups = List.copyOf(groups);
    unexplored = List.copyOf(unexplored);
  }

  /** Whether everything was looked at. */
  public boolean complete() {
    return unexplored.isEmpty();
  }

  /**
   * Values of the asked dimension that get the same.
   *
   * @param values in words; all requests where no dimension was asked: empty
   * @param names the values one by one
   * @param counts of all values together
   * @param deniedBy the ids of the rules that deny some of their requests, sorted
   * @param deniedByDefault whether some are denied without a rule
   * @param regions what is decided alike, what lets in first; the asked dimension is left out, and
   *     what is denied too unless it was asked for
   * @param moreRegions how many boxes were counted but are in no region
   */
  public record Group(
      List<String> values,
      List<String> names,
      Standing standing,
      OutcomeCounts counts,
      List<String> deniedBy,
      boolean deniedByDefault,
      List<AccessRegion> regions,
      long moreRegions) {

    public Group {
      values = List.copyOf(values);
      names = List.copyOf(names);
      deniedBy = List.copyOf(deniedBy);
      regions = List.copyOf(regions);
    }
  }
}

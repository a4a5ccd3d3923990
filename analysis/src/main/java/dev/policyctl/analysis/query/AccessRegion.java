package dev.policyctl.analysis.query;

import dev.policyctl.analysis.region.Extent;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * A box of requests that are decided alike.
 *
 * @param extents what it is on each axis, in the order of the axes, in words
 * @param combinations how many categorical combinations lie in it; regions may overlap
 * @param rules the ids of the rules that decide in it, sorted; empty where the default does
 * @param witness a request in it, that the evaluator decides so
 */
public record AccessRegion(
    Verdict verdict,
    List<Extent> extents,
    BigInteger combinations,
    List<String> rules,
    Request witness) {

  /** What lets in first, then an approval; fewer obligations first. */
  static final Comparator<Verdict> BY_VERDICT =
      Comparator.comparingInt((Verdict v) -> order(v.outcome()))
          .thenComparingInt(v -> v.obligations().size())
          .thenComparing(v -> v.obligations().toString());

  public AccessRegion {
    extents = List.copyOf(extents);
    rules = List.copyOf(rules);
  }

  static int order(Outcome outcome) {
    return switch (outcome) {
      case ALLOW -> 0;
      case REQUIRE_APPROVAL -> 1;
      case DENY -> 2;
    };
  }
}

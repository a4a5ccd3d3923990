package dev.policyctl.analysis.query;

import dev.policyctl.analysis.region.Verdict;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * How many requests are decided alike.
 *
 * @param combinations categorical combinations that have the verdict in some cell of numbers and
 *     time
 * @param requests atomic requests that have it
 */
public record Decided(Verdict verdict, BigInteger combinations, BigInteger requests) {

  /** What lets in first. */
  static final Comparator<Decided> ORDER =
      Comparator.comparing(Decided::verdict, AccessRegion.BY_VERDICT);
}

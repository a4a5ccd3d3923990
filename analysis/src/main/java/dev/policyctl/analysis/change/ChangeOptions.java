package dev.policyctl.analysis.change;

import dev.policyctl.analysis.cover.Budget;
import java.time.Instant;

/**
 * How two policies are compared.
 *
 * @param asOf the moment from which on requests are considered
 * @param nodes what each differing box may take
 * @param semantic whether a bump is graded by decisions alone
 * @param strict whether everything that shuts something out is major
 */
public record ChangeOptions(Instant asOf, long nodes, boolean semantic, boolean strict) {

  /** The plain table of bumps, and the usual budget. */
  public static ChangeOptions at(Instant asOf) {
    return new ChangeOptions(asOf, Budget.DEFAULT_NODES, false, false);
  }

  Budget budget() {
    return new Budget(nodes);
  }
}

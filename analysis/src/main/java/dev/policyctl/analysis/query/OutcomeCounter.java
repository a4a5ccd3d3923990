package dev.policyctl.analysis.query;

import dev.policyctl.analysis.cover.Explorer;
import dev.policyctl.analysis.cover.Ladder;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.region.SideLadder;
import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;

/**
 * Counts outcomes and nothing else: parts in which all rules say the same are not split further.
 */
final class OutcomeCounter implements Explorer.Visitor {
  private final LocalSpace local;
  private final Outcome[] outcomes;
  private final OutcomeCounts.Builder into;
  private final int categories;
  private final int axes;
  private final Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
  private BigInteger combinations = BigInteger.ZERO;

  OutcomeCounter(LocalSpace local, Ladder ladder, SideLadder side, OutcomeCounts.Builder into) {
    this.local = local;
    this.into = into;
    this.categories = side.boxes().space().categories();
    this.axes = side.boxes().space().axes().size();
    this.outcomes = new Outcome[ladder.size()];
    for (int entry = 0; entry < outcomes.length; entry++) {
      outcomes[entry] = side.outcome(ladder.mark(entry));
    }
  }

  @Override
  public boolean takes(long[] box, int[][] entries, boolean cells) {
    Outcome only = outcomes[entries[0][0]];
    for (int entry : entries[0]) {
      if (outcomes[entry] != only) {
        return false;
      }
    }
    if (!cells) {
      category(box, entries);
    }
    count(box, only);
    return true;
  }

  @Override
  public void category(long[] box, int[][] entries) {
    finish();
    combinations = local.volume(box, 0, categories);
  }

  @Override
  public boolean part(long[] box, int[][] deciding) {
    count(box, outcomes[deciding[0][0]]);
    return true;
  }

  private void count(long[] box, Outcome outcome) {
    seen.add(outcome);
    into.cells(outcome, combinations.multiply(local.volume(box, categories, axes)));
  }

  /** Counts the last categorical part, once all its cells were seen. */
  void finish() {
    if (!seen.isEmpty()) {
      into.category(seen, combinations);
      seen.clear();
    }
  }
}

package dev.policyctl.analysis.change;

import dev.policyctl.analysis.cover.Ladder;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.region.SideLadder;
import java.util.Arrays;

/** Which entries of two ladders are one rule with one region, so that they decide alike. */
final class SameEntries {
  private final int[] counterpart;

  SameEntries(LocalSpace local, Ladder old, Ladder now, Affected affected) {
    this.counterpart = new int[old.size()];
    Arrays.fill(counterpart, -1);
    int[] byRank = new int[local.frame().space().after().size()];
    Arrays.fill(byRank, -1);
    for (int entry = 0; entry < now.size(); entry++) {
      if (now.mark(entry) >= 0) {
        byRank[now.mark(entry)] = entry;
      }
    }
    for (int entry = 0; entry < old.size(); entry++) {
      int mark = old.mark(entry);
      int rank = mark >= 0 ? affected.same(mark) : -1;
      if (rank >= 0
          && byRank[rank] >= 0
          && local.same(old.region(entry), now.region(byRank[rank]))) {
        counterpart[entry] = byRank[rank];
      }
    }
    if (affected.sameDefault()) {
      endings(local, old, now);
    }
  }

  /** Silence and default, which stand at the ends in one order. */
  private void endings(LocalSpace local, Ladder old, Ladder now) {
    int one = old.size() - 1;
    int other = now.size() - 1;
    counterpart[one--] = other--;
    while (one >= 0
        && other >= 0
        && old.mark(one) == SideLadder.SILENCE
        && now.mark(other) == SideLadder.SILENCE) {
      if (local.same(old.region(one), now.region(other))) {
        counterpart[one] = other;
      }
      one--;
      other--;
    }
  }

  /** Whether two lists of entries are the same rules. */
  boolean same(int[] before, int[] after) {
    if (before.length != after.length) {
      return false;
    }
    for (int i = 0; i < before.length; i++) {
      if (counterpart[before[i]] != after[i]) {
        return false;
      }
    }
    return true;
  }
}

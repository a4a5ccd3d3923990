package dev.policyctl.analysis.change;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Explorer;
import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.Ladder;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.analysis.region.RegionWords;
import dev.policyctl.analysis.region.SideLadder;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.evaluator.CompiledPolicy;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Every request that two policies decide differently: exact counts and regions. Only where names or
 * rules differ is looked at (change-impact analysis, Fisler et al. 2005), and there only as far as
 * the two sides do not meet the same rules.
 */
public final class DecisionDiff {
  private final RequestSpace space;
  private final SideLadder before;
  private final SideLadder after;
  private final Affected affected;
  private final Budget budget;
  private final Tally tally = new Tally();
  private final RegionCollector regions;
  private final List<CategoryPart> pairs = new ArrayList<>();
  private final List<int[]> unexplored = new ArrayList<>();

  private DecisionDiff(RequestSpace space, Budget budget) {
    this.space = space;
    this.before = new SideLadder(space.before());
    this.after = new SideLadder(space.after());
    this.affected = new Affected(space);
    this.budget = budget;
    this.regions = new RegionCollector(space, this.after);
  }

  /**
   * The differences.
   *
   * @param transitions those that let in first; without those that no request has
   * @param regions few boxes that together hold every difference, unless {@code moreRegions}
   * @param moreRegions how many differing boxes were counted but are not among the regions
   * @param unexplored boxes in words that the budget did not suffice for: there nothing is known,
   *     and the counts are lower bounds
   */
  public record Answer(
      List<Transition> transitions,
      List<Region> regions,
      long moreRegions,
      List<List<Extent>> unexplored) {
    /** The answer where nothing differs. */
    public static final Answer NOTHING = new Answer(List.of(), List.of(), 0, List.of());

    public Answer {
      transitions = List.copyOf(transitions);
      regions = List.copyOf(regions);
      unexplored = List.copyOf(unexplored);
    }

    /** Whether everything was looked at. */
    public boolean complete() {
      return unexplored.isEmpty();
    }
  }

  /**
   * Compares two policies.
   *
   * @param asOf the moment from which on requests are considered
   * @param budget what each differing box may take
   */
  public static Answer of(
      CompiledPolicy before, CompiledPolicy after, Instant asOf, Budget budget) {
    return of(RequestSpace.of(before, after, asOf), budget);
  }

  /** Compares the two policies of a joint space. */
  public static Answer of(RequestSpace space, Budget budget) {
    DecisionDiff diff = new DecisionDiff(space, budget);
    diff.singles();
    new PairDiff(diff.before, diff.after, diff.affected, diff.pairs, diff.tally, diff.regions)
        .explore(budget, diff.unexplored);
    RegionWords words = new RegionWords(diff.space);
    return new Answer(
        diff.tally.transitions(),
        diff.regions.regions(),
        diff.regions.dropped(),
        diff.unexplored.stream().distinct().map(words::of).toList());
  }

  private void singles() {
    List<int[]> earlier = new ArrayList<>();
    for (int[] box : affected.names()) {
      explore(box, List.of());
    }
    for (int[] box : affected.rules()) {
      explore(box, earlier);
      earlier.add(box);
    }
  }

  private void explore(int[] base, List<int[]> earlier) {
    for (int axis = 0; axis < base.length; axis++) {
      if (Bits.isEmpty(space.pool(axis).get(base[axis]))) {
        return;
      }
    }
    List<int[]> regionList = new ArrayList<>();
    int[] nearBefore = before.near(base);
    int[] nearAfter = after.near(base);
    Ladder old = before.over(base, nearBefore, regionList);
    Ladder now = after.over(base, nearAfter, regionList);
    BitSet without = new BitSet();
    for (int[] box : earlier) {
      if (meet(box, base)) {
        without.set(regionList.size());
        regionList.add(box);
      }
    }
    LocalSpace local = new LocalSpace(Frame.of(space), base, regionList);
    try {
      Singles visitor =
          new Singles(local, old, now, affected.oneKnows(base), nearBefore, nearAfter);
      Explorer.explore(local, List.of(old, now), without, visitor, budget.renewed());
      visitor.finish();
    } catch (Budget.Exhausted e) {
      unexplored.add(base);
    }
  }

  private boolean meet(int[] one, int[] other) {
    for (int axis = 0; axis < one.length; axis++) {
      if (!Bits.meet(space.pool(axis).get(one[axis]), space.pool(axis).get(other[axis]))) {
        return false;
      }
    }
    return true;
  }

  /** Counts the parts for identities of one role, and notes where pairs are to be looked at. */
  private final class Singles implements Explorer.Visitor {
    private final LocalSpace local;
    private final Ladder old;
    private final Ladder now;
    private final SameEntries same;
    private final boolean oneKnows;

    /** By side the ranks of the rules that meet the box whatever its roles. */
    private final int[] nearBefore;

    private final int[] nearAfter;
    private long[] category = {};
    private int[][] entries = {};
    private boolean rulesDiffer;

    Singles(
        LocalSpace local,
        Ladder old,
        Ladder now,
        boolean oneKnows,
        int[] nearBefore,
        int[] nearAfter) {
      this.nearBefore = nearBefore;
      this.nearAfter = nearAfter;
      this.local = local;
      this.old = old;
      this.now = now;
      this.same = new SameEntries(local, old, now, affected);
      this.oneKnows = oneKnows;
    }

    @Override
    public boolean skip(int[][] lists) {
      return !oneKnows && same.same(lists[0], lists[1]);
    }

    @Override
    public void category(long[] box, int[][] lists) {
      finish();
      tally.category();
      category = box.clone();
      entries = new int[][] {lists[0].clone(), lists[1].clone()};
    }

    /** Keeps the last categorical part, where the roles of others may matter in it. */
    void finish() {
      if (rulesDiffer) {
        CategoryPart part = CategoryPart.of(space, local, category);
        part.rules(before, old, entries[0], nearBefore, affected);
        part.rules(after, now, entries[1], nearAfter, affected);
        if (part.rolesMatter()) {
          pairs.add(part);
        }
      }
      rulesDiffer = false;
    }

    @Override
    public boolean part(long[] box, int[][] deciding) {
      rulesDiffer = true;
      Verdict one = before.verdict(old, deciding[0]);
      Verdict two = after.verdict(now, deciding[1]);
      if (!one.equals(two)) {
        Shift shift = new Shift(one, two);
        BigInteger combinations = local.volume(box, 0, space.categories());
        tally.one(shift, combinations, local.volume(box));
        regions.add(
            shift,
            local,
            box,
            new int[0],
            before.ids(old, deciding[0]),
            after.ids(now, deciding[1]));
      }
      return true;
    }
  }
}

package dev.policyctl.analysis.change;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Explorer;
import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.Ladder;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.region.SideLadder;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Differences that show only for an identity of two roles. A pair is decided by the smallest tier
 * that either role meets; so something can differ only where one of the two, alone, meets other
 * rules than before. There the other role is taken through all registered ones.
 */
final class PairDiff {
  private final RequestSpace space;
  private final SideLadder before;
  private final SideLadder after;
  private final Affected affected;
  private final List<CategoryPart> parts;
  private final Tally tally;
  private final RegionCollector regions;
  private final int registered;

  PairDiff(
      SideLadder before,
      SideLadder after,
      Affected affected,
      List<CategoryPart> parts,
      Tally tally,
      RegionCollector regions) {
    this.space = before.boxes().space();
    this.before = before;
    this.after = after;
    this.affected = affected;
    this.parts = parts;
    this.tally = tally;
    this.regions = regions;
    CategoryAxis roles = space.category(RequestSpace.ROLES);
    long[] names = Bits.empty(roles.size());
    for (int atom = 0; atom < roles.named(); atom++) {
      Bits.set(names, atom);
    }
    this.registered = space.pool(RequestSpace.ROLES).intern(names);
  }

  /** Counts the differences, and adds their regions; what the budget does not reach is noted. */
  void explore(Budget budget, List<int[]> unexplored) {
    for (int number = 0; number < parts.size(); number++) {
      try {
        explore(number, budget.renewed());
      } catch (Budget.Exhausted e) {
        unexplored.add(parts.get(number).box());
      }
    }
  }

  private void explore(int number, Budget budget) {
    CategoryPart part = parts.get(number);
    int[] base = part.box();
    base[RequestSpace.ROLES] = registered;
    List<int[]> all = new ArrayList<>();
    Ladder pairOld = pair(before, part.before(), base, all);
    Ladder pairNow = pair(after, part.after(), base, all);
    List<Ladder> ladders =
        List.of(
            pairOld,
            pairNow,
            alone(before, part.before(), all),
            alone(after, part.after(), all),
            before.over(base, part.before().near(), all),
            after.over(base, part.after().near(), all),
            members(part, all));
    LocalSpace local = new LocalSpace(Frame.of(space), base, all);
    SameEntries same = new SameEntries(local, pairOld, pairNow, affected);
    Explorer.explore(local, ladders, new BitSet(), new Pairs(number, local, ladders, same), budget);
  }

  /** The rules as the part's roles together with another one meet them. */
  private Ladder pair(SideLadder side, CategoryPart.Side own, int[] base, List<int[]> all) {
    if (!own.known()) {
      return side.over(base, own.near(), all);
    }
    RuleBoxes boxes = side.boxes();
    TreeSet<Integer> ranks = new TreeSet<>();
    BitSet mine = new BitSet();
    for (int rank : own.ranks()) {
      ranks.add(rank);
      mine.set(rank);
    }
    int end = own.lastTier().isPresent() ? boxes.tierEnd(last(own)) : boxes.size();
    Arrays.stream(side.index().meeting(base, own.near(), end)).forEach(ranks::add);
    long[] known = affected.known(boxes);
    return side.of(
        ranks.stream().mapToInt(Integer::intValue).toArray(),
        rank -> List.of(withRoles(boxes, rank, mine.get(rank) ? -1 : 0, known)),
        RequestSpace.ROLES,
        all);
  }

  private static int last(CategoryPart.Side own) {
    return own.ranks()[own.ranks().length - 1];
  }

  /** A rule's box, for any second role, or for those that it accepts and the side knows. */
  private int[] withRoles(RuleBoxes boxes, int rank, int whose, long[] known) {
    int[] box = boxes.box(rank);
    box[RequestSpace.ROLES] =
        whose < 0
            ? registered
            : space
                .pool(RequestSpace.ROLES)
                .intern(Bits.and(boxes.atoms(RequestSpace.ROLES, rank), known));
    return box;
  }

  /** The rules as the part's roles meet them alone. */
  private Ladder alone(SideLadder side, CategoryPart.Side own, List<int[]> all) {
    RuleBoxes boxes = side.boxes();
    return side.of(
        own.ranks(),
        rank -> List.of(withRoles(boxes, rank, -1, new long[0])),
        own.known() ? RequestSpace.ROLES : SideLadder.EVERYBODY_SILENT,
        all);
  }

  /** Where the other role is one that is taken through all others itself: in which part. */
  private Ladder members(CategoryPart part, List<int[]> all) {
    Ladder.Builder members = new Ladder.Builder();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).meets(part)) {
        members.region(all.size(), i);
        all.add(parts.get(i).box());
      }
    }
    return members.otherwise(SideLadder.DEFAULT);
  }

  /** Counts the parts whose difference neither role has alone. */
  private final class Pairs implements Explorer.Visitor {
    private final CategoryPart part;
    private final int number;
    private final LocalSpace local;
    private final List<Ladder> ladders;
    private final SameEntries same;
    private final BigInteger ownRoles;

    Pairs(int number, LocalSpace local, List<Ladder> ladders, SameEntries same) {
      this.number = number;
      this.part = parts.get(number);
      this.local = local;
      this.ladders = ladders;
      this.same = same;
      this.ownRoles = BigInteger.valueOf(Bits.count(part.roles()));
    }

    @Override
    public boolean skip(int[][] entries) {
      return same.same(entries[0], entries[1]);
    }

    @Override
    public void category(long[] box, int[][] entries) {
      tally.category();
    }

    @Override
    public boolean part(long[] box, int[][] deciding) {
      Verdict[] verdicts = new Verdict[6];
      for (int i = 0; i < verdicts.length; i++) {
        SideLadder side = i % 2 == 0 ? before : after;
        verdicts[i] = side.verdict(ladders.get(i), deciding[i]);
      }
      boolean alone = alike(verdicts, 2) || alike(verdicts, 4);
      if (!verdicts[0].equals(verdicts[1]) && !alone) {
        Shift shift = new Shift(verdicts[0], verdicts[1]);
        int counterpart = ladders.get(6).mark(deciding[6][0]);
        BigInteger ordered = local.volume(box, 0, space.categories()).multiply(ownRoles);
        tally.two(shift, counterpart >= 0 ? ordered : ordered.shiftLeft(1));
        if (counterpart < 0 || counterpart > number) {
          regions.add(
              shift,
              local,
              box,
              part.box(),
              before.ids(ladders.get(0), deciding[0]),
              after.ids(ladders.get(1), deciding[1]));
        }
      }
      return true;
    }

    /** Whether a role alone has the pair's transition. */
    private boolean alike(Verdict[] verdicts, int role) {
      return !verdicts[role].equals(verdicts[role + 1])
          && verdicts[role].outcome() == verdicts[0].outcome()
          && verdicts[role + 1].outcome() == verdicts[1].outcome();
    }
  }
}

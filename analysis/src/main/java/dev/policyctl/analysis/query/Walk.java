package dev.policyctl.analysis.query;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Explorer;
import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.Ladder;
import dev.policyctl.analysis.cover.LocalSpace;
import dev.policyctl.analysis.cover.Slice;
import dev.policyctl.analysis.region.Piece;
import dev.policyctl.analysis.region.SideLadder;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what every part of a box is decided as. A box that many rules meet is first cut along the
 * axis that parts them best, as a firewall decision diagram tests one field after the other (Gouda
 * and Liu 2004); what few rules meet is taken apart around them.
 */
final class Walk {
  /** A box that no more rules than these meet is not cut along an axis. */
  private static final int FEW = 24;

  /** A cut is worth it where the squares of what is left sum to less than this part. */
  private static final double WORTH = 0.7;

  private final Confined confined;
  private final RequestSpace space;
  private final SideLadder side;
  private final Budget budget;
  private final Boxes boxes;

  /** Which boxes are kept. */
  enum Boxes {
    /** None: outcomes alone are counted, over all values. */
    NONE,
    /** Those that are not denied. */
    LET_IN,
    ALL
  }

  Walk(Confined confined, Budget budget, Boxes boxes) {
    this.confined = confined;
    this.space = confined.space();
    this.side = confined.side();
    this.budget = budget;
    this.boxes = boxes;
  }

  /** The parts of a slice along an axis; nothing where the budget does not suffice. */
  List<Slice> cut(Slice slice, int axis) {
    budget.spend(1 + (slice.rules() >> 6));
    return slice.along(axis);
  }

  /** Adds what the parts of a slice are decided as. */
  void over(Slice slice, Gathered into) {
    for (int axis = 0; axis < space.axes().size(); axis++) {
      if (Bits.isEmpty(space.pool(axis).get(slice.box()[axis]))) {
        return;
      }
    }
    List<Slice> parts = List.of();
    try {
      parts = slice.rules() <= FEW ? List.of() : parts(slice);
      if (parts.isEmpty()) {
        Gathered leaf = new Gathered(into.room());
        leaf(slice, leaf);
        into.add(leaf);
      }
    } catch (Budget.Exhausted e) {
      into.unexplored(slice.box());
    }
    for (Slice part : parts) {
      over(part, into);
    }
  }

  /** The parts along the axis that is best; none where no axis is worth it. */
  private List<Slice> parts(Slice slice) {
    List<Slice> best = List.of();
    double least = WORTH * slice.rules() * slice.rules();
    for (int axis = 0; axis < space.categories(); axis++) {
      List<Slice> parts = cut(slice, axis);
      double cost = 0;
      for (Slice part : parts) {
        cost += (double) part.rules() * part.rules();
      }
      if (parts.size() > 1 && cost < least) {
        least = cost;
        best = parts;
      }
    }
    return best;
  }

  private void leaf(Slice slice, Gathered leaf) {
    List<int[]> regions = new ArrayList<>();
    Ladder ladder = side.of(slice.ranks(), rank -> List.of(side.boxes().box(rank)), -1, regions);
    LocalSpace local = new LocalSpace(Frame.of(space), slice.box(), regions);
    if (boxes != Boxes.NONE) {
      Parts parts = new Parts(local, ladder, leaf);
      Explorer.explore(local, List.of(ladder), new BitSet(), parts, budget);
      parts.finish();
    } else {
      OutcomeCounter counter = new OutcomeCounter(local, ladder, side, leaf.all());
      Explorer.explore(local, List.of(ladder), new BitSet(), counter, budget);
      counter.finish();
    }
  }

  /** Counts parts, and keeps them where they are wanted. */
  private final class Parts implements Explorer.Visitor {
    private final LocalSpace local;
    private final Ladder ladder;
    private final Gathered into;
    private final Set<Verdict> verdicts = new HashSet<>();
    private final Map<Integer, Verdict> single = new HashMap<>();
    private BigInteger combinations = BigInteger.ZERO;
    private BigInteger plain = BigInteger.ZERO;

    Parts(LocalSpace local, Ladder ladder, Gathered into) {
      this.local = local;
      this.ladder = ladder;
      this.into = into;
    }

    @Override
    public void category(long[] box, int[][] entries) {
      finish();
      combinations = local.volume(box, 0, space.categories());
      plain = plainCombinations(box);
    }

    /** Counts the last categorical part, once all its cells were seen. */
    void finish() {
      if (!verdicts.isEmpty()) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (Verdict verdict : verdicts) {
          outcomes.add(verdict.outcome());
          into.decided(verdict, combinations, BigInteger.ZERO);
        }
        into.all().category(outcomes, combinations);
        if (plain.signum() > 0) {
          into.plain().category(outcomes, plain);
        }
        verdicts.clear();
      }
    }

    private BigInteger plainCombinations(long[] box) {
      BigInteger count = BigInteger.ONE;
      for (int axis = 0; axis < space.categories(); axis++) {
        long in = local.count(box, axis, confined.plain(axis));
        if (in == 0) {
          return BigInteger.ZERO;
        }
        count = count.multiply(BigInteger.valueOf(in));
      }
      return count;
    }

    @Override
    public boolean part(long[] box, int[][] deciding) {
      Verdict verdict = verdict(deciding[0]);
      BigInteger cells = local.volume(box, space.categories(), space.axes().size());
      BigInteger requests = combinations.multiply(cells);
      verdicts.add(verdict);
      into.decided(verdict, BigInteger.ZERO, requests);
      into.all().cells(verdict.outcome(), requests);
      into.plain().cells(verdict.outcome(), plain.multiply(cells));
      Set<String> ids = side.ids(ladder, deciding[0]);
      boolean denied = verdict.outcome() == Outcome.DENY;
      if (denied) {
        into.deniedBy(ids);
      }
      if (!denied || boxes == Boxes.ALL) {
        if (into.full()) {
          into.drop();
        } else {
          into.piece(verdict, new Piece<>(sets(box), ids));
        }
      }
      return true;
    }

    /** Most parts are decided by one rule, and many by the same. */
    private Verdict verdict(int[] deciding) {
      return deciding.length == 1
          ? single.computeIfAbsent(deciding[0], entry -> side.verdict(ladder, deciding))
          : side.verdict(ladder, deciding);
    }

    private int[] sets(long[] box) {
      int[] sets = new int[space.axes().size()];
      for (int axis = 0; axis < sets.length; axis++) {
        SetPool pool = space.pool(axis);
        sets[axis] = pool.intern(local.set(box, axis, pool.atoms()));
      }
      return sets;
    }
  }
}

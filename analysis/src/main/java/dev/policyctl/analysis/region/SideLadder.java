package dev.policyctl.analysis.region;

import dev.policyctl.analysis.cover.Ladder;
import dev.policyctl.analysis.cover.RuleIndex;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** One policy as a ladder over a box: its rules by tier, then silence, then default. */
public final class SideLadder {
  /** The mark of the default. */
  public static final int DEFAULT = -1;

  /** The mark of a denial by silence. */
  public static final int SILENCE = -2;

  /** In the place of an axis on which nobody is silent: every request is. */
  public static final int EVERYBODY_SILENT = -2;

  private final RuleBoxes boxes;
  private final RuleIndex index;

  public SideLadder(RuleBoxes boxes) {
    this.boxes = boxes;
    this.index = new RuleIndex(boxes);
  }

  /** The rules as boxes. */
  public RuleBoxes boxes() {
    return boxes;
  }

  /** The rules by what they accept. */
  public RuleIndex index() {
    return index;
  }

  /** The ranks of the rules that meet a box whatever its roles are. */
  public int[] near(int[] base) {
    return index.meeting(base, 0, boxes.size(), RequestSpace.ROLES);
  }

  /**
   * The ladder of the rules that meet a box; their regions are added to a list.
   *
   * @param near ranks of rules, among them all that do
   */
  public Ladder over(int[] base, int[] near, List<int[]> regions) {
    int[] ranks = index.meeting(base, near, boxes.size());
    return of(ranks, rank -> List.of(boxes.box(rank)), -1, regions);
  }

  /**
   * The ladder of some rules.
   *
   * @param ranks ascending
   * @param as the regions that a rule has
   * @param spoken an axis on which nobody is silent; -1 for none
   */
  public Ladder of(int[] ranks, IntFunction<List<int[]>> as, int spoken, List<int[]> regions) {
    Ladder.Builder ladder = new Ladder.Builder();
    int tier = -1;
    for (int rank : ranks) {
      if (boxes.rule(rank).tier() != tier) {
        ladder.next();
        tier = boxes.rule(rank).tier();
      }
      for (int[] region : as.apply(rank)) {
        ladder.region(regions.size(), rank);
        regions.add(region);
      }
    }
    ladder.next();
    if (boxes.policy().policy().defaultOutcome() == Outcome.ALLOW) {
      for (int axis = 0; axis < boxes.space().categories(); axis++) {
        if (axis != spoken) {
          int[] silence = new int[boxes.space().axes().size()];
          silence[axis] =
              spoken == EVERYBODY_SILENT
                  ? SetPool.ALL
                  : boxes.space().pool(axis).intern(boxes.silent(axis));
          ladder.region(regions.size(), SILENCE);
          regions.add(silence);
        }
      }
    }
    return ladder.otherwise(DEFAULT);
  }

  /** What an entry with a mark is decided as. */
  public Outcome outcome(int mark) {
    if (mark >= 0) {
      return boxes.rule(mark).effect();
    }
    return mark == SILENCE ? Outcome.DENY : boxes.policy().policy().defaultOutcome();
  }

  /** What the entries of a deciding step come to. */
  public Verdict verdict(Ladder ladder, int[] entries) {
    Outcome outcome = boxes.policy().policy().defaultOutcome();
    TreeSet<DecisionObligation> obligations = new TreeSet<>();
    for (int entry : entries) {
      int mark = ladder.mark(entry);
      if (mark >= 0) {
        RankedRule rule = boxes.rule(mark);
        outcome = rule.effect();
        obligations.addAll(rule.obligations());
      } else if (mark == SILENCE) {
        outcome = Outcome.DENY;
      }
    }
    return new Verdict(outcome, List.copyOf(obligations));
  }

  /** The ids of the rules among entries. */
  public Set<String> ids(Ladder ladder, int[] entries) {
    TreeSet<String> ids = new TreeSet<>();
    for (int entry : entries) {
      if (ladder.mark(entry) >= 0) {
        ids.add(boxes.rule(ladder.mark(entry)).id());
      }
    }
    return ids;
  }

  /** Whether a rule accepts all of some roles. */
  public boolean acceptsRoles(int rank, long[] roles) {
    return Bits.contains(boxes.atoms(RequestSpace.ROLES, rank), roles);
  }
}

package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.Ladder;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.model.policy.Outcome;
import java.util.List;

/**
 * Rules as regions of a frame that may have the roles twice: an identity of two roles matches a
 * rule through either. Only registered roles come in pairs.
 */
final class Lift {
  /** The mark of the default. */
  static final int DEFAULT = -1;

  /** The mark of a denial by silence. */
  static final int SILENCE = -2;

  private final Frame frame;
  private final RuleBoxes boxes;
  private final boolean twice;
  private final int named;

  Lift(Frame frame, RuleBoxes boxes) {
    this.frame = frame;
    this.boxes = boxes;
    this.twice = frame.size() > boxes.space().axes().size();
    CategoryAxis roles = boxes.space().category(RequestSpace.ROLES);
    long[] names = Bits.full(roles.size());
    names[roles.unknown() >> 6] &= ~(1L << roles.unknown());
    names[roles.missing() >> 6] &= ~(1L << roles.missing());
    this.named = twice ? boxes.space().pool(RequestSpace.ROLES).intern(names) : SetPool.ALL;
  }

  Frame frame() {
    return frame;
  }

  /** The box of a rule, matched through the first role, whatever registered role is second. */
  int[] base(int rank) {
    int[] region = java.util.Arrays.copyOf(boxes.box(rank), frame.size());
    if (twice) {
      region[RequestSpace.ROLES] = registered(region[RequestSpace.ROLES]);
      region[frame.size() - 1] = named;
    }
    return region;
  }

  private int registered(int set) {
    SetPool pool = boxes.space().pool(RequestSpace.ROLES);
    return pool.intern(Bits.and(pool.get(set), pool.get(named)));
  }

  /** The regions in which a rule matches. */
  List<int[]> regions(int rank) {
    int[] first = base(rank);
    if (!twice) {
      return List.of(first);
    }
    int[] second = first.clone();
    second[frame.size() - 1] = first[RequestSpace.ROLES];
    second[RequestSpace.ROLES] = named;
    return List.of(first, second);
  }

  /** Adds the steps in which silence denies, where the default would not. */
  void silence(List<int[]> regions, Ladder.Builder ladder, RuleBoxes of) {
    if (of.policy().policy().defaultOutcome() == Outcome.DENY) {
      return;
    }
    ladder.next();
    for (int axis = 0; axis < boxes.space().categories(); axis++) {
      int[] region = new int[frame.size()];
      if (twice) {
        region[RequestSpace.ROLES] = named;
        region[frame.size() - 1] = named;
      }
      region[axis] = boxes.space().pool(axis).intern(of.silent(axis));
      if (!twice || axis != RequestSpace.ROLES) {
        ladder.region(regions.size(), SILENCE);
        regions.add(region);
      }
    }
  }

  /** The number of a set of atoms in a dimension. */
  int intern(int dimension, int[] atoms) {
    SetPool pool = boxes.space().pool(frame.axis(dimension));
    long[] set = Bits.empty(pool.atoms());
    for (int atom : atoms) {
      Bits.set(set, atom);
    }
    return pool.intern(set);
  }
}

package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.RuleBoxes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Whether rules found alive so far cover a box. The few that have most of it are asked first, as
 * they mostly suffice; a point that these leave over and none of the others has settles it too. Not
 * for use by several threads.
 */
public final class LiveCover {
  /** How many of the rules are asked first, and with what factor more. */
  private static final int FIRST = 64;

  private static final int MORE = 16;

  /** How many points of what is left over are tried. */
  private static final int POINTS = 8;

  private final RuleBoxes boxes;
  private final Frame frame;
  private final LiveRules rules;
  private final PackedBoxes packed;
  private long[][] regions = new long[Long.SIZE][];

  /** Without a rule yet. */
  public LiveCover(RuleBoxes boxes) {
    this.boxes = boxes;
    this.frame = Frame.of(boxes.space());
    this.rules = new LiveRules(boxes);
    this.packed = new PackedBoxes(boxes.space());
  }

  /** Adds a rule, of a larger rank than those before. */
  public void add(int rank) {
    if (packed.small()) {
      if (rules.size() == regions.length) {
        regions = Arrays.copyOf(regions, 2 * rules.size());
      }
      regions[rules.size()] = packed.pack(boxes.box(rank));
    }
    rules.add(rank);
  }

  /** The rules by themselves. */
  public LiveRules rules() {
    return rules;
  }

  /**
   * The ranks of rules that together cover a box, if those with smaller numbers than a limit do;
   * ascending.
   *
   * @param box by axis the number of a set; not empty
   * @throws Budget.Exhausted where the budget does not suffice to tell
   */
  public Optional<int[]> covering(int[] box, int limit, Budget budget) {
    Optional<int[]> numbers = packed.small() ? whole(box, limit, budget) : cut(box, limit, budget);
    return numbers.map(of -> Arrays.stream(of).map(rules::rank).toArray());
  }

  private Optional<int[]> cut(int[] box, int limit, Budget budget) {
    int[] near = rules.meeting(box, limit);
    List<int[]> meeting = new ArrayList<>(near.length);
    for (int number : near) {
      if (rules.contains(number, box)) {
        return Optional.of(new int[] {number});
      }
      meeting.add(boxes.box(rules.rank(number)));
    }
    Cover.Answer answer = Cover.of(new LocalSpace(frame, box, meeting), budget);
    return answer.covered()
        ? Optional.of(answer.used().stream().map(i -> near[i]).toArray())
        : Optional.empty();
  }

  private Optional<int[]> whole(int[] box, int limit, Budget budget) {
    long[] base = packed.pack(box);
    int[] near = rules.meeting(box, limit);
    int[] sizes = packed.sizes(base);
    double[] shares = new double[near.length];
    for (int i = 0; i < near.length; i++) {
      shares[i] = packed.share(base, regions[near[i]], sizes);
    }
    int[] order = BySize.descending(near, shares);
    SplittableRandom random = new SplittableRandom(limit);
    for (int count = Math.min(FIRST, order.length);
        ;
        count = Math.min(MORE * count, order.length)) {
      Cover.Answer answer = Cover.of(packed.starts(), regions, base, order, count, budget);
      if (answer.covered()) {
        return Optional.of(answer.used().stream().toArray());
      }
      if (count == order.length || free(answer, random)) {
        return Optional.empty();
      }
    }
  }

  /** Whether some of what is left over is in no rule at all. */
  private boolean free(Cover.Answer answer, SplittableRandom random) {
    long[] open = answer.open().orElseThrow().words();
    for (int i = 0; i < POINTS; i++) {
      if (!rules.any(packed.point(open, random))) {
        return true;
      }
    }
    return false;
  }
}

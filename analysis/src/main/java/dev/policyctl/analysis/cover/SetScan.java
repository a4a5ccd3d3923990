package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rules meet one box, without an index: rules share sets, so each set is compared with the
 * box once, and only if a rule gets as far; axes of few sets come first.
 */
final class SetScan {
  private static final byte MEETS = 1;
  private static final byte APART = 2;

  private final RuleBoxes boxes;
  private final int[] box;
  private final int[] axes;

  /** By place of an axis, by set: what is known of it. */
  private final byte[][] known;

  SetScan(RuleBoxes boxes, int[] box, int ignored) {
    this.boxes = boxes;
    this.box = box;
    this.axes =
        IntStream.range(0, box.length)
            .filter(axis -> axis != ignored)
            .boxed()
            .sorted(Comparator.comparingInt(axis -> boxes.space().pool(axis).size()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.known = new byte[axes.length][];
    for (int place = 0; place < axes.length; place++) {
      known[place] = new byte[boxes.space().pool(axes[place]).size()];
    }
  }

  /** Their ranks from one up to another, ascending; of some alone where they are given. */
  int[] meeting(int from, int to, long @Nullable [] among) {
    int[] ranks = new int[Math.min(64, to - from)];
    int size = 0;
    for (int rank = from; rank < to; rank++) {
      if ((among == null || Bits.get(among, rank)) && meets(rank)) {
        if (size == ranks.length) {
          ranks = Arrays.copyOf(ranks, 2 * size);
        }
        ranks[size++] = rank;
      }
    }
    return Arrays.copyOf(ranks, size);
  }

  private boolean meets(int rank) {
    for (int place = 0; place < axes.length; place++) {
      int set = boxes.set(axes[place], rank);
      byte answer = known[place][set];
      if (answer == 0) {
        long[] atoms = boxes.space().pool(axes[place]).get(box[axes[place]]);
        answer = Bits.meet(boxes.atoms(axes[place], rank), atoms) ? MEETS : APART;
        known[place][set] = answer;
      }
      if (answer == APART) {
        return false;
      }
    }
    return true;
  }
}

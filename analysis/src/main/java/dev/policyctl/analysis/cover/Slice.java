package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A box with the rules that meet it, to be cut along an axis into parts of atoms that neither a
 * rule nor silence tells apart: in a part of ten thousand roles few of ten thousand rules are left.
 * Immutable.
 */
public final class Slice {
  private static final int[] NONE = {};

  private final RuleBoxes boxes;
  private final int[] box;
  private final int[] ranks;

  private Slice(RuleBoxes boxes, int[] box, int[] ranks) {
    this.boxes = boxes;
    this.box = box;
    this.ranks = ranks;
  }

  /** A box with all rules that meet it. */
  public static Slice of(RuleIndex index, int[] box) {
    return new Slice(index.boxes(), box.clone(), index.meeting(box, 0, index.boxes().size(), -1));
  }

  /** By axis the number of its set. */
  public int[] box() {
    return box.clone();
  }

  /** The ranks of the rules that meet it, ascending. */
  public int[] ranks() {
    return ranks.clone();
  }

  /** How many rules meet it. */
  public int rules() {
    return ranks.length;
  }

  /** The parts along an axis, by their first atoms. */
  public List<Slice> along(int axis) {
    SetPool pool = boxes.space().pool(axis);
    int[][] classes = classes(axis);
    int[] classOf = new int[pool.atoms()];
    Arrays.fill(classOf, -1);
    for (int of = 0; of < classes.length; of++) {
      classOf[classes[of][0]] = of;
    }
    Map<Integer, int[]> bySet = new HashMap<>();
    int[][] meeting = new int[classes.length][];
    Arrays.fill(meeting, NONE);
    int[] sizes = new int[classes.length];
    for (int rank : ranks) {
      for (int of :
          bySet.computeIfAbsent(boxes.set(axis, rank), set -> within(pool.get(set), classOf))) {
        if (sizes[of] == meeting[of].length) {
          meeting[of] = Arrays.copyOf(meeting[of], Math.max(8, 2 * sizes[of]));
        }
        meeting[of][sizes[of]++] = rank;
      }
    }
    List<Slice> parts = new ArrayList<>(classes.length);
    for (int of = 0; of < classes.length; of++) {
      int[] part = box.clone();
      part[axis] = pool.intern(bits(classes[of], pool.atoms()));
      parts.add(new Slice(boxes, part, Arrays.copyOf(meeting[of], sizes[of])));
    }
    return parts;
  }

  private int[][] classes(int axis) {
    SetPool pool = boxes.space().pool(axis);
    Partition partition = new Partition(pool.get(box[axis]));
    partition.refine(boxes.silent(axis));
    long[] seen = Bits.empty(pool.size());
    for (int rank : ranks) {
      int set = boxes.set(axis, rank);
      if (set != SetPool.ALL && set != box[axis] && !Bits.get(seen, set)) {
        Bits.set(seen, set);
        partition.refine(pool.get(set));
      }
    }
    return partition.sorted();
  }

  /** The classes whose first atom is in a set. */
  private static int[] within(long[] set, int[] classOf) {
    int[] within = new int[8];
    int size = 0;
    for (int atom = Bits.next(set, 0); atom >= 0; atom = Bits.next(set, atom + 1)) {
      if (classOf[atom] >= 0) {
        within = size == within.length ? Arrays.copyOf(within, 2 * size) : within;
        within[size++] = classOf[atom];
      }
    }
    return Arrays.copyOf(within, size);
  }

  private static long[] bits(int[] atoms, int size) {
    long[] bits = Bits.empty(size);
    for (int atom : atoms) {
      Bits.set(bits, atom);
    }
    return bits;
  }
}

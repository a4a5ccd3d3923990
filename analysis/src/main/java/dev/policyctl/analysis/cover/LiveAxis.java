package dev.policyctl.analysis.cover;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One axis of {@link LiveRules}: by atom the numbers of the rules that accept it, as bits where the
 * axis has few atoms; otherwise by set, and by atom the sets that have it.
 */
final class LiveAxis {
  /** What the bits of an axis may take, in words. */
  private static final long MOST_WORDS = 1L << 21;

  private final RuleBoxes boxes;
  private final SetPool pool;
  private final int axis;
  private final boolean dense;

  /** By atom, if dense; all of one length. */
  private final long[][] rows;

  /** By set, if not dense, the numbers of its rules. */
  private final int[][] bySet;

  private final int[] sizes;

  /** By atom, if not dense, the sets that have it, one atom behind the other. */
  private final int[] sets;

  private final int[] start;

  /** By number, if dense, the set. */
  private int[] setOf = new int[Long.SIZE];

  private int size;

  /** By set of more than half of the atoms. */
  private final Map<Integer, Wide> wide = new HashMap<>();

  /** How often a rule accepts an atom, on average. */
  private final double load;

  LiveAxis(RuleBoxes boxes, int axis) {
    this.boxes = boxes;
    this.pool = boxes.space().pool(axis);
    this.axis = axis;
    int atoms = pool.atoms();
    int[] uses = new int[pool.size()];
    for (int rank = 0; rank < boxes.size(); rank++) {
      uses[boxes.set(axis, rank)]++;
    }
    this.dense = (long) atoms * (boxes.size() / Long.SIZE + 1) <= MOST_WORDS;
    this.rows = new long[dense ? atoms : 0][0];
    this.bySet = new int[dense ? 0 : uses.length][0];
    this.sizes = new int[bySet.length];
    this.start = new int[dense ? 0 : atoms + 1];
    long accepted = 0;
    for (int set = 0; set < uses.length; set++) {
      accepted += uses[set] == 0 ? 0 : (long) uses[set] * Bits.count(pool.get(set));
    }
    this.load = (double) accepted / Math.max(1, atoms);
    this.sets = dense ? new int[0] : byAtom(uses);
  }

  /** Fills the starts; gives the used sets by atom. */
  private int[] byAtom(int[] uses) {
    for (int set = 0; set < uses.length; set++) {
      long[] atoms = uses[set] == 0 ? new long[0] : pool.get(set);
      for (int atom = Bits.next(atoms, 0); atom >= 0; atom = Bits.next(atoms, atom + 1)) {
        start[atom + 1]++;
      }
    }
    for (int atom = 1; atom < start.length; atom++) {
      start[atom] += start[atom - 1];
    }
    int[] at = start.clone();
    int[] all = new int[start[start.length - 1]];
    for (int set = 0; set < uses.length; set++) {
      long[] atoms = uses[set] == 0 ? new long[0] : pool.get(set);
      for (int atom = Bits.next(atoms, 0); atom >= 0; atom = Bits.next(atoms, atom + 1)) {
        all[at[atom]++] = set;
      }
    }
    return all;
  }

  boolean dense() {
    return dense;
  }

  /** How many rules accept an atom, on average, once all are there. */
  double load() {
    return load;
  }

  long[] set(int number) {
    return pool.get(number);
  }

  /** Adds the rule of a rank under the next number; there is room for so many words of them. */
  void add(int number, int rank, int room) {
    int set = boxes.set(axis, rank);
    if (dense) {
      if (number == setOf.length) {
        setOf = Arrays.copyOf(setOf, 2 * number);
      }
      setOf[number] = set;
      size = number + 1;
      long[] atoms = pool.get(set);
      for (int word = 0; word < atoms.length; word++) {
        for (long bits = atoms[word]; bits != 0; bits &= bits - 1) {
          int atom = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
          if (rows[atom].length < room) {
            rows[atom] = Arrays.copyOf(rows[atom], room);
          }
          Bits.set(rows[atom], number);
        }
      }
    } else {
      if (bySet[set].length == sizes[set]) {
        bySet[set] = Arrays.copyOf(bySet[set], Math.max(2, 2 * sizes[set]));
      }
      bySet[set][sizes[set]++] = number;
    }
  }

  /** Keeps those that accept an atom, in the words from one up to another; dense axes only. */
  void accept(int atom, long[] kept, int from, int to) {
    long[] row = rows[atom];
    int end = Math.min(to, row.length);
    for (int word = from; word < end; word++) {
      kept[word - from] &= row[word];
    }
    if (end < to) {
      Arrays.fill(kept, Math.max(from, end) - from, to - from, 0);
    }
  }

  /** Keeps those that meet a set. */
  void meet(int number, long[] kept) {
    long[] union = new long[kept.length];
    long[] atoms = pool.get(number);
    for (int atom = Bits.next(atoms, 0); atom >= 0; atom = Bits.next(atoms, atom + 1)) {
      if (dense) {
        long[] row = rows[atom];
        int end = Math.min(union.length, row.length);
        for (int word = 0; word < end; word++) {
          union[word] |= row[word];
        }
      } else {
        addAll(atom, union);
      }
    }
    for (int word = 0; word < kept.length; word++) {
      kept[word] &= union[word];
    }
  }

  private void addAll(int atom, long[] union) {
    for (int i = start[atom]; i < start[atom + 1]; i++) {
      int[] numbers = bySet[sets[i]];
      for (int j = 0; j < sizes[sets[i]] && numbers[j] >> 6 < union.length; j++) {
        Bits.set(union, numbers[j]);
      }
    }
  }

  /** About how many words {@link #meet} touches. */
  long cost(int number, int words) {
    long[] atoms = pool.get(number);
    if (dense) {
      return (long) Bits.count(atoms) * words / 4;
    }
    return words + (long) (load * Bits.count(atoms));
  }

  /** Whether one of the first so many rules matches a point; not for dense axes. */
  boolean any(int[] point, int[] ranks, int limit) {
    for (int i = start[point[axis]]; i < start[point[axis] + 1]; i++) {
      int[] numbers = bySet[sets[i]];
      for (int j = 0; j < sizes[sets[i]] && numbers[j] < limit; j++) {
        if (boxes.matches(ranks[numbers[j]], point)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first so many words of those that contain a set; not to be changed. Dense axes only. */
  long[] containing(int set, int words) {
    long[] kept = new long[words];
    long[] atoms = pool.get(set);
    if (2 * Bits.count(atoms) <= pool.atoms()) {
      Arrays.fill(kept, -1L);
      for (int atom = Bits.next(atoms, 0); atom >= 0; atom = Bits.next(atoms, atom + 1)) {
        accept(atom, kept, 0, words);
      }
      return kept;
    }
    Wide known = wide.computeIfAbsent(set, of -> new Wide());
    known.grow(atoms);
    System.arraycopy(known.bits, 0, kept, 0, Math.min(words, known.bits.length));
    return kept;
  }

  /** Of these rules some that together have all of a set, ascending; none if they do not. */
  int[] filling(int set, long[] among) {
    long[] left = pool.get(set).clone();
    int[] numbers = new int[Long.SIZE];
    int found = 0;
    for (int atom = Bits.next(left, 0); atom >= 0; atom = Bits.next(left, atom + 1)) {
      int number = firstOf(rows[atom], among);
      if (number < 0) {
        return new int[0];
      }
      numbers = found == numbers.length ? Arrays.copyOf(numbers, 2 * found) : numbers;
      numbers[found++] = number;
      long[] has = pool.get(setOf[number]);
      for (int word = 0; word < left.length; word++) {
        left[word] &= ~has[word];
      }
    }
    Arrays.sort(numbers, 0, found);
    return Arrays.copyOf(numbers, found);
  }

  private static int firstOf(long[] one, long[] other) {
    for (int word = 0; word < Math.min(one.length, other.length); word++) {
      long both = one[word] & other[word];
      if (both != 0) {
        return word * Long.SIZE + Long.numberOfTrailingZeros(both);
      }
    }
    return -1;
  }

  /** The rules that contain one of the sets that most rules have. */
  private final class Wide {
    private long[] bits = new long[1];
    private int upTo;

    /** Looks at the rules that came since. */
    void grow(long[] atoms) {
      if (bits.length * Long.SIZE < size) {
        bits = Arrays.copyOf(bits, setOf.length / Long.SIZE);
      }
      for (; upTo < size; upTo++) {
        if (Bits.contains(pool.get(setOf[upTo]), atoms)) {
          Bits.set(bits, upTo);
        }
      }
    }
  }
}

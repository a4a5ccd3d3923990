package dev.policyctl.analysis.region;

import dev.policyctl.analysis.space.Axis;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.NumberAxis;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.analysis.space.TimeAxis;
import dev.policyctl.model.registry.Glob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what a box is confined to in the words of registries: globs where they say it shorter. */
public final class RegionWords {
  /** Sets of more names are listed rather than searched for globs. */
  private static final int MOST_NAMES = 20_000;

  private static final String DELIMITERS = "/-._:@";

  private final RequestSpace space;
  private final Map<TimeAxis, TimeWords> times = new HashMap<>();

  /** By axis and number of a set. */
  private final Map<Integer, Map<Integer, List<String>>> known = new HashMap<>();

  public RegionWords(RequestSpace space) {
    this.space = space;
  }

  /** Axis by axis; what it has whole is left out. */
  public List<Extent> of(int[] box) {
    List<Extent> extents = new ArrayList<>();
    for (int axis = 0; axis < box.length; axis++) {
      if (box[axis] != SetPool.ALL) {
        extents.add(
            new Extent(
                space.axes().get(axis).label(), values(axis, space.pool(axis).get(box[axis]))));
      }
    }
    return extents;
  }

  /** A set of atoms in words. */
  public List<String> values(int axis, long[] set) {
    return known
        .computeIfAbsent(axis, a -> new HashMap<>())
        .computeIfAbsent(space.pool(axis).intern(set.clone()), number -> made(axis, set));
  }

  private List<String> made(int axis, long[] set) {
    Axis of = space.axes().get(axis);
    List<String> words = new ArrayList<>();
    long[] left = set.clone();
    if (of instanceof CategoryAxis category) {
      globs(category, left, words);
    } else if (of instanceof NumberAxis numbers) {
      runs(numbers, left, words);
    } else if (of instanceof TimeAxis time) {
      return times.computeIfAbsent(time, TimeWords::new).of(set);
    }
    for (int atom = Bits.next(left, 0); atom >= 0; atom = Bits.next(left, atom + 1)) {
      words.add(of.name(atom));
    }
    return words;
  }

  /** Takes intervals out, neighbours as one. */
  private static void runs(NumberAxis axis, long[] left, List<String> words) {
    int first = Bits.next(left, 0);
    while (first >= 0 && first < axis.absent()) {
      int last = first;
      while (last + 1 < axis.absent() && Bits.get(left, last + 1)) {
        last++;
      }
      words.add(axis.name(first, last));
      for (int atom = first; atom <= last; atom++) {
        left[atom >> 6] &= ~(1L << atom);
      }
      first = Bits.next(left, last + 1);
    }
  }

  /** Takes names out as long as a glob stands for several of them and for nothing else. */
  private static void globs(CategoryAxis axis, long[] left, List<String> words) {
    long[] names = left.clone();
    if (count(names, axis.named()) == axis.named() && axis.named() > 1) {
      take(axis, left, "*", words);
      return;
    }
    if (Bits.count(names) == 1 || Bits.count(names) > MOST_NAMES) {
      return;
    }
    Set<String> refused = new HashSet<>();
    for (int atom = Bits.next(names, 0);
        atom >= 0 && atom < axis.named();
        atom = Bits.next(names, atom + 1)) {
      if (Bits.get(left, atom)) {
        String glob = glob(axis, names, axis.name(atom), refused);
        if (!glob.isEmpty()) {
          take(axis, left, glob, words);
        }
      }
    }
  }

  private static int count(long[] set, int below) {
    int count = 0;
    for (int atom = Bits.next(set, 0); atom >= 0 && atom < below; atom = Bits.next(set, atom + 1)) {
      count++;
    }
    return count;
  }

  /**
   * The shortest prefix of a name whose glob hits only names of a set, and several; or nothing.
   *
   * @param refused globs that are known to hit others; grows
   */
  private static String glob(CategoryAxis axis, long[] names, String name, Set<String> refused) {
    for (int end = 1; end < name.length(); end++) {
      if (DELIMITERS.indexOf(name.charAt(end - 1)) >= 0) {
        String prefix = name.substring(0, end);
        if (!refused.contains(prefix)) {
          if (begins(axis, names, prefix, false)) {
            return prefix + "*";
          }
          if (begins(axis, names, prefix, true)) {
            return prefix + "**";
          }
          refused.add(prefix);
        }
      }
    }
    return inside(axis, names, name, refused);
  }

  /** Likewise with a star that ends before a slash: {@code team-*}{@code /user}; or nothing. */
  private static String inside(CategoryAxis axis, long[] names, String name, Set<String> refused) {
    int from = 0;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      for (int end = from; end < slash; end++) {
        if (end == from || DELIMITERS.indexOf(name.charAt(end - 1)) >= 0) {
          String glob = name.substring(0, end) + "*" + name.substring(slash);
          if (!refused.contains(glob) && hitsOnly(axis, names, glob)) {
            return glob;
          }
          refused.add(glob);
        }
      }
      from = slash + 1;
    }
    return "";
  }

  /** Whether several names begin so, with or without slashes behind, and all are of a set. */
  private static boolean begins(CategoryAxis axis, long[] names, String prefix, boolean slashes) {
    int hits = 0;
    for (int atom = first(axis, prefix);
        atom < axis.named() && axis.name(atom).startsWith(prefix);
        atom++) {
      if (slashes || axis.name(atom).indexOf('/', prefix.length()) < 0) {
        if (!Bits.get(names, atom)) {
          return false;
        }
        hits++;
      }
    }
    return hits > 1;
  }

  private static boolean hitsOnly(CategoryAxis axis, long[] names, String glob) {
    Glob pattern = Glob.of(glob);
    String prefix = pattern.literalPrefix();
    int hits = 0;
    for (int atom = first(axis, prefix);
        atom < axis.named() && axis.name(atom).startsWith(prefix);
        atom++) {
      if (pattern.matches(axis.name(atom))) {
        if (!Bits.get(names, atom)) {
          return false;
        }
        hits++;
      }
    }
    return hits > 1;
  }

  /** The first name that is not before a prefix; names are sorted. */
  private static int first(CategoryAxis axis, String prefix) {
    int low = 0;
    int high = axis.named();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (axis.name(middle).compareTo(prefix) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void take(CategoryAxis axis, long[] left, String glob, List<String> words) {
    Glob pattern = Glob.of(glob);
    String prefix = pattern.literalPrefix();
    words.add(glob);
    for (int atom = first(axis, prefix);
        atom < axis.named() && axis.name(atom).startsWith(prefix);
        atom++) {
      if (Bits.get(left, atom) && pattern.matches(axis.name(atom))) {
        left[atom >> 6] &= ~(1L << atom);
      }
    }
  }
}

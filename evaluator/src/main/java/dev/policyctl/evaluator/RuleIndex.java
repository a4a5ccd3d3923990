package dev.policyctl.evaluator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that match a request, without looking at those that cannot. All of it stands in
 * two arrays of numbers, so that a search touches little memory, and allocates nothing until
 * several rules of one tier match.
 *
 * <p>A node is a number: 0 is none, a positive one the place of a leaf in {@code words}, a negative
 * one the complement of a place in {@code tree}.
 *
 * <p>What was found so far is a number too: above, the last rank that is of interest; below, the
 * rank that was found, {@link #NOTHING}, or {@link #SEVERAL}.
 */
final class RuleIndex {
  /** In place of a rank: no rule. */
  static final int NOTHING = -1;

  /** In place of a rank: more than one rule of the best tier. */
  static final int SEVERAL = -2;

  /** In place of a position: parts that are apart by rank, the best first. */
  static final int CHAIN = -1;

  private static final long START = state(Integer.MAX_VALUE, NOTHING);

  /** How many rows of a wide leaf are intersected before looking whether anything is left. */
  private static final int AT_ONCE = 4;

  /**
   * Splits: best rank, position, common part, then a part for each value. Chains: best rank, {@link
   * #CHAIN}, how many parts, the parts.
   */
  private final int[] tree;

  /** Leaves, as {@link IndexLeaf} says. */
  private final long[] words;

  private final int root;

  /** By rank the last rank of the same tier. */
  private final int[] lastOfTier;

  private final RuleConditions conditions;

  RuleIndex(int[] tree, long[] words, int root, int[] lastOfTier, RuleConditions conditions) {
    this.tree = tree;
    this.words = words;
    this.root = root;
    this.lastOfTier = lastOfTier;
    this.conditions = conditions;
  }

  /**
   * @param ranked the rules by rank
   */
  static RuleIndex of(List<CompiledRule> ranked, Space space) {
    ConditionsBuilder conditions = new ConditionsBuilder();
    int[] demands = new int[ranked.size()];
    int[] lastOfTier = new int[ranked.size()];
    for (int rank = ranked.size() - 1; rank >= 0; rank--) {
      CompiledRule rule = ranked.get(rank);
      demands[rank] = conditions.add(rule.rule());
      boolean last = rank + 1 == ranked.size() || ranked.get(rank + 1).tier() != rule.tier();
      lastOfTier[rank] = last ? rank : lastOfTier[rank + 1];
    }
    IndexBuilder builder = new IndexBuilder(ranked, space, demands);
    int root = builder.build();
    return new RuleIndex(builder.tree(), builder.words(), root, lastOfTier, conditions.build());
  }

  private static long state(int last, int found) {
    return ((long) last << Integer.SIZE) | Integer.toUnsignedLong(found);
  }

  private static int last(long state) {
    return (int) (state >>> Integer.SIZE);
  }

  /**
   * What a search for the rules of the best tier that match for one class finds; see {@link #rank}
   * and {@link #rules}.
   *
   * @param special as {@link ResolvedRequest#special}, with the bit of the class
   */
  long best(ResolvedRequest request, int classification, int special) {
    return search(root, request, classification, special, START, null);
  }

  /** The rank of the only rule that was found, {@link #NOTHING}, or {@link #SEVERAL}. */
  static int rank(long found) {
    return (int) found;
  }

  /** All rules that were found. */
  RankSet rules(long found, ResolvedRequest request, int classification, int special) {
    RankSet rules = new RankSet();
    if (rank(found) >= 0) {
      rules.add(rank(found));
    } else if (rank(found) == SEVERAL) {
      // Nothing beyond their tier is looked at again.
      search(root, request, classification, special, found, rules);
    }
    return rules;
  }

  /** All rules that match for one class. */
  RankSet all(ResolvedRequest request, int classification, int special) {
    RankSet found = new RankSet();
    search(root, request, classification, special, START, found);
    return found;
  }

  /**
   * @param into takes all matches up to the last rank that is of interest; without it only the best
   *     tier is looked for
   */
  private long search(
      int node,
      ResolvedRequest request,
      int classification,
      int special,
      long state,
      @Nullable RankSet into) {
    if (node >= 0) {
      return node == 0 ? state : leaf(node, request, classification, special, state, into);
    }
    int at = ~node;
    if (tree[at] > last(state)) {
      return state;
    }
    int position = tree[at + 1];
    int parts = at + 3;
    long found = state;
    if (position == CHAIN) {
      for (int part = parts; part < parts + tree[at + 2]; part++) {
        found = search(tree[part], request, classification, special, found, into);
      }
      return found;
    }
    if (position == Space.ROLES) {
      for (int i = request.rolesFrom; i < request.rolesTo; i++) {
        int part = tree[parts + request.values[i]];
        found = search(part, request, classification, special, found, into);
      }
    } else {
      int part = tree[parts + value(request, classification, position)];
      found = search(part, request, classification, special, found, into);
    }
    return search(tree[at + 2], request, classification, special, found, into);
  }

  private static int value(ResolvedRequest request, int classification, int position) {
    return position == Space.CLASSES ? classification : request.values[position];
  }

  private long leaf(
      int at,
      ResolvedRequest request,
      int classification,
      int special,
      long state,
      @Nullable RankSet into) {
    long head = words[at];
    if (IndexLeaf.bestRank(head) > last(state) || (IndexLeaf.omitted(head) & special) != 0) {
      return state;
    }
    if (IndexLeaf.rules(head) > Long.SIZE) {
      return wide(at, head, request, classification, state, into);
    }
    int narrowing = IndexLeaf.narrowing(head);
    int rules = at + 1 + IndexLeaf.compared(head);
    long bits = -1L >>> -IndexLeaf.rules(head);
    for (int i = at + 1; i < rules; i++) {
      long descriptor = words[i];
      int position = IndexLeaf.position(descriptor);
      if (position == Space.ROLES && request.severalRoles()) {
        bits &= narrowRows(at, descriptor, narrowing, request);
      } else {
        int value = value(request, classification, position);
        bits &= narrowRow(at, descriptor, narrowing, value);
      }
    }
    return offer(rules, bits, request, state, into);
  }

  private long narrowRows(int at, long descriptor, int narrowing, ResolvedRequest request) {
    long any = 0;
    for (int i = request.rolesFrom; i < request.rolesTo; i++) {
      any |= narrowRow(at, descriptor, narrowing, request.values[i]);
    }
    return any;
  }

  /** A row of at most 64 rules; bits above those of the rules mean nothing. */
  private long narrowRow(int at, long descriptor, int narrowing, int value) {
    int begin = at + IndexLeaf.begin(descriptor);
    int hashBits = IndexLeaf.hashBits(descriptor);
    if (hashBits == 0) {
      int shift = (value & ((1 << narrowing) - 1)) << (6 - narrowing);
      return words[begin + (value >>> narrowing)] >>> shift;
    }
    int slot = IndexLeaf.slot(value, hashBits);
    int shift = narrowing == 0 ? 1 : 0;
    while (true) {
      long entry = words[begin + (slot << shift)];
      int key = (int) entry;
      if (key == value || key == IndexLeaf.FREE) {
        return shift == 0 ? entry >>> Integer.SIZE : words[begin + (slot << 1) + 1];
      }
      slot = IndexLeaf.next(slot, hashBits);
    }
  }

  private long offer(
      int rules, long bits, ResolvedRequest request, long state, @Nullable RankSet into) {
    long found = state;
    for (long left = bits; left != 0; left &= left - 1) {
      long rule = words[rules + Long.numberOfTrailingZeros(left)];
      int rank = (int) rule;
      if (rank > last(found)) {
        return found;
      }
      int demand = (int) (rule >>> Integer.SIZE);
      if (demand == RuleConditions.NONE || conditions.hold(demand, request)) {
        if (into == null) {
          found = better(found, rank);
        } else {
          into.add(rank);
        }
      }
    }
    return found;
  }

  /** A rule may come twice: it stands below each of several roles. */
  private long better(long state, int rank) {
    int last = lastOfTier[rank];
    if (last != last(state) || (int) state == NOTHING) {
      return state(last, rank);
    }
    return (int) state == rank ? state : state(last, SEVERAL);
  }

  private long wide(
      int at,
      long head,
      ResolvedRequest request,
      int classification,
      long state,
      @Nullable RankSet into) {
    int rules = at + 1 + IndexLeaf.compared(head);
    int stride = 1 + (IndexLeaf.rules(head) + Long.SIZE - 1) / Long.SIZE;
    long summary = -1L >>> -(stride - 1);
    int[] rows = new int[IndexLeaf.compared(head)];
    int count = 0;
    long roles = 0;
    for (int i = at + 1; i < rules; i++) {
      long descriptor = words[i];
      int position = IndexLeaf.position(descriptor);
      if (position == Space.ROLES && request.severalRoles()) {
        roles = descriptor;
        summary &= wideRows(at, descriptor, stride, 0, request);
      } else {
        int row = wideRow(at, descriptor, stride, value(request, classification, position));
        rows[count++] = row;
        summary &= words[row];
      }
    }
    long found = state;
    for (long left = summary; left != 0; left &= left - 1) {
      int word = Long.numberOfTrailingZeros(left);
      int first = rules + word * Long.SIZE;
      if (last(found) != Integer.MAX_VALUE && (int) words[first] > last(found)) {
        return found;
      }
      long bits = intersected(rows, count, 1 + word);
      if (bits != 0 && roles != 0) {
        bits &= wideRows(at, roles, stride, 1 + word, request);
      }
      int left0 = IndexLeaf.rules(head) - word * Long.SIZE;
      if (left0 < Long.SIZE) {
        bits &= -1L >>> -left0;
      }
      found = offer(first, bits, request, found, into);
    }
    return found;
  }

  private long intersected(int[] rows, int count, int word) {
    long bits = -1L;
    int i = 0;
    if (count >= AT_ONCE) {
      bits =
          words[rows[0] + word]
              & words[rows[1] + word]
              & words[rows[2] + word]
              & words[rows[3] + word];
      i = AT_ONCE;
    }
    while (i < count && bits != 0) {
      bits &= words[rows[i++] + word];
    }
    return bits;
  }

  /** One word of the rows of all roles. */
  private long wideRows(int at, long descriptor, int stride, int word, ResolvedRequest request) {
    long any = 0;
    for (int i = request.rolesFrom; i < request.rolesTo; i++) {
      any |= words[wideRow(at, descriptor, stride, request.values[i]) + word];
    }
    return any;
  }

  /** Where a row stands: a summary, and then the words. */
  private int wideRow(int at, long descriptor, int stride, int value) {
    int begin = at + IndexLeaf.begin(descriptor);
    int hashBits = IndexLeaf.hashBits(descriptor);
    if (hashBits == 0) {
      return begin + value * stride;
    }
    int slot = IndexLeaf.slot(value, hashBits);
    while (true) {
      long entry = words[begin + slot];
      int key = (int) entry;
      if (key == value || key == IndexLeaf.FREE) {
        return at + (int) (entry >>> Integer.SIZE);
      }
      slot = IndexLeaf.next(slot, hashBits);
    }
  }
}

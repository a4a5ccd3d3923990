package dev.policyctl.analysis.space;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** One policy in a request space: per axis and rank the atoms that the rule accepts. Immutable. */
public final class RuleBoxes {
  private final CompiledPolicy policy;
  private final RequestSpace space;

  /** By axis, then by rank. */
  private final int[][] sets;

  /** By axis: the atoms on which silence denies. */
  private final long[][] silent;

  /** The rules that condition on numbers. */
  private final List<RankedRule> conditioned;

  private final int[] tierStarts;
  private final int[] tierEnds;
  private final int[] priorityStarts;

  RuleBoxes(CompiledPolicy policy, RequestSpace space) {
    this.policy = policy;
    this.space = space;
    this.sets = new int[space.axes().size()][policy.rules().size()];
    this.silent = new long[space.axes().size()][];
    this.tierStarts = new int[policy.rules().size()];
    this.tierEnds = tierStarts.clone();
    this.priorityStarts = tierStarts.clone();
    this.conditioned =
        policy.rules().stream().filter(rule -> !rule.rule().when().ranges().isEmpty()).toList();
    ranks();
    for (int axis = 0; axis < sets.length; axis++) {
      fill(axis);
    }
  }

  private void fill(int number) {
    Axis axis = space.axes().get(number);
    silent[number] = Bits.empty(axis.size());
    if (axis instanceof CategoryAxis category) {
      int position = policy.dimensions().indexOf(category.dimension());
      if (position >= 0) {
        category(number, category, position);
      }
    } else if (axis instanceof NumberAxis numbers) {
      numbers(number, numbers);
    } else if (axis instanceof TimeAxis time) {
      time(number, time);
    }
  }

  private void category(int number, CategoryAxis axis, int position) {
    IdentityHashMap<BitSet, Integer> known = new IdentityHashMap<>();
    int[][] byValue = axis.atomsByValue(policy, position);
    boolean alike = axis.alike(byValue);
    for (RankedRule rule : policy.rules()) {
      BitSet accepted = rule.accepted(position);
      Integer set = known.get(accepted);
      if (set == null) {
        long[] atoms = alike ? axis.atoms(accepted) : axis.atoms(byValue, accepted);
        set = space.pool(number).intern(atoms);
        known.put(accepted, set);
      }
      sets[number][rule.rank()] = set;
    }
    for (int atom = 0; atom < axis.size(); atom++) {
      int value = axis.value(policy, position, atom);
      boolean missing = value == policy.values(position) - 1;
      if (value >= policy.values(position) - 2 && (!missing || axis.dimension().required())) {
        Bits.set(silent[number], atom);
      }
    }
  }

  private void numbers(int number, NumberAxis axis) {
    Map<List<Object>, Integer> known = new HashMap<>();
    for (RankedRule rule : conditioned) {
      NumericRange range = rule.rule().when().ranges().get(axis.attribute());
      if (range != null) {
        boolean absentToo = rule.effect() != Outcome.ALLOW;
        sets[number][rule.rank()] =
            known.computeIfAbsent(
                List.of(range.lower(), range.upper(), absentToo),
                k -> space.pool(number).intern(axis.atoms(range, absentToo)));
      }
    }
  }

  private void time(int number, TimeAxis axis) {
    for (RankedRule ranked : policy.rules()) {
      Rule rule = ranked.rule();
      if (rule.when().time().isPresent() || rule.validity().isPresent()) {
        long[] all = Bits.full(axis.size());
        long[] window = rule.when().time().map(axis::atoms).orElse(all);
        long[] valid = rule.validity().map(axis::atoms).orElse(all);
        sets[number][ranked.rank()] = space.pool(number).intern(Bits.and(window, valid));
      }
    }
  }

  /** The policy. */
  public CompiledPolicy policy() {
    return policy;
  }

  /** The space that it lies in. */
  public RequestSpace space() {
    return space;
  }

  /** How many rules there are. */
  public int size() {
    return policy.rules().size();
  }

  /** The rule with a rank. */
  public RankedRule rule(int rank) {
    return policy.rules().get(rank);
  }

  /** The number of the set that a rule accepts on an axis. */
  public int set(int axis, int rank) {
    return sets[axis][rank];
  }

  /** The atoms that a rule accepts on an axis; not to be changed. */
  public long[] atoms(int axis, int rank) {
    return space.pool(axis).get(sets[axis][rank]);
  }

  /**
   * The atoms of an axis on which a request is denied, whatever the default, unless a rule says.
   */
  public long[] silent(int axis) {
    return silent[axis].clone();
  }

  /** The box of a rule: by axis the number of its set. */
  public int[] box(int rank) {
    int[] box = new int[sets.length];
    for (int axis = 0; axis < box.length; axis++) {
      box[axis] = sets[axis][rank];
    }
    return box;
  }

  /** Whether a rule matches no request at all. */
  public boolean empty(int rank) {
    for (int axis = 0; axis < sets.length; axis++) {
      if (Bits.isEmpty(atoms(axis, rank))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a rule matches a request of these atoms, one an axis. */
  public boolean matches(int rank, int[] atoms) {
    for (int axis = 0; axis < sets.length; axis++) {
      if (!Bits.get(atoms(axis, rank), atoms[axis])) {
        return false;
      }
    }
    return true;
  }

  /** The first rank that has another tier than this one's, from it on. */
  public int tierEnd(int rank) {
    return tierEnds[rank];
  }

  /** The first rank of a rule's tier. */
  public int tierStart(int rank) {
    return tierStarts[rank];
  }

  /** The first rank of a rule's priority. */
  public int priorityStart(int rank) {
    return priorityStarts[rank];
  }

  /** The first rank that has another priority than this one's, from it on. */
  public int priorityEnd(int rank) {
    int end = tierEnds[rank];
    while (end < size() && priorityStarts[end] == priorityStarts[rank]) {
      end = tierEnds[end];
    }
    return end;
  }

  private void ranks() {
    List<RankedRule> rules = policy.rules();
    for (int rank = 0; rank < rules.size(); rank++) {
      RankedRule rule = rules.get(rank);
      boolean tier = rank > 0 && rules.get(rank - 1).tier() == rule.tier();
      boolean priority = rank > 0 && rules.get(rank - 1).priority() == rule.priority();
      tierStarts[rank] = tier ? tierStarts[rank - 1] : rank;
      priorityStarts[rank] = priority ? priorityStarts[rank - 1] : rank;
    }
    for (int rank = rules.size() - 1; rank >= 0; rank--) {
      boolean last =
          rank == rules.size() - 1 || rules.get(rank + 1).tier() != rules.get(rank).tier();
      tierEnds[rank] = last ? rank + 1 : tierEnds[rank + 1];
    }
  }
}

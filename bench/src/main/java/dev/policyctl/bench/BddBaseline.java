package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import jdd.bdd.BDD;

/**
 * Dead rules by a library of decision diagrams (jdd): rule by rule, one diagram holds what no rule
 * of a smaller tier matches, and a rule that does not meet it is dead. Dead rules are not taken out
 * of it, since that changes nothing.
 *
 * <p>The number of a value, of a cell of an attribute or of a time cell is written in binary, most
 * significant bit first, one variable a bit. Numbers that stand for nothing are in no rule. It
 * answers the same question as the exact analysis, without blockers, kinds or witnesses.
 */
final class BddBaseline implements DeadRules {

  /**
   * Which variables come first. As written is faster by far where rules name their team first; for
   * boxes at random and mosaics the other is a little faster.
   */
  enum Order {
    /** Those of the first dimension: roles. */
    AS_WRITTEN,
    /** Those of the last: time, then numbers. */
    REVERSED
  }

  /** The table of nodes at first, by the rules and at most; it grows as it must. */
  private static final int NODES_A_RULE = 1_000;

  private static final int NODES = 1_000_000;

  /** Sets whose diagrams are kept; beyond that they are built again. */
  private static final int KEPT = 20_000;

  private final Order order;

  BddBaseline(Order order) {
    this.order = order;
  }

  @Override
  public Set<String> dead(CompiledPolicy policy) {
    return new Run(new RuleBoxes(policy), order, policy.rules().size()).dead(policy.rules());
  }

  /**
   * One analysis; every diagram that is held has a reference, and loses it when it is done with.
   */
  private static final class Run {
    private final RuleBoxes boxes;
    private final BDD bdd;

    /** The places by their variables, first ones first. */
    private final List<Integer> places;

    private final List<Integer> bits = new ArrayList<>();
    private final List<Integer> firstVariable = new ArrayList<>();
    private final List<Map<BitSet, Integer>> known = new ArrayList<>();
    private int kept;

    Run(RuleBoxes boxes, Order order, int rules) {
      this.boxes = boxes;
      int nodes = (int) Math.min(NODES, (long) NODES_A_RULE * rules);
      this.bdd = new BDD(nodes, nodes / 5);
      List<Integer> sizes = boxes.sizes();
      places = new ArrayList<>(IntStream.range(0, sizes.size()).boxed().toList());
      if (order == Order.REVERSED) {
        Collections.reverse(places);
      }
      for (int size : sizes) {
        bits.add(Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, size - 1)));
        firstVariable.add(0);
        known.add(new HashMap<>());
      }
      int next = 0;
      for (int place : places) {
        firstVariable.set(place, next);
        next += bits.get(place);
      }
      for (int i = 0; i < next; i++) {
        bdd.createVar();
      }
    }

    Set<String> dead(List<RankedRule> rules) {
      Set<String> dead = new TreeSet<>();
      int open = bdd.getOne();
      List<Integer> tier = new ArrayList<>();
      int current = 0;
      for (RankedRule rule : rules) {
        if (rule.tier() != current) {
          open = without(open, tier);
          current = rule.tier();
        }
        int box = box(rule);
        int met = bdd.and(open, box);
        if (met == bdd.getZero()) {
          dead.add(rule.id());
          bdd.deref(box);
        } else {
          tier.add(box);
        }
      }
      without(open, tier);
      return dead;
    }

    /** Takes the boxes of a tier out; they and the old diagram are given back. */
    private int without(int open, List<Integer> tier) {
      int left = open;
      for (int box : tier) {
        int rest = bdd.ref(bdd.not(box));
        int less = bdd.ref(bdd.and(left, rest));
        bdd.deref(rest);
        bdd.deref(box);
        bdd.deref(left);
        left = less;
      }
      tier.clear();
      return left;
    }

    /** A rule's diagram, with a reference. */
    private int box(RankedRule rule) {
      List<BitSet> sets = boxes.box(rule);
      int box = bdd.getOne();
      for (int i = places.size() - 1; i >= 0; i--) {
        int place = places.get(i);
        int set = set(place, sets.get(place));
        int both = bdd.ref(bdd.and(set, box));
        bdd.deref(set);
        bdd.deref(box);
        box = both;
      }
      return box;
    }

    /** The diagram of the numbers in a set, with a reference for the caller. */
    private int set(int place, BitSet set) {
      Integer before = known.get(place).get(set);
      if (before != null) {
        return bdd.ref(before);
      }
      int made = encode(place, set, 0, bits.get(place));
      if (kept < KEPT) {
        kept++;
        known.get(place).put(set, bdd.ref(made));
      }
      return made;
    }

    /** The same for the numbers that agree with {@code from} but in so many lower bits. */
    private int encode(int place, BitSet set, int from, int lower) {
      int end = from + (1 << lower);
      int first = set.nextSetBit(from);
      if (first < 0 || first >= end) {
        return bdd.getZero();
      }
      if (set.nextClearBit(from) >= end) {
        return bdd.getOne();
      }
      int low = encode(place, set, from, lower - 1);
      int high = encode(place, set, from + (1 << (lower - 1)), lower - 1);
      int variable = firstVariable.get(place) + bits.get(place) - lower;
      int made = bdd.ref(bdd.mk(variable, low, high));
      bdd.deref(low);
      bdd.deref(high);
      return made;
    }
  }
}

package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import java.util.Set;
import java.util.TreeSet;

/**
 * A generated policy for the analyses, of some of whose rules it is known by construction whether
 * they are dead. The same kind and number of rules always give the same workload.
 *
 * <p>Dead here is what section 2 of the design calls vacuous, shadowed or masked: rules of smaller
 * tiers together match everything that the rule matches, at {@link DeadRules#AS_OF} and after. The
 * planted rules are not the only dead ones; of most others nothing is known beforehand.
 *
 * @param dead ids of rules that are dead for certain
 * @param live ids of rules that are live for certain, most of them near misses
 */
record AnalysisWorkload(Registries registries, Policy policy, Set<String> dead, Set<String> live) {

  /** What everything is drawn from, with the number of rules added to it. */
  static final long SEED = 20261124L;

  AnalysisWorkload {
    dead = Set.copyOf(dead);
    live = Set.copyOf(live);
  }

  /** What the rules look like; but for the first see {@link BoxShape}. */
  enum Kind {
    /** Tenants and teams, few wildcards, conditions on numbers and time. */
    GATEWAY,
    /** Five dimensions of which one has a single value; a few of a hundred in the others. */
    FLAT,
    /** One to three of a hundred values in each of five dimensions. */
    THIN,
    /**
     * One or two of five dimensions constrained to one to three values, the others omitted or
     * {@code *}: soon everything is covered, and nearly all of many rules are dead.
     */
    SLABS,
    /** Two to twelve of a hundred values in each of seven dimensions. */
    BOXES,
    /** Large boxes at lower priorities than the disjoint tiles that make them up. */
    MOSAIC,
    /** Three of seven dimensions constrained, the others omitted or {@code *}. */
    WILD
  }

  /**
   * The workload of a kind.
   *
   * @param rules how many; at least 200
   */
  static AnalysisWorkload of(Kind kind, int rules) {
    if (rules < 200) {
      throw new IllegalArgumentException("at least 200 rules");
    }
    Draw draw = new Draw(SEED + rules);
    return kind == Kind.GATEWAY
        ? new GatewayPolicy(rules, draw).planted()
        : new PlantedBoxes(new BoxShape(kind, BoxShape.VALUES, draw), rules, draw).workload();
  }

  /** A workload with so few values that its requests can be counted; not of a gateway. */
  static AnalysisWorkload tiny(Kind kind, int rules, int values, long seed) {
    Draw draw = new Draw(seed);
    return new PlantedBoxes(new BoxShape(kind, values, draw), rules, draw).workload();
  }

  /** The policy as an engine holds it. */
  CompiledPolicy compile() {
    return PolicyEngine.compile(policy, registries).compiled();
  }

  /** The planted dead rules that an analysis does not call dead. */
  Set<String> missed(DeadRules.Verdicts verdicts) {
    TreeSet<String> missed = new TreeSet<>(dead);
    missed.removeAll(verdicts.dead());
    return missed;
  }

  /**
   * Compares the verdicts of an analysis with what is known.
   *
   * @param exact whether it must find every dead rule, or say that it gave up on it
   * @throws IllegalStateException when a planted rule got the wrong one
   */
  void check(DeadRules.Verdicts verdicts, boolean exact) {
    Set<String> missed = missed(verdicts);
    missed.removeAll(verdicts.undetermined());
    TreeSet<String> wrong = new TreeSet<>(live);
    wrong.retainAll(verdicts.dead());
    if ((exact && !missed.isEmpty()) || !wrong.isEmpty()) {
      throw new IllegalStateException("dead but not found: " + missed + "; live: " + wrong);
    }
  }
}

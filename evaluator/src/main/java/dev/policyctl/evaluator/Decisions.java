package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes decisions, and hands out the same object again for what was decided lately: a decision
 * depends on nothing but outcome, reason, determining rules and dropped roles.
 */
final class Decisions {
  private static final int MOST_SLOTS = 1 << 16;

  private final List<CompiledRule> ranked;
  private final PolicyIdentity identity;

  /**
   * Remembered decisions by hash. Threads race for a slot, which is harmless: what they write is
   * immutable, and equal wherever it answers one question.
   */
  private final @Nullable Remembered[] slots;

  /** By rank: what that rule alone decides. As harmless a race. */
  private final @Nullable Decision[] single;

  Decisions(List<CompiledRule> ranked, PolicyIdentity identity) {
    this.ranked = ranked;
    this.identity = identity;
    this.single = new Decision[ranked.size()];
    int size = Integer.highestOneBit(Math.max(256, 4 * ranked.size()));
    this.slots = new Remembered[Math.min(size, MOST_SLOTS)];
  }

  private static final class Remembered {
    final int[] rules;
    final Decision decision;

    Remembered(int[] rules, Decision decision) {
      this.rules = rules;
      this.decision = decision;
    }
  }

  /** A denial before any rule. */
  Decision refused(Reason reason, Optional<String> detail) {
    return decision(Outcome.DENY, reason, new int[0], List.of(), detail);
  }

  /**
   * @param rules the determining ones
   */
  Decision of(Outcome outcome, Reason reason, RankSet rules, List<String> droppedRoles) {
    if (!droppedRoles.isEmpty()) {
      return decision(outcome, reason, rules.toArray(), droppedRoles, Optional.empty());
    }
    if (reason == Reason.RULE && rules.size() == 1) {
      return ofRule(rules.any());
    }
    int hash = 31 * (31 * rules.hash() + reason.hashCode()) + outcome.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
    Remembered known = slots[slot];
    if (known != null
        && known.decision.outcome() == outcome
        && known.decision.reason() == reason
        && rules.equalTo(known.rules)) {
      return known.decision;
    }
    int[] ranks = rules.toArray();
    Decision decision = decision(outcome, reason, ranks, List.of(), Optional.empty());
    slots[slot] = new Remembered(ranks, decision);
    return decision;
  }

  /** What one rule alone decides. */
  Decision ofRule(int rank) {
    Decision decision = single[rank];
    if (decision == null) {
      Outcome effect = ranked.get(rank).view().effect();
      decision = decision(effect, Reason.RULE, new int[] {rank}, List.of(), Optional.empty());
      single[rank] = decision;
    }
    return decision;
  }

  private Decision decision(
      Outcome outcome,
      Reason reason,
      int[] rules,
      List<String> droppedRoles,
      Optional<String> detail) {
    TreeSet<DecisionObligation> obligations = new TreeSet<>();
    for (int rank : rules) {
      obligations.addAll(ranked.get(rank).obligations());
    }
    return new Decision(
        outcome,
        reason,
        Arrays.stream(rules).mapToObj(rank -> ranked.get(rank).view().id()).sorted().toList(),
        List.copyOf(obligations),
        droppedRoles,
        List.of(),
        identity,
        detail);
  }
}

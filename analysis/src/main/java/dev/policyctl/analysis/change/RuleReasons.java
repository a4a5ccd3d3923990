package dev.policyctl.analysis.change;

import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.RankedRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of each rule, but for its priority. */
final class RuleReasons {
  private final RequestSpace space;
  private final List<BumpReason> reasons = new ArrayList<>();

  /** Ids of new rules by what they say but for the id: removed ones may be among them. */
  private final Map<List<Object>, String> added = new HashMap<>();

  private RuleReasons(RequestSpace space) {
    this.space = space;
  }

  static List<BumpReason> of(RequestSpace space) {
    RuleReasons rules = new RuleReasons(space);
    Map<String, Integer> old = ranks(space.before());
    Map<String, Integer> now = ranks(space.after());
    now.forEach((id, rank) -> rules.added(id, rank, !old.containsKey(id)));
    old.forEach((id, rank) -> rules.compare(id, rank, now));
    return rules.reasons;
  }

  /** The rank of each rule by its id. */
  static Map<String, Integer> ranks(RuleBoxes side) {
    Map<String, Integer> ranks = new HashMap<>();
    for (int rank = 0; rank < side.size(); rank++) {
      ranks.put(side.rule(rank).id(), rank);
    }
    return ranks;
  }

  private static String name(String id) {
    return "rule `" + id + "`";
  }

  private void added(String id, int rank, boolean isNew) {
    if (isNew) {
      added.put(PolicyContent.of(space.after().rule(rank).rule()), id);
      reasons.add(BumpReason.minor(name(id) + " is new"));
    }
  }

  private void compare(String id, int rank, Map<String, Integer> now) {
    RankedRule old = space.before().rule(rank);
    Integer other = now.get(id);
    if (other == null) {
      String renamed = added.get(PolicyContent.of(old.rule()));
      reasons.add(
          BumpReason.major(
              name(id) + (renamed == null ? " is removed" : " is now called `" + renamed + "`")));
      return;
    }
    RankedRule rule = space.after().rule(other);
    if (old.effect() != rule.effect()) {
      reasons.add(
          BumpReason.major(
              name(id)
                  + " changes its effect from "
                  + old.effect().label()
                  + " to "
                  + rule.effect().label()));
    }
    obligations(id, old.obligations(), rule.obligations());
    MatchChange match = MatchChange.of(space, rank, other);
    if (match.loses()) {
      reasons.add(BumpReason.major(name(id) + " matches less: " + String.join(", ", match.less())));
    }
    if (match.grows()) {
      reasons.add(BumpReason.minor(name(id) + " matches more: " + String.join(", ", match.more())));
    }
  }

  private void obligations(String id, List<DecisionObligation> old, List<DecisionObligation> now) {
    for (DecisionObligation obligation : old) {
      if (!now.contains(obligation)) {
        reasons.add(BumpReason.major(name(id) + " loses the obligation `" + obligation.id() + "`"));
      }
    }
    for (DecisionObligation obligation : now) {
      if (!old.contains(obligation)) {
        reasons.add(BumpReason.minor(name(id) + " gains the obligation `" + obligation.id() + "`"));
      }
    }
  }
}

package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.model.policy.Outcome;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the lost obligations: a rule that lets a request through, with or without an approval, and
 * demands no redaction, overrides an allow that demands one, and no other rule that decides does.
 */
public final class LostObligations {
  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final PairSearch<RulePair> search;
  private final Judged judged;

  /** The rules that redact or tokenize. */
  private final BitSet redacting = new BitSet();

  private LostObligations(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.search = new PairSearch<>(policy, this::question, policy::pair);
    this.judged = policy.judged();
    for (int rank = 0; rank < boxes.size(); rank++) {
      Demands demands = Demands.of(boxes.rule(rank));
      redacting.set(rank, demands.redacts() || demands.tokenizes());
    }
  }

  /** Every lost obligation, the rule that decides first. */
  public static PairAnswer<RulePair> of(PolicySpace policy) {
    LostObligations lost = new LostObligations(policy);
    lost.find();
    return lost.search.answer();
  }

  private void find() {
    List<Arity> arities = List.of(Arity.plain(boxes.space()), Arity.roles(boxes.space()));
    int end = redacting.length();
    for (int rank = 0; rank < end && !search.over(); rank++) {
      int from = policy.overriddenFrom(rank);
      if (from >= end
          || redacting.get(rank)
          || boxes.rule(rank).effect() == Outcome.DENY
          || judged.dead(rank)) {
        continue;
      }
      for (int partner : search.partners(boxes.box(rank), from, end)) {
        if (redacting.get(partner) && boxes.rule(partner).effect() == Outcome.ALLOW) {
          search.judge(rank, partner, arities);
        }
      }
    }
  }

  private Question question(int one, int other, Arity arity) {
    int start = boxes.tierStart(one);
    return new Question(policy, arity)
        .in(one, ROLES, CLASSES)
        .in(other, arity.otherRole(), CLASSES)
        .noneBelow(start, CLASSES)
        .none(start, boxes.tierEnd(one), redacting::get, CLASSES, -1);
  }
}

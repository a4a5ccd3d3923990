package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.RuleIndex;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.model.policy.Combining;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One policy made ready for every analysis of its rules: computed once, shared by all. */
public final class PolicySpace {
  private final RequestSpace space;
  private final RuleBoxes boxes;
  private final Frame frame;
  private final Budget budget;
  private @Nullable RuleIndex index;
  private @Nullable Judged judged;

  /**
   * @param asOf the moment from which on requests are considered
   * @param budget what each question may take
   */
  public PolicySpace(CompiledPolicy policy, Instant asOf, Budget budget) {
    this.space = RequestSpace.of(policy, asOf);
    this.boxes = space.after();
    this.frame = Frame.of(space);
    this.budget = budget;
  }

  public RequestSpace space() {
    return space;
  }

  /** The rules as boxes. */
  public RuleBoxes boxes() {
    return boxes;
  }

  /** The rules by what they accept; made when it is first asked for. */
  public synchronized RuleIndex index() {
    RuleIndex made = index;
    if (made == null) {
      made = new RuleIndex(boxes);
      index = made;
    }
    return made;
  }

  /** Which rules are dead; found out when it is first asked for. */
  synchronized Judged judged() {
    Judged made = judged;
    if (made == null) {
      made = DeadRules.judge(this);
      judged = made;
    }
    return made;
  }

  /** The dimensions of an atomic request. */
  public Frame frame() {
    return frame;
  }

  /**
   * The first of the ranks whose rules one overrides by its priority or, where none has one, its
   * effect.
   */
  int overriddenFrom(int rank) {
    boolean priority = boxes.policy().policy().combining() == Combining.PRIORITY;
    return priority ? boxes.priorityEnd(rank) : boxes.tierEnd(rank);
  }

  /** What a point shows about two rules. */
  RulePair pair(int one, int other, Arity arity, int[] point) {
    return new RulePair(
        boxes.rule(one), boxes.rule(other), arity.twoRoles(), arity.witness(boxes.policy(), point));
  }

  /** A fresh budget for one question. */
  Budget budget() {
    return budget.renewed();
  }
}

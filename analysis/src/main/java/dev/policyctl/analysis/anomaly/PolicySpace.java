package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.cover.RuleIndex;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.evaluator.CompiledPolicy;
import java.time.Instant;

/** One policy made ready for every analysis of its rules: computed once, shared by all. */
public final class PolicySpace {
  private final RequestSpace space;
  private final RuleBoxes boxes;
  private final RuleIndex index;
  private final Frame frame;
  private final Budget budget;

  /**
   * @param asOf the moment from which on requests are considered
   * @param budget what each question may take
   */
  public PolicySpace(CompiledPolicy policy, Instant asOf, Budget budget) {
    this.space = RequestSpace.of(policy, asOf);
    this.boxes = space.after();
    this.index = new RuleIndex(boxes);
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

  /** The rules by what they accept. */
  public RuleIndex index() {
    return index;
  }

  /** The dimensions of an atomic request. */
  public Frame frame() {
    return frame;
  }

  /** A fresh budget for one question. */
  Budget budget() {
    return budget.renewed();
  }
}

package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import java.util.BitSet;
import java.util.List;

/** A rule as the engine holds it: its rank, and the values that it accepts. Immutable. */
public final class RankedRule {
  private final CompiledRule compiled;
  private final int rank;

  RankedRule(CompiledRule compiled, int rank) {
    this.compiled = compiled;
    this.rank = rank;
  }

  /** The rule as it is written. */
  public Rule rule() {
    return compiled.rule();
  }

  public String id() {
    return compiled.view().id();
  }

  public Outcome effect() {
    return compiled.view().effect();
  }

  /** Larger wins; 0 for every rule under {@code deny-overrides}. */
  public int priority() {
    return compiled.view().priority();
  }

  /** Its place among the rules by rank, from 0. */
  public int rank() {
    return rank;
  }

  /** Of matching rules those with the smallest tier decide; equal for one priority and effect. */
  public int tier() {
    return compiled.tier();
  }

  /** The values that it accepts in a position; equal sets of one policy are one object. */
  public BitSet accepted(int position) {
    return compiled.box().accepted(position);
  }

  /** What it demands, with canonical names, sorted, without repetition. */
  public List<DecisionObligation> obligations() {
    return compiled.obligations();
  }
}

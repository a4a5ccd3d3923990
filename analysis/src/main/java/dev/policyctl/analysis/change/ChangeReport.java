package dev.policyctl.analysis.change;

import dev.policyctl.analysis.change.StructuralChange.Kind;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a change of one policy, with its registries, comes to.
 *
 * @param sameContent whether the two say the same; then nothing else is to be said
 * @param decisions what requests show
 * @param structural what they do not
 */
public record ChangeReport(
    boolean sameContent,
    DecisionDiff.Answer decisions,
    List<StructuralChange> structural,
    Impact impact,
    RequiredBump requiredBump) {
  /** The report of two policies that say the same. */
  public static final ChangeReport SAME =
      new ChangeReport(
          true, DecisionDiff.Answer.NOTHING, List.of(), Impact.NEUTRAL, RequiredBump.NONE);

  public ChangeReport {
    structural = List.copyOf(structural);
  }

  /** Compares two policies of one environment and tenant. */
  public static ChangeReport between(
      CompiledPolicy before, CompiledPolicy after, ChangeOptions options) {
    if (PolicyContent.same(
        before.policy(), before.registries(), after.policy(), after.registries())) {
      return SAME;
    }
    RequestSpace space = RequestSpace.of(before, after, options.asOf());
    DecisionDiff.Answer decisions = DecisionDiff.of(space, options.budget());
    List<StructuralChange> structural = StructuralDiff.of(before, after);
    return new ChangeReport(
        false,
        decisions,
        structural,
        Impact.of(decisions, structural),
        BumpTable.of(space, decisions, structural, options));
  }

  /** A policy that is new: without it every request was denied. No version has to move. */
  public static ChangeReport added(CompiledPolicy policy, ChangeOptions options) {
    return oneSided(nobody(policy), policy, Kind.POLICY_ADDED, options);
  }

  /** A policy that is gone: without it every request is denied. No version is left to move. */
  public static ChangeReport removed(CompiledPolicy policy, ChangeOptions options) {
    return oneSided(policy, nobody(policy), Kind.POLICY_REMOVED, options);
  }

  private static ChangeReport oneSided(
      CompiledPolicy before, CompiledPolicy after, Kind kind, ChangeOptions options) {
    DecisionDiff.Answer decisions =
        DecisionDiff.of(before, after, options.asOf(), options.budget());
    String message =
        kind == Kind.POLICY_ADDED
            ? "the policy is new: every request was denied before"
            : "the policy is gone: every request is denied now";
    List<StructuralChange> structural = new ArrayList<>();
    structural.add(new StructuralChange(kind, "policy", message));
    return new ChangeReport(
        false, decisions, structural, Impact.of(decisions, structural), RequiredBump.NONE);
  }

  /** The policy that denies everything, in the same world. */
  private static CompiledPolicy nobody(CompiledPolicy like) {
    Policy policy =
        new Policy(
            like.policy().bundle(),
            Outcome.DENY,
            like.policy().defaultText(),
            Combining.PRIORITY,
            IdentityPolicy.DEFAULT,
            List.of(),
            List.of());
    return PolicyEngine.compile(policy, like.registries()).compiled();
  }

  /** Whether everything was looked at; otherwise counts are lower bounds. */
  public boolean complete() {
    return decisions.complete();
  }

  /** Whether something is let through that was not: what {@code --no-new-access} is about. */
  public boolean newAccess() {
    return decisions.transitions().stream().anyMatch(Transition::broadens)
        || structural.stream().anyMatch(change -> change.kind().broadens());
  }

  /** The structural changes that may let something through. */
  public List<StructuralChange> broadening() {
    return structural.stream().filter(change -> change.kind().broadens()).toList();
  }

  /** The regions that let something in. */
  public List<Region> admitting() {
    return decisions.regions().stream().filter(region -> region.shift().broadens()).toList();
  }

  /** The kind of one-sided change, where the policy is on one side alone. */
  public Optional<Kind> oneSided() {
    return structural.stream()
        .map(StructuralChange::kind)
        .filter(kind -> kind == Kind.POLICY_ADDED || kind == Kind.POLICY_REMOVED)
        .findFirst();
  }
}

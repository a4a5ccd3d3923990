package dev.policyctl.cli.command;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.analysis.change.PolicyContent;
import dev.policyctl.cli.render.DiffReport;
import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.cli.render.DiffReport.Gates;
import dev.policyctl.cli.render.DiffReport.Problem;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.config.Waiver;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.repo.Comparison;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.ReleaseJudge;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.validators.AccessWaivers;
import dev.policyctl.validators.signature.ApprovedWaivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One comparison of two policy repositories, policy by policy. */
final class DiffSession {
  private final Comparison comparison;
  private final ChangeOptions options;
  private final DiffSide base;
  private final DiffSide head;
  private final Configuration judge;
  private final List<Waiver> waivers = new ArrayList<>();

  /**
   * Reads both sides.
   *
   * @param proposedWaivers whether the head's waivers count as well
   */
  DiffSession(Comparison comparison, ChangeOptions options, boolean proposedWaivers) {
    this.comparison = comparison;
    this.options = options;
    this.base = new DiffSide(RepositoryLoader.load(comparison.base().snapshot()), true);
    this.judge = judge(comparison);
    this.head = new DiffSide(head(comparison, judge), false);
    waivers.addAll(
        comparison.judgedByBase()
            ? base.repository().waivers()
            : RepositoryLoader.load(comparison.judge().snapshot(), Set.of()).waivers());
    if (proposedWaivers) {
      waivers.addAll(head.repository().waivers());
    }
  }

  /** In a CI job nothing is judged by a configuration that is broken; elsewhere people look. */
  private static Configuration judge(Comparison comparison) {
    Snapshot judge = comparison.judge().snapshot();
    return comparison.ci() && comparison.judge().commitId().isPresent()
        ? RepositoryLoader.judging(judge)
        : RepositoryLoader.configuration(judge);
  }

  private static PolicyRepository head(Comparison comparison, Configuration judge) {
    Snapshot head = comparison.head().snapshot();
    return comparison.ci()
        ? RepositoryLoader.load(head, judge.limits())
        : RepositoryLoader.load(head);
  }

  DiffReport run(Gates gates) {
    if (gates.noNewAccess() && waivesMore() && ApprovedWaivers.in(comparison, options.asOf())) {
      waivers.addAll(head.repository().waivers());
    }
    Set<Bundle> bundles = new TreeSet<>();
    for (DiffSide side : List.of(base, head)) {
      side.repository().bundles().stream().map(LoadedBundle::bundle).forEach(bundles::add);
    }
    List<BundleDiff> diffs = new ArrayList<>();
    try (Bumps bumps = Bumps.since(comparison.base(), releases(), options)) {
      bundles.forEach(bundle -> compare(bundle, bumps).ifPresent(diffs::add));
    }
    List<Problem> problems = new ArrayList<>(base.problems());
    problems.addAll(head.problems());
    return new DiffReport(
        comparison.base().snapshot().description(),
        comparison.head().snapshot().description(),
        options.asOf().toString(),
        diffs,
        problems,
        gates);
  }

  /** By the trust of the commit that judges; folders have no releases. */
  private ReleaseJudge releases() {
    if (comparison.judge().commitId().isEmpty()) {
      return ReleaseJudge.ANY;
    }
    return Judged.releases(judge, comparison.judge().snapshot(), options.asOf());
  }

  /** Whether the head waives new access, and that may not be because the target does. */
  private boolean waivesMore() {
    return head.repository().waivers().stream()
        .anyMatch(waiver -> waiver.code() == FindingCode.NEW_ACCESS && !waivers.contains(waiver));
  }

  private Optional<BundleDiff> compare(Bundle bundle, Bumps bumps) {
    if (base.broken(bundle) || head.broken(bundle)) {
      base.check(bundle);
      head.check(bundle);
      return Optional.empty();
    }
    Optional<Policy> old = base.policy(bundle);
    Optional<Policy> now = head.policy(bundle);
    Optional<CompiledPolicy> after = now.flatMap(policy -> head.compile(bundle, policy));
    return change(bundle, old, now, after)
        .map(
            change ->
                new BundleDiff(
                    bundle,
                    bumps.of(bundle, old, after, change),
                    now.map(policy -> policy.bundle().version().value()),
                    change,
                    new AccessWaivers(waivers, bundle, options.asOf())));
  }

  private Optional<ChangeReport> change(
      Bundle bundle, Optional<Policy> old, Optional<Policy> now, Optional<CompiledPolicy> after) {
    if (old.isEmpty()) {
      return after.map(policy -> ChangeReport.added(policy, options));
    }
    if (after.isPresent() && same(old.get(), after.get())) {
      return Optional.of(ChangeReport.SAME);
    }
    Optional<CompiledPolicy> before = base.compile(bundle, old.get());
    if (now.isEmpty()) {
      return before.map(policy -> ChangeReport.removed(policy, options));
    }
    return before.flatMap(b -> after.map(a -> ChangeReport.between(b, a, options)));
  }

  /** Where both say the same, and one was compiled, there is nothing else to find. */
  private boolean same(Policy old, CompiledPolicy now) {
    return PolicyContent.same(old, base.repository().registries(), now.policy(), now.registries());
  }
}

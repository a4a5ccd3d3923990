package dev.policyctl.cli.command;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.analysis.change.Impact;
import dev.policyctl.cli.render.DiffReport.BumpSince;
import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.cli.render.DiffReport.Problem;
import dev.policyctl.cli.render.LogReport.NotValid;
import dev.policyctl.cli.render.LogReport.Undecided;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.SemanticVersion;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.validators.AccessWaivers;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** What one change of the history comes to, policy by policy. */
final class LogChanges {
  private final Optional<DiffSide> before;
  private final DiffSide after;
  private final TouchedPaths touched;
  private final ChangeOptions options;
  private final List<BundleDiff> policies = new ArrayList<>();
  private final List<NotValid> notValid = new ArrayList<>();
  private final List<Undecided> undecided = new ArrayList<>();

  /**
   * @param before nothing where there was nothing before
   */
  LogChanges(
      Optional<DiffSide> before, DiffSide after, TouchedPaths touched, ChangeOptions options) {
    this.before = before;
    this.after = after;
    this.touched = touched;
    this.options = options;
  }

  /** Compares the policies that are wanted. */
  LogChanges compare(LogOptions wanted) {
    NavigableSet<Bundle> bundles = new TreeSet<>();
    before.ifPresent(side -> addAll(side, bundles));
    addAll(after, bundles);
    bundles.stream().filter(wanted::wants).forEach(this::compare);
    return this;
  }

  private static void addAll(DiffSide side, NavigableSet<Bundle> bundles) {
    side.repository().bundles().stream().map(LoadedBundle::bundle).forEach(bundles::add);
  }

  List<BundleDiff> policies() {
    return policies;
  }

  List<NotValid> notValid() {
    return notValid;
  }

  List<Undecided> undecided() {
    return undecided;
  }

  private void compare(Bundle bundle) {
    boolean own =
        touched.bundles().contains(bundle)
            || touched.any(after.paths(bundle))
            || before.filter(side -> touched.any(side.paths(bundle))).isPresent();
    if (!own && !touched.registries()) {
      return;
    }
    boolean wasValid = valid(before, bundle, "before");
    if (!valid(Optional.of(after), bundle, "after") || !wasValid) {
      return;
    }
    Optional<Policy> old = before.flatMap(side -> side.policy(bundle));
    Optional<Policy> now = after.policy(bundle);
    change(bundle, old, now)
        .filter(change -> own || matters(change))
        .ifPresent(change -> add(bundle, old, now, change));
  }

  /** Whether a registry edit has anything to do with a policy. */
  private static boolean matters(ChangeReport change) {
    return !change.complete()
        || change.impact() != Impact.NEUTRAL
        || change.requiredBump().bump().isPresent();
  }

  private void add(Bundle bundle, Optional<Policy> old, Optional<Policy> now, ChangeReport change) {
    Optional<SemanticVersion> from =
        old.flatMap(policy -> SemanticVersion.parse(policy.bundle().version().value()));
    policies.add(
        new BundleDiff(
            bundle,
            new BumpSince(change.requiredBump(), from, Optional.empty(), Optional.empty()),
            now.map(policy -> policy.bundle().version().value()),
            change,
            new AccessWaivers(List.of(), bundle, options.asOf())));
  }

  private Optional<ChangeReport> change(Bundle bundle, Optional<Policy> old, Optional<Policy> now) {
    Optional<CompiledPolicy> b =
        old.flatMap(policy -> before.orElseThrow().compile(bundle, policy));
    Optional<CompiledPolicy> a = now.flatMap(policy -> after.compile(bundle, policy));
    if (b.isPresent() && a.isPresent()) {
      return Optional.of(ChangeReport.between(b.get(), a.get(), options));
    }
    return b.isPresent()
        ? Optional.of(ChangeReport.removed(b.get(), options))
        : a.map(policy -> ChangeReport.added(policy, options));
  }

  /** Whether a side has this policy in order, or has none; otherwise why not is noted. */
  private boolean valid(Optional<DiffSide> side, Bundle bundle, String when) {
    if (side.isEmpty()) {
      return true;
    }
    DiffSide of = side.get();
    boolean broken = of.broken(bundle);
    Optional<Policy> policy = of.policy(bundle);
    boolean valid = !broken && (policy.isEmpty() || of.compile(bundle, policy.get()).isPresent());
    if (!valid) {
      note(of, bundle, when);
    }
    return valid;
  }

  private void note(DiffSide side, Bundle bundle, String when) {
    Optional<Problem> problem =
        side.problems().stream()
            .filter(one -> one.bundle().filter(bundle::equals).isPresent())
            .findFirst()
            .or(() -> side.problems().stream().filter(one -> one.bundle().isEmpty()).findFirst());
    String why = when + ": " + problem.map(Problem::message).orElse("it cannot be read in full");
    if (problem.filter(Problem::undecided).isPresent()) {
      undecided.add(new Undecided("changes", bundle + ": " + why, ""));
    } else {
      notValid.add(new NotValid(bundle, why));
    }
  }
}

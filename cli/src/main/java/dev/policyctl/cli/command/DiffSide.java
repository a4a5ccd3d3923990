package dev.policyctl.cli.command;

import dev.policyctl.cli.render.DiffReport.Problem;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.InvalidPolicyException;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One of the two sides of a comparison: its policies, and why one of them is none. */
final class DiffSide {
  /** What no decision depends on. */
  private static final Pattern TESTS = Pattern.compile("policies/[^/]+/[^/]+/tests/.*");

  private final PolicyRepository repository;
  private final boolean base;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Bundle> broken = new HashSet<>();
  private final Map<Bundle, Optional<CompiledPolicy>> compiled = new HashMap<>();

  DiffSide(PolicyRepository repository, boolean base) {
    this.repository = repository;
    this.base = base;
    for (Finding finding : repository.findings()) {
      if (finding.severity() == Severity.ERROR && !TESTS.matcher(finding.span().path()).matches()) {
        defect(finding);
      }
    }
  }

  private void defect(Finding finding) {
    Optional<Bundle> bundle = finding.bundle().or(() -> owner(finding.span().path()));
    bundle.ifPresent(broken::add);
    problems.add(
        new Problem(
            base,
            bundle,
            finding.span() + ": " + finding.code().id() + ": " + finding.message(),
            finding.code().undetermined()));
  }

  private static Optional<Bundle> owner(String path) {
    String[] segments = path.split("/", 4);
    return segments.length == 4 && segments[0].equals("policies")
        ? Optional.of(new Bundle(segments[1], segments[2]))
        : Optional.empty();
  }

  PolicyRepository repository() {
    return repository;
  }

  /** Why policies of it are left out. */
  List<Problem> problems() {
    return problems;
  }

  /** Whether it may have this policy, which could not be read. */
  boolean broken(Bundle bundle) {
    return broken.contains(bundle)
        || !repository.brokenRegistries().isEmpty()
        || find(bundle).filter(b -> !b.intact() || b.policy().isEmpty()).isPresent();
  }

  Optional<Policy> policy(Bundle bundle) {
    return find(bundle).flatMap(LoadedBundle::policy);
  }

  /** What the policy is read from. */
  Set<String> paths(Bundle bundle) {
    Set<String> paths = new HashSet<>();
    find(bundle)
        .ifPresent(
            loaded -> {
              paths.add(loaded.policyPath());
              paths.addAll(loaded.ruleFiles());
            });
    return paths;
  }

  private Optional<LoadedBundle> find(Bundle bundle) {
    return repository.bundles().stream().filter(b -> b.bundle().equals(bundle)).findFirst();
  }

  /** Notes what is wrong with a policy that is not compared, since the other side's is broken. */
  void check(Bundle bundle) {
    if (!broken(bundle)) {
      policy(bundle).ifPresent(policy -> compile(bundle, policy));
    }
  }

  /** The policy compiled, once; nothing, and a problem, where that cannot be. */
  Optional<CompiledPolicy> compile(Bundle bundle, Policy policy) {
    return compiled.computeIfAbsent(bundle, b -> compileNow(b, policy));
  }

  private Optional<CompiledPolicy> compileNow(Bundle bundle, Policy policy) {
    Optional<String> defect = defect(bundle, policy);
    if (defect.isPresent()) {
      problems.add(new Problem(base, Optional.of(bundle), defect.get(), false));
      return Optional.empty();
    }
    try {
      return Optional.of(PolicyEngine.compile(policy, repository.registries()).compiled());
    } catch (InvalidPolicyException e) {
      problems.add(new Problem(base, Optional.of(bundle), String.valueOf(e.getMessage()), false));
      return Optional.empty();
    }
  }

  /** What compiles, and yet is not what its folder says, or has no names to compare by. */
  private static Optional<String> defect(Bundle bundle, Policy policy) {
    Bundle declared =
        new Bundle(policy.bundle().environment().value(), policy.bundle().tenant().value());
    if (!declared.equals(bundle)) {
      return Optional.of("it declares to be " + declared);
    }
    Set<String> ids = new HashSet<>();
    Optional<String> twice =
        policy.rules().stream().map(r -> r.id().value()).filter(id -> !ids.add(id)).findFirst();
    Set<String> limits = new HashSet<>();
    return twice
        .or(
            () ->
                policy.limits().stream()
                    .map(l -> l.id().value())
                    .filter(id -> !limits.add(id))
                    .findFirst())
        .map(id -> "two of its rules or limits are called `" + id + "`");
  }
}

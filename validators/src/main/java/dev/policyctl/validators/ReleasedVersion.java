package dev.policyctl.validators;

import dev.policyctl.analysis.change.BumpReason;
import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.analysis.change.PolicyContent;
import dev.policyctl.analysis.change.RequiredBump;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.InvalidPolicyException;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.SemanticVersion;
import dev.policyctl.model.policy.VersionBump;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.ReleaseTag;
import java.util.List;
import java.util.Optional;

/** Whether a declared version may follow the release before it. */
final class ReleasedVersion {
  private final PolicyRepository released;
  private final PolicyRepository current;
  private final ChangeOptions options;

  ReleasedVersion(PolicyRepository released, PolicyRepository current, ChangeOptions options) {
    this.released = released;
    this.current = current;
    this.options = options;
  }

  /** What is wrong with the version of a policy; nothing too where the policy itself is broken. */
  Optional<Finding> judge(LoadedBundle bundle, Policy policy, ReleaseTag tag) {
    Optional<SemanticVersion> declared = SemanticVersion.parse(policy.bundle().version().value());
    if (declared.isEmpty() || !bundle.intact() || !current.brokenRegistries().isEmpty()) {
      return Optional.empty();
    }
    SemanticVersion version = declared.get();
    int order = version.compareTo(tag.version());
    Optional<Policy> old = released(bundle.bundle());
    if (old.isPresent() && same(old.get(), policy)) {
      return order < 0 ? Optional.of(below(bundle, policy, tag)) : Optional.empty();
    }
    if (order < 0) {
      return Optional.of(below(bundle, policy, tag));
    }
    if (order > 0 && version.mayFollow(tag.version(), VersionBump.MAJOR)) {
      return Optional.empty();
    }
    return compared(bundle, policy, version, tag, old);
  }

  private Optional<Policy> released(Bundle bundle) {
    if (!released.brokenRegistries().isEmpty()) {
      return Optional.empty();
    }
    return released.bundles().stream()
        .filter(b -> b.bundle().equals(bundle) && b.intact())
        .findFirst()
        .flatMap(LoadedBundle::policy);
  }

  private boolean same(Policy old, Policy policy) {
    return PolicyContent.same(old, released.registries(), policy, current.registries());
  }

  private Optional<Finding> compared(
      LoadedBundle bundle,
      Policy policy,
      SemanticVersion version,
      ReleaseTag tag,
      Optional<Policy> old) {
    Optional<CompiledPolicy> after = compile(policy, current);
    if (after.isEmpty()) {
      return Optional.empty();
    }
    Optional<CompiledPolicy> before = old.flatMap(p -> compile(p, released));
    if (before.isEmpty()) {
      return Optional.of(undetermined(bundle, policy, tag, "it holds no valid policy"));
    }
    ChangeReport change = ChangeReport.between(before.get(), after.get(), options);
    RequiredBump required = change.requiredBump();
    VersionBump bump = required.bump().orElse(VersionBump.PATCH);
    if (version.mayFollow(tag.version(), bump)) {
      return Optional.empty();
    }
    if (version.compareTo(tag.version()) == 0) {
      return Optional.of(reused(bundle, policy, tag, required));
    }
    return Optional.of(
        change.complete()
            ? notBumped(bundle, policy, tag, required)
            : undetermined(bundle, policy, tag, "the budget does not suffice to compare them"));
  }

  private static Optional<CompiledPolicy> compile(Policy policy, PolicyRepository repository) {
    try {
      return Optional.of(PolicyEngine.compile(policy, repository.registries()).compiled());
    } catch (InvalidPolicyException e) {
      // Of this side's own files, `validate` says so at the place; of the release, the caller does.
      return Optional.empty();
    }
  }

  private static Finding.Builder about(
      FindingCode code, LoadedBundle bundle, Policy policy, String message) {
    return Finding.of(code, policy.bundle().version().span(), message)
        .subject("version")
        .bundle(bundle.bundle());
  }

  private static Finding below(LoadedBundle bundle, Policy policy, ReleaseTag tag) {
    return about(
            FindingCode.VERSION_NOT_BUMPED,
            bundle,
            policy,
            "version "
                + policy.bundle().version()
                + " is below that of the last release, `"
                + tag.name()
                + "`")
        .build();
  }

  private static Finding reused(
      LoadedBundle bundle, Policy policy, ReleaseTag tag, RequiredBump required) {
    return about(
            FindingCode.VERSION_REUSED,
            bundle,
            policy,
            "version "
                + policy.bundle().version()
                + " was released as `"
                + tag.name()
                + "` with other content")
        .help(help(tag, required))
        .build();
  }

  private static Finding notBumped(
      LoadedBundle bundle, Policy policy, ReleaseTag tag, RequiredBump required) {
    return about(
            FindingCode.VERSION_NOT_BUMPED,
            bundle,
            policy,
            "version "
                + policy.bundle().version()
                + " does not follow from `"
                + tag.name()
                + "`: the change requires a "
                + bump(tag, required).label()
                + " bump")
        .help(help(tag, required))
        .build();
  }

  private static Finding undetermined(
      LoadedBundle bundle, Policy policy, ReleaseTag tag, String why) {
    return about(
            FindingCode.VERSION_UNDETERMINED,
            bundle,
            policy,
            "whether version "
                + policy.bundle().version()
                + " follows from `"
                + tag.name()
                + "` is not known: "
                + why)
        .help("a major bump needs no comparison: " + tag.version().bump(VersionBump.MAJOR))
        .build();
  }

  private static VersionBump bump(ReleaseTag tag, RequiredBump required) {
    return required.bump().orElse(VersionBump.PATCH).after(tag.version());
  }

  /** {@code declare 2.15.0 or later: rule `x` is new, and 3 more reasons}. */
  private static String help(ReleaseTag tag, RequiredBump required) {
    List<BumpReason> reasons = required.reasons();
    String first = reasons.stream().findFirst().map(r -> ": " + r.message()).orElse("");
    String more =
        reasons.size() > 1
            ? ", and " + (reasons.size() - 1) + " more, see `policyctl diff " + tag.name() + "`"
            : "";
    return "declare " + tag.version().bump(bump(tag, required)) + " or later" + first + more;
  }
}

package dev.policyctl.cli.render;

import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.analysis.change.Impact;
import dev.policyctl.analysis.change.Region;
import dev.policyctl.analysis.change.RequiredBump;
import dev.policyctl.analysis.change.StructuralChange;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.policy.SemanticVersion;
import dev.policyctl.model.policy.VersionBump;
import dev.policyctl.validators.AccessWaivers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code diff} reports.
 *
 * @param base what the change starts from, as the user may name it
 * @param head what it comes to
 * @param asOf the moment that the run judged by, RFC 3339
 * @param bundles the policies of either side, sorted
 * @param problems why something could not be compared
 */
public record DiffReport(
    String base,
    String head,
    String asOf,
    List<BundleDiff> bundles,
    List<Problem> problems,
    Gates gates) {

  public DiffReport {
    bundles = List.copyOf(bundles);
    problems = List.copyOf(problems);
  }

  /** What a change must not do. */
  public record Gates(Set<Trigger> failOn, boolean noNewAccess) {
    public Gates {
      EnumSet<Trigger> copy = EnumSet.noneOf(Trigger.class);
      copy.addAll(failOn);
      failOn = java.util.Collections.unmodifiableSet(copy);
    }
  }

  /** An impact that fails the run. */
  public enum Trigger {
    BROADENING,
    NARROWING,
    ANY;

    boolean met(Impact impact) {
      return switch (this) {
        case BROADENING -> impact.broadens();
        case NARROWING -> impact.narrows();
        case ANY -> impact != Impact.NEUTRAL;
      };
    }

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A side, or a policy of it, that could not be compared.
   *
   * @param base whether it is the base; otherwise the head
   * @param undecided whether that is nobody's fault in the policy
   */
  public record Problem(boolean base, Optional<Bundle> bundle, String message, boolean undecided) {}

  /**
   * How far a version has to move.
   *
   * @param from the version that it is counted from; nothing where there is none
   * @param release the tag of the last release, where it is counted from that; otherwise it is the
   *     base's
   * @param unusable the last release, where nothing can be counted from it; then nobody knows how
   *     far the version has to move since that
   */
  public record BumpSince(
      RequiredBump required,
      Optional<SemanticVersion> from,
      Optional<String> release,
      Optional<Unusable> unusable) {

    /** A release that nothing can be counted from, and why: {@code which cannot be compiled}. */
    public record Unusable(String tag, String why) {}

    /** The bump, as far as a version below 1.0.0 has to make it. */
    Optional<VersionBump> effective() {
      return required.bump().map(by -> from.map(by::after).orElse(by));
    }
  }

  /**
   * What became of one policy.
   *
   * @param bump how far the version has to move, and since when
   * @param versionAfter as the head declares it; nothing where it has no such policy
   * @param waivers what accepts new access in it
   */
  public record BundleDiff(
      Bundle bundle,
      BumpSince bump,
      Optional<String> versionAfter,
      ChangeReport change,
      AccessWaivers waivers) {

    /** {@code none}, {@code patch}, {@code minor} or {@code major}. */
    String bumpLabel() {
      return bump.effective().map(VersionBump::label).orElse("none");
    }

    /** The least version that is enough. */
    Optional<SemanticVersion> next() {
      return bump.effective().flatMap(by -> bump.from().map(version -> version.bump(by)));
    }

    /** Whether the head's version is enough. */
    boolean declared() {
      Optional<SemanticVersion> version = versionAfter.flatMap(SemanticVersion::parse);
      if (bump.effective().isEmpty() || bump.from().isEmpty() || version.isEmpty()) {
        return true;
      }
      return version.get().mayFollow(bump.from().get(), bump.effective().get());
    }

    Optional<String> waiver(Region region) {
      return region.shift().broadens() ? waivers.of(region) : Optional.empty();
    }

    Optional<String> waiver(StructuralChange structural) {
      return waivers.of(structural);
    }

    long openAccess() {
      return waivers.open(change);
    }
  }

  /** The policies whose content differs. */
  List<BundleDiff> changed() {
    return bundles.stream().filter(bundle -> !bundle.change().sameContent()).toList();
  }

  /** The policies that both sides have alike. */
  List<BundleDiff> unchanged() {
    return bundles.stream().filter(bundle -> bundle.change().sameContent()).toList();
  }

  /** Whether something could not be decided. */
  public boolean undecided() {
    return problems.stream().anyMatch(problem -> problem.base() || problem.undecided())
        || bundles.stream().anyMatch(bundle -> !bundle.change().complete());
  }

  /** Whether the policy fails its gate. */
  public boolean failed() {
    return !problems.isEmpty() || !failures().isEmpty();
  }

  /** The gates that do not hold, one sentence each. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (BundleDiff bundle : bundles) {
      Impact impact = bundle.change().impact();
      gates.failOn().stream()
          .filter(trigger -> trigger.met(impact))
          .forEach(
              trigger ->
                  failures.add(
                      bundle.bundle() + ": --fail-on " + trigger + ": it is " + impact.label()));
      if (gates.noNewAccess() && bundle.openAccess() > 0) {
        failures.add(
            bundle.bundle()
                + ": --no-new-access: "
                + Counts.of(bundle.openAccess(), "place of new access", "places of new access")
                + " without a waiver of PC701");
      }
    }
    return failures;
  }
}

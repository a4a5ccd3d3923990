package dev.policyctl.cli.command;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.cli.render.DiffReport.BumpSince;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.SemanticVersion;
import dev.policyctl.repo.ComparedSide;
import dev.policyctl.repo.LastRelease;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.ReleaseJudge;
import dev.policyctl.repo.ReleaseLookup;
import dev.policyctl.repo.ReleaseTag;
import java.util.Optional;
import java.util.Set;

/**
 * How far versions have to move: since the last release on the base's history, which may be behind
 * the base; since the base where there is none, or no history that tells.
 */
final class Bumps implements AutoCloseable {
  private final ComparedSide base;
  private final ChangeOptions options;
  private final Optional<ReleaseLookup> releases;

  private Bumps(ComparedSide base, ChangeOptions options, Optional<ReleaseLookup> releases) {
    this.base = base;
    this.options = options;
    this.releases = releases;
  }

  /**
   * @param judge says which releases count
   */
  static Bumps since(ComparedSide base, ReleaseJudge judge, ChangeOptions options) {
    return new Bumps(
        base,
        options,
        base.commitId().map(commit -> ReleaseLookup.at(base.root(), commit).judgedBy(judge)));
  }

  /** The bump of a policy, given what it comes to since the base. */
  BumpSince of(
      Bundle bundle, Optional<Policy> old, Optional<CompiledPolicy> now, ChangeReport change) {
    Optional<SemanticVersion> from =
        old.flatMap(policy -> SemanticVersion.parse(policy.bundle().version().value()));
    BumpSince sinceBase =
        new BumpSince(change.requiredBump(), from, Optional.empty(), Optional.empty());
    if (change.sameContent() || change.oneSided().isPresent() || now.isEmpty()) {
      return sinceBase;
    }
    Optional<LastRelease.Distrusted> distrusted = distrusted(bundle);
    if (distrusted.isPresent()) {
      return unusable(sinceBase, distrusted.get().tag(), "which does not count");
    }
    return release(bundle)
        .map(
            tag ->
                base.commitId().filter(tag.commitId()::equals).isPresent()
                    ? since(tag, change)
                    : compare(bundle, tag, now.get())
                        .orElseGet(() -> unusable(sinceBase, tag, "which cannot be compiled")))
        .orElse(sinceBase);
  }

  private static BumpSince since(ReleaseTag tag, ChangeReport change) {
    return new BumpSince(
        change.requiredBump(),
        Optional.of(tag.version()),
        Optional.of(tag.name()),
        Optional.empty());
  }

  private static BumpSince unusable(BumpSince sinceBase, ReleaseTag tag, String why) {
    return new BumpSince(
        sinceBase.required(),
        sinceBase.from(),
        Optional.empty(),
        Optional.of(new BumpSince.Unusable(tag.name(), why)));
  }

  private Optional<ReleaseTag> release(Bundle bundle) {
    return releases.flatMap(
        lookup ->
            lookup
                .of(bundle)
                .<Optional<ReleaseTag>>match(
                    outside -> Optional.empty(),
                    shallow -> Optional.empty(),
                    first -> Optional.empty(),
                    last -> Optional.of(last.tag()),
                    distrusted -> Optional.empty()));
  }

  private Optional<LastRelease.Distrusted> distrusted(Bundle bundle) {
    return releases
        .map(lookup -> lookup.of(bundle))
        .filter(LastRelease.Distrusted.class::isInstance)
        .map(LastRelease.Distrusted.class::cast);
  }

  /** Nothing where the release holds no policy that can be compiled. */
  private Optional<BumpSince> compare(Bundle bundle, ReleaseTag tag, CompiledPolicy now) {
    PolicyRepository released = releases.orElseThrow().load(tag, Set.of(bundle));
    DiffSide side = new DiffSide(released, true);
    return side.policy(bundle)
        .filter(policy -> !side.broken(bundle))
        .flatMap(policy -> side.compile(bundle, policy))
        .map(before -> since(tag, ChangeReport.between(before, now, options)));
  }

  @Override
  public void close() {
    releases.ifPresent(ReleaseLookup::close);
  }
}

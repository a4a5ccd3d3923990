package dev.policyctl.cli.command;

import dev.policyctl.model.config.Configuration;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.ReleaseJudge;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.RunSource;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.ReleaseSigners;
import dev.policyctl.trust.TrustedKeys;
import dev.policyctl.validators.Precedent;
import java.time.Instant;
import java.util.Optional;

/** Reads what is proposed within the bounds that its target sets. */
final class Judged {

  private Judged() {}

  /**
   * What a run reads.
   *
   * @param judge the configuration that holds for the run
   */
  static PolicyRepository load(RunSource source, Configuration judge) {
    return source.proposal().isEmpty()
        ? RepositoryLoader.load(source.snapshot())
        : RepositoryLoader.load(source.snapshot(), judge.limits());
  }

  /** What the target already suppresses; nothing where no target judges. */
  static Optional<Precedent> precedent(
      RunSource source, Configuration judge, PolicyRepository loaded) {
    if (source.proposal().isEmpty()) {
      return Optional.empty();
    }
    try (GitRevision target = source.judge().orElseThrow()) {
      return Optional.of(Precedent.of(target, judge.limits(), loaded));
    }
  }

  /**
   * Which releases count: where a snapshot judges that has trust, those that its release managers
   * signed; else all.
   */
  static ReleaseJudge releases(Configuration judge, Snapshot keys, Instant now) {
    return judge
        .trust()
        .<ReleaseJudge>map(
            trust -> new ReleaseSigners(new TrustedKeys(trust, KeyMaterial.of(keys)), now))
        .orElse(ReleaseJudge.ANY);
  }
}

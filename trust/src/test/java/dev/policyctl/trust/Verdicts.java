package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.raw.MalformedObject;
import dev.policyctl.repo.raw.RawCommit;

/** Judges the bytes of a commit without a place in a history. */
final class Verdicts {
  private Verdicts() {}

  static void assertRefused(SignedRepository repository, String base, byte[] bytes) {
    RawCommit commit;
    try {
      commit = RawCommit.parse(bytes);
    } catch (MalformedObject e) {
      return;
    }
    if (commit.signed().isEmpty()) {
      return;
    }
    try (GitHistory history = GitHistory.open(repository.root());
        GitRevision target = history.snapshot("target", history.resolve(base))) {
      SignatureVerdict verdict =
          new TrustedKeys(
                  RepositoryLoader.configuration(target).trust().orElseThrow(),
                  KeyMaterial.of(target))
              .judge(commit.signed().get(), RangeJudge.NAMESPACE, SignedRepository.NOW);
      assertThat(verdict).isInstanceOf(SignatureVerdict.Refused.class);
    }
  }
}

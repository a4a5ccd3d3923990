package dev.policyctl.cli.command;

import dev.policyctl.cli.render.LogReport.Undecided;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.repo.FirstParents.Link;
import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.LoggedRange;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.trust.HistoryJudge;
import dev.policyctl.trust.HistoryVerdict;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.TrustedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who signed the changes of a history, by the trust of its judge. */
final class LogSignatures {
  private final Optional<HistoryJudge> judge;
  private final String sentence;

  private LogSignatures(Optional<HistoryJudge> judge, String sentence) {
    this.judge = judge;
    this.sentence = sentence;
  }

  /**
   * Reads the trust.
   *
   * @throws OperationalException undecided where it is broken, or git shows other objects than are
   *     asked for
   */
  static LogSignatures of(LoggedRange range, Instant now) {
    GitHistory history = range.history();
    history.objects().refuseReplacements();
    try (GitRevision files = history.snapshot(range.judge().name(), range.judge().commitId())) {
      Optional<TrustConfiguration> trust = RepositoryLoader.judging(files).trust();
      if (trust.isEmpty()) {
        return new LogSignatures(Optional.empty(), "not configured at " + range.judge());
      }
      TrustedKeys keys = new TrustedKeys(trust.get(), KeyMaterial.of(files));
      return new LogSignatures(
          Optional.of(
              new HistoryJudge(history.objects(), history.prefix(), keys, now, range::above)),
          "judged by " + range.judge());
    }
  }

  /** Whether there is a trust. */
  boolean configured() {
    return judge.isPresent();
  }

  String sentence() {
    return sentence;
  }

  /** Passes a change over that is not listed. */
  void pass(Link link) {
    judge.ifPresent(one -> one.pass(link.id()));
  }

  /** The verdict on a change; nothing where nobody judges, or it cannot be decided. */
  Optional<HistoryVerdict> verdict(Link link, List<Undecided> undecided) {
    try {
      return judge.map(one -> one.judge(link.parent(), link.id()));
    } catch (OperationalException e) {
      undecided.add(undecided("signatures", e));
      return Optional.empty();
    }
  }

  /**
   * What could not be decided.
   *
   * @throws OperationalException the same, where it is of another kind
   */
  static Undecided undecided(String what, OperationalException e) {
    if (e.kind() != OperationalException.Kind.UNDECIDED) {
      throw e;
    }
    return new Undecided(what, String.valueOf(e.getMessage()), e.hint());
  }
}

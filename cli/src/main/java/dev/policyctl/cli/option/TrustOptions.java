package dev.policyctl.cli.option;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.reader.Values;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.repo.WorkTree;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose trust is looked at, and at which moment. */
public final class TrustOptions {

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(
      names = "--revision",
      paramLabel = "REV",
      description = "Read this git revision. Default: the work tree.")
  private @Nullable String revision;

  @Option(
      names = {"--at", "--as-of"},
      paramLabel = "INSTANT",
      description = "Judge keys at this moment (RFC 3339, or a date). Default: now.")
  private @Nullable String at;

  /** The policy root. */
  public Path root() {
    return PolicyRoot.find(repository.start());
  }

  /**
   * What is read; whoever asks closes it.
   *
   * @throws OperationalException where there is no such revision
   */
  public Snapshot snapshot() {
    return revision == null ? new WorkTree(root()) : GitRevision.open(root(), revision);
  }

  /**
   * The moment, in whole seconds.
   *
   * @throws OperationalException where what was given is none
   */
  public Instant instant(Clock clock) {
    return (at == null ? clock.instant() : parse(at)).truncatedTo(ChronoUnit.SECONDS);
  }

  private static Instant parse(String text) {
    return Values.parseInstant(text)
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.USAGE,
                    "`" + text + "` is not a moment",
                    "write it as 2026-09-01T09:00:00Z, or a date"));
  }
}

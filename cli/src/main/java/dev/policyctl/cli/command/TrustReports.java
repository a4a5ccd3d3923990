package dev.policyctl.cli.command;

import dev.policyctl.cli.option.TrustOptions;
import dev.policyctl.cli.render.TrustReport;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.trust.TrustReading;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** Reads who is trusted, for commands that report it. */
final class TrustReports {

  private TrustReports() {}

  static TrustReport of(TrustOptions options, Clock clock) {
    Instant time = options.instant(clock);
    Path name = options.root().getFileName();
    try (Snapshot snapshot = options.snapshot()) {
      TrustReading reading = TrustReading.of(snapshot);
      return new TrustReport(
          name == null ? options.root().toString() : name.toString(),
          snapshot.description(),
          time.toString(),
          reading,
          reading.review(snapshot, time));
    }
  }
}

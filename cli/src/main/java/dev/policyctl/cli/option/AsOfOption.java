package dev.policyctl.cli.option;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.reader.Values;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The moment that a run judges by. */
public final class AsOfOption {

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "Judge as of this moment (RFC 3339, or a date). Default: now.")
  private @Nullable String asOf;

  /**
   * The moment.
   *
   * @throws OperationalException where what was given is none
   */
  public Instant instant(Clock clock) {
    if (asOf == null) {
      return clock.instant();
    }
    String text = asOf;
    return Values.parseInstant(text)
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.USAGE,
                    "`" + text + "` is not a moment",
                    "write it as 2026-09-01T09:00:00Z, or a date"));
  }
}

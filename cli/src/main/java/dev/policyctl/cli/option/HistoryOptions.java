package dev.policyctl.cli.option;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.reader.Values;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which changes of a history are listed. */
public final class HistoryOptions {
  private static final int USUAL = 20;

  @Parameters(
      arity = "0..1",
      paramLabel = "RANGE",
      description =
          "The last commit, a git revision; or A..B, what B has and A has not. Default: HEAD.")
  private String range = "HEAD";

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "List this many changes at most. Default: 20.")
  private int max = USUAL;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      description =
          "Leave out what was committed before this moment (RFC 3339, or a date), as committers"
              + " claim it.")
  private @Nullable String since;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "List changes alone that touch this environment.")
  private @Nullable String environment;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "List changes alone that touch this tenant.")
  private @Nullable String tenant;

  /** A revision, or two with two dots between them. */
  public String range() {
    return range;
  }

  /**
   * How many changes at most.
   *
   * @throws OperationalException where that is none
   */
  public int max() {
    if (max < 1) {
      throw new OperationalException(
          OperationalException.Kind.USAGE, "--max takes a positive number", "as in --max 20");
    }
    return max;
  }

  /**
   * The moment from which on changes are listed.
   *
   * @throws OperationalException where what was given is none
   */
  public Optional<Instant> since() {
    return Optional.ofNullable(since).map(HistoryOptions::instant);
  }

  private static Instant instant(String text) {
    return Values.parseInstant(text)
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.USAGE,
                    "`" + text + "` is not a moment",
                    "write it as 2026-09-01T09:00:00Z, or a date"));
  }

  /** The one environment that is asked for. */
  public Optional<String> environment() {
    return Optional.ofNullable(environment);
  }

  /** The one tenant that is asked for. */
  public Optional<String> tenant() {
    return Optional.ofNullable(tenant);
  }
}

package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.AsOfOption;
import dev.policyctl.cli.option.HistoryOptions;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.option.RepositoryOptions;
import dev.policyctl.cli.render.JsonLog;
import dev.policyctl.cli.render.LogRenderer;
import dev.policyctl.cli.render.LogReport;
import dev.policyctl.cli.render.PrettyLog;
import dev.policyctl.repo.LoggedRange;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code policyctl log}: the changes of a policy, who signed and approved them, what they did. */
@Command(
    name = "log",
    description = {
      "Lists the changes of a policy repository as they arrived on a branch, newest first: who"
          + " signed and approved each, judged by the tip of the target branch, which policies it"
          + " touches, what it lets in and shuts out, and how far the version has to move.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 listed, 2 usage, 3 with --fail-on-unverified where a signature, an approval or",
      "a quorum does not hold, 4 something could not be decided.",
      "",
      "Examples:",
      "  policyctl log                             the last 20 changes",
      "  policyctl log --environment prod --since 2026-09-01",
      "  policyctl log prod/acme/v2.0.0..main -o json --max 1000",
      "  policyctl log --no-diff                   who signed what, and no comparison"
    })
public final class LogCommand implements Callable<Integer>, RepositoryCommand {
  private final Clock clock;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();
  @Mixin private HistoryOptions history = new HistoryOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AsOfOption asOf = new AsOfOption();

  @Option(
      names = "--no-diff",
      description = "Do not compare: list what is touched, and not what that comes to.")
  private boolean noDiff;

  @Option(
      names = "--fail-on-unverified",
      description =
          "Fail with 3 where a change that is listed was not signed and approved as the target"
              + " demands, or nobody judges that.")
  private boolean failOnUnverified;

  /**
   * Makes the command.
   *
   * @param clock tells the moment that is judged by, unless the user does
   */
  public LogCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Path start() {
    return repository.start();
  }

  @Override
  public Integer call() {
    Instant now = asOf.instant(clock).truncatedTo(ChronoUnit.SECONDS);
    LogOptions options =
        new LogOptions(
            history.max(), history.since(), history.environment(), history.tenant(), !noDiff, now);
    try (LoggedRange range = LoggedRange.open(start(), history.range(), System.getenv())) {
      LogReport report = new LogSession(range, options).run();
      output.write(format -> renderer(format).render(report));
      return exitCode(report);
    }
  }

  private LogRenderer renderer(OutputFormat format) {
    return switch (format.kind()) {
      case PRETTY -> new PrettyLog(output.terminal(format));
      case JSON -> new JsonLog();
      case COMPACT, MARKDOWN ->
          throw format.refused(OutputFormat.Kind.PRETTY, OutputFormat.Kind.JSON);
    };
  }

  private int exitCode(LogReport report) {
    if (failOnUnverified && report.unverified()) {
      return ExitCode.TRUST;
    }
    return report.incomplete() ? ExitCode.UNDECIDED : ExitCode.OK;
  }
}

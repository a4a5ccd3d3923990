package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.TrustOptions;
import dev.policyctl.cli.render.CompactTrustCheck;
import dev.policyctl.cli.render.JsonTrust;
import dev.policyctl.cli.render.PrettyTrustCheck;
import dev.policyctl.cli.render.TrustRenderer;
import dev.policyctl.cli.render.TrustReport;
import dev.policyctl.model.finding.Severity;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code policyctl trust check}: what is wrong with who is trusted. */
@Command(
    name = "check",
    description = {
      "Finds keys that can never sign, people who cannot act, quorums that nobody can give, and"
          + " whatever else is wrong with who is trusted.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 clean, 1 errors, 2 usage, 4 it could not be read.",
      "",
      "Examples:",
      "  policyctl trust check",
      "  policyctl trust check --at 2027-01-01     whose keys have expired by then",
      "  policyctl trust check -o compact"
    })
public final class TrustCheckCommand implements Callable<Integer> {
  private final Clock clock;

  @Mixin private TrustOptions options = new TrustOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  /**
   * Makes the command.
   *
   * @param clock tells the moment that keys are judged at, unless the user does
   */
  public TrustCheckCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    TrustReport report = TrustReports.of(options, clock);
    output.write(format -> renderer(format).render(report));
    if (!report.reading().decided()) {
      return ExitCode.UNDECIDED;
    }
    return report.count(Severity.ERROR) > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private TrustRenderer renderer(OutputFormat format) {
    return switch (format.kind()) {
      case PRETTY -> new PrettyTrustCheck(output.terminal(format));
      case COMPACT -> new CompactTrustCheck();
      case JSON -> new JsonTrust();
      case MARKDOWN ->
          throw format.refused(
              OutputFormat.Kind.PRETTY, OutputFormat.Kind.COMPACT, OutputFormat.Kind.JSON);
    };
  }
}

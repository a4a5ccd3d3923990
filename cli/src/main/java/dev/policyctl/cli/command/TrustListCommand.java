package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.TrustOptions;
import dev.policyctl.cli.render.JsonTrust;
import dev.policyctl.cli.render.PrettyTrustList;
import dev.policyctl.cli.render.TrustRenderer;
import dev.policyctl.cli.render.TrustReport;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code policyctl trust list}: who may do what. */
@Command(
    name = "list",
    description = {"Tells who may do what with which key, and what changes need reviewers.", ""},
    footer = {
      "",
      "Exit codes: 0 a list, 1 the configuration is not valid, 2 usage, 4 it could not be read.",
      "",
      "Examples:",
      "  policyctl trust list",
      "  policyctl trust list --revision origin/main     by whose trust proposals are judged",
      "  policyctl trust list --at 2027-01-01 -o json"
    })
public final class TrustListCommand implements Callable<Integer> {
  private final Clock clock;

  @Mixin private TrustOptions options = new TrustOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  /**
   * Makes the command.
   *
   * @param clock tells the moment that keys are judged at, unless the user does
   */
  public TrustListCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    TrustReport report = TrustReports.of(options, clock);
    output.write(format -> renderer(format).render(report));
    if (!report.reading().decided()) {
      return ExitCode.UNDECIDED;
    }
    return report.reading().complete() ? ExitCode.OK : ExitCode.FAILED;
  }

  private TrustRenderer renderer(OutputFormat format) {
    return switch (format.kind()) {
      case PRETTY -> new PrettyTrustList(output.terminal(format));
      case JSON -> new JsonTrust();
      case COMPACT, MARKDOWN ->
          throw format.refused(OutputFormat.Kind.PRETTY, OutputFormat.Kind.JSON);
    };
  }
}

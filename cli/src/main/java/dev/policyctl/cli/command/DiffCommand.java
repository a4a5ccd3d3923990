package dev.policyctl.cli.command;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.AsOfOption;
import dev.policyctl.cli.option.ChangeFlags;
import dev.policyctl.cli.option.ComparisonOptions;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.render.DiffReport;
import dev.policyctl.cli.render.DiffReportRenderer;
import dev.policyctl.cli.render.JsonDiffReport;
import dev.policyctl.cli.render.MarkdownDiffReport;
import dev.policyctl.cli.render.PrettyDiffReport;
import dev.policyctl.repo.Comparison;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code policyctl diff}: what a change lets in and shuts out. */
@Command(
    name = "diff",
    description = {
      "Says what a change of policies and registries lets in and shuts out: every request that is"
          + " decided differently, counted exactly, and how far the version has to move.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 compared, 1 a gate fails or the head is no valid policy, 2 usage, 4 something"
          + " could not be decided.",
      "",
      "Examples:",
      "  policyctl diff                            what the work tree changes since the target"
          + " branch",
      "  policyctl diff main HEAD --no-new-access",
      "  policyctl diff ../old ./                  two folders",
      "  policyctl diff -o pretty -o markdown=comment.md"
    })
public final class DiffCommand implements Callable<Integer>, RepositoryCommand {
  private final Clock clock;

  @Mixin private ComparisonOptions comparison = new ComparisonOptions();
  @Mixin private ChangeFlags flags = new ChangeFlags();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AsOfOption asOf = new AsOfOption();

  /**
   * Makes the command.
   *
   * @param clock tells the moment that requests and waivers are judged by, unless the user does
   */
  public DiffCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Path start() {
    return comparison.start();
  }

  @Override
  public Integer call() {
    ChangeOptions options = flags.options(asOf.instant(clock).truncatedTo(ChronoUnit.SECONDS));
    try (Comparison sides = comparison.target(System.getenv()).open()) {
      DiffReport report =
          new DiffSession(sides, options, flags.proposedWaivers(sides.ci())).run(flags.gates());
      output.write(format -> renderer(format).render(report));
      return exitCode(report);
    }
  }

  private DiffReportRenderer renderer(OutputFormat format) {
    return switch (format.kind()) {
      case PRETTY -> new PrettyDiffReport(output.terminal(format));
      case JSON -> new JsonDiffReport();
      case MARKDOWN -> new MarkdownDiffReport();
      case COMPACT ->
          throw format.refused(
              OutputFormat.Kind.PRETTY, OutputFormat.Kind.JSON, OutputFormat.Kind.MARKDOWN);
    };
  }

  private static int exitCode(DiffReport report) {
    if (report.undecided()) {
      return ExitCode.UNDECIDED;
    }
    return report.failed() ? ExitCode.FAILED : ExitCode.OK;
  }
}

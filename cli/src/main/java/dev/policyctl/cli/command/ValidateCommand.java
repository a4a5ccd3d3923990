package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.AnalysisFlags;
import dev.policyctl.cli.option.AsOfOption;
import dev.policyctl.cli.option.FailOn;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.RangeOptions;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.option.RepositoryPath;
import dev.policyctl.cli.option.SignatureFlags;
import dev.policyctl.cli.render.CompactReport;
import dev.policyctl.cli.render.JsonReport;
import dev.policyctl.cli.render.PrettyReport;
import dev.policyctl.cli.render.Report;
import dev.policyctl.cli.render.ReportRenderer;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.repo.RunSource;
import dev.policyctl.validators.Validation;
import dev.policyctl.validators.signature.SignatureOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code policyctl validate}: finds what is wrong with a policy repository. */
@Command(
    name = "validate",
    description = {
      "Finds what is wrong with a policy repository: every file, every environment and tenant,"
          + " in one run; and whether every commit that is proposed was signed by who may change"
          + " what it changes.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 clean, 1 findings, 2 usage, 3 a signature or an approval does not hold, 4",
      "something could not be decided.",
      "",
      "Examples:",
      "  policyctl validate                        the repository around the current folder",
      "  policyctl validate examples/acme --fail-on warning",
      "  policyctl validate --base origin/main     and who signed what the branch adds",
      "  policyctl validate -o compact -o json=report.json",
      "  policyctl explain PC201                   what a finding means"
    })
public final class ValidateCommand implements Callable<Integer>, RepositoryCommand {
  private final Clock clock;

  @Mixin private RepositoryPath repository = new RepositoryPath();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AsOfOption asOf = new AsOfOption();
  @Mixin private AnalysisFlags analysis = new AnalysisFlags();
  @Mixin private RangeOptions range = new RangeOptions();
  @Mixin private SignatureFlags signatures = new SignatureFlags();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      description = "Fail from this severity on: error, warning or never. Default: error.")
  private FailOn failOn = FailOn.ERROR;

  /**
   * Makes the command.
   *
   * @param clock tells the moment that is judged by, unless the user does
   */
  public ValidateCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Path start() {
    return repository.start();
  }

  @Override
  public RunSource open(Map<String, String> environment) {
    return RunSource.open(start(), range.base(), range.head(), environment);
  }

  @Override
  public Integer call() {
    // What is judged by must be what the report prints.
    Instant now = asOf.instant(clock).truncatedTo(ChronoUnit.SECONDS);
    SignatureOptions signing = signatures.options(now);
    try (RunSource source = open(System.getenv())) {
      Report report = new ValidateSession(source, now, analysis.options(), signing).run();
      output.write(format -> renderer(format).render(report));
      return exitCode(report.validation());
    }
  }

  private ReportRenderer renderer(OutputFormat format) {
    return switch (format.kind()) {
      case PRETTY -> new PrettyReport(output.terminal(format));
      case COMPACT -> new CompactReport();
      case JSON -> new JsonReport();
      case MARKDOWN ->
          throw format.refused(
              OutputFormat.Kind.PRETTY, OutputFormat.Kind.COMPACT, OutputFormat.Kind.JSON);
    };
  }

  private int exitCode(Validation validation) {
    if (validation.distrusted() > 0) {
      return ExitCode.TRUST;
    }
    if (validation.undetermined() > 0) {
      return ExitCode.UNDECIDED;
    }
    boolean failed =
        switch (failOn) {
          case ERROR -> validation.count(Severity.ERROR) > 0;
          case WARNING -> validation.count(Severity.ERROR) + validation.count(Severity.WARNING) > 0;
          case NEVER -> false;
        };
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }
}

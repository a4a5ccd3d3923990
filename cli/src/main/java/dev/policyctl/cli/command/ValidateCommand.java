package dev.policyctl.cli.command;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.AnalysisFlags;
import dev.policyctl.cli.option.AsOfOption;
import dev.policyctl.cli.option.FailOn;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.option.RepositoryPath;
import dev.policyctl.cli.render.CompactReport;
import dev.policyctl.cli.render.JsonReport;
import dev.policyctl.cli.render.PrettyReport;
import dev.policyctl.cli.render.Report;
import dev.policyctl.cli.render.ReportRenderer;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.ReleaseLookup;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.WorkTree;
import dev.policyctl.validators.DeclaredVersions;
import dev.policyctl.validators.Validation;
import dev.policyctl.validators.Validator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code policyctl validate}: finds what is wrong with a policy repository. */
@Command(
    name = "validate",
    description = {
      "Finds what is wrong with a policy repository: every file, every environment and tenant,"
          + " in one run.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 clean, 1 findings, 2 usage, 4 something could not be decided.",
      "",
      "Examples:",
      "  policyctl validate                        the repository around the current folder",
      "  policyctl validate examples/acme --fail-on warning",
      "  policyctl validate -o compact -o json=report.json",
      "  policyctl explain PC201                   what a finding means"
    })
public final class ValidateCommand implements Callable<Integer>, RepositoryCommand {
  private final Clock clock;

  @Mixin private RepositoryPath repository = new RepositoryPath();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AsOfOption asOf = new AsOfOption();
  @Mixin private AnalysisFlags analysis = new AnalysisFlags();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      description = "Fail from this severity on: error, warning or never. Default: error.")
  private FailOn failOn = FailOn.ERROR;

  @Option(
      names = "--base",
      paramLabel = "REV",
      description =
          "Judge the declared versions by the releases on the history of this git revision alone."
              + " Default: by those on the history of HEAD.")
  private @Nullable String base;

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
  public Integer call() {
    // What is judged by must be what the report prints.
    Instant now = asOf.instant(clock).truncatedTo(ChronoUnit.SECONDS);
    Path root = PolicyRoot.find(start());
    PolicyRepository loaded = RepositoryLoader.load(new WorkTree(root));
    Validation validation =
        new Validator(now, analysis.options()).validate(loaded, versions(root, loaded, now));
    Report report =
        new Report(
            root.getFileName() == null ? root.toString() : root.getFileName().toString(),
            loaded.source(),
            now.toString(),
            loaded.files(),
            Scope.of(loaded),
            validation);
    output.write(format -> renderer(format).render(report));
    return exitCode(validation);
  }

  private List<Finding> versions(Path root, PolicyRepository loaded, Instant now) {
    try (ReleaseLookup releases =
        base == null ? ReleaseLookup.atHead(root, System.getenv()) : ReleaseLookup.at(root, base)) {
      return DeclaredVersions.judge(loaded, releases, ChangeOptions.at(now));
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

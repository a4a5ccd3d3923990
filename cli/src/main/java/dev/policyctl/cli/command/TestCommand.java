package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.AsOfOption;
import dev.policyctl.cli.option.MutationFlags;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.option.RepositoryPath;
import dev.policyctl.cli.render.CompactTestReport;
import dev.policyctl.cli.render.JsonTestReport;
import dev.policyctl.cli.render.PrettyTestReport;
import dev.policyctl.cli.render.SuggestedSuites;
import dev.policyctl.cli.render.TestReport;
import dev.policyctl.cli.render.TestReportRenderer;
import dev.policyctl.model.OperationalException;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.suites.RunOptions;
import dev.policyctl.suites.TestFilter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code policyctl test}: does the policy decide as its tests say. */
@Command(
    name = "test",
    description = {
      "Runs the test suites of a policy repository against the evaluator that the gateway ships,"
          + " and says which rules and values no test exercises, and which mistakes none notices.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 all tests pass, 1 a test fails or too little is tested, 2 usage, 4 could not"
          + " decide.",
      "",
      "Examples:",
      "  policyctl test",
      "  policyctl test examples/acme --filter 'support/*' --parallel 2",
      "  policyctl test --coverage-threshold 100 --changed-since origin/main",
      "  policyctl test --watch",
      "  policyctl test --mutate --mutation-threshold 80",
      "  policyctl test --suggest"
    })
public final class TestCommand implements Callable<Integer>, RepositoryCommand {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Clock clock;

  @Mixin private RepositoryPath repository = new RepositoryPath();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AsOfOption asOf = new AsOfOption();
  @Mixin private MutationFlags mutation = new MutationFlags();

  @Option(
      names = "--filter",
      paramLabel = "PATTERN",
      defaultValue = "",
      description =
          "Run the tests whose suite/name contains this; with a *, those that it matches as a"
              + " whole. Upper and lower case are the same.")
  private String filter = "";

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "Run that many tests at a time; 0: one a processor. Default: 1.")
  private int parallel = 1;

  @Option(names = "--watch", description = "Run again whenever a file changes, until interrupted.")
  private boolean watch;

  @Option(
      names = "--fail-on-empty",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Fail where a policy has no test that ran. Default: on.")
  private boolean failOnEmpty = true;

  @Option(
      names = "--coverage-threshold",
      paramLabel = "PERCENT",
      description =
          "Fail where less of a policy is covered: a point for each rule that decided, and one for"
              + " each listed value that was exercised then.")
  private @Nullable BigDecimal coverageThreshold;

  @Option(
      names = "--changed-since",
      paramLabel = "REV",
      description = "Count the coverage of those rules alone that differ from this git revision.")
  private @Nullable String changedSince;

  /**
   * Makes the command.
   *
   * @param clock tells the moment that waivers are judged by, unless the user does
   */
  public TestCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Path start() {
    return repository.start();
  }

  @Override
  public Integer call() {
    Path root = PolicyRoot.find(start());
    RunOptions options =
        RunOptions.DEFAULT.withThreads(threads()).withFilter(TestFilter.of(filter));
    TestSession session =
        new TestSession(
            () -> open(watch ? Map.of() : System.getenv()),
            asOf.instant(clock),
            options,
            threshold(),
            Optional.ofNullable(changedSince),
            failOnEmpty,
            search());
    Optional<SuggestedFile> suggested =
        mutation.suggest().map(target -> new SuggestedFile(root, output, target));
    if (watch) {
      return new Watch(root, output.err()).forever(() -> report(session, suggested));
    }
    return report(session, suggested);
  }

  private int report(TestSession session, Optional<SuggestedFile> suggested) {
    TestReport report = session.run();
    if (suggested.filter(SuggestedFile::isStandardOutput).isPresent()) {
      output.writeFiles(format -> renderer(format).render(report));
    } else {
      output.write(format -> renderer(format).render(report));
    }
    suggested.ifPresent(file -> file.write(SuggestedSuites.of(report)));
    if (report.undetermined()) {
      return ExitCode.UNDECIDED;
    }
    return report.passed() ? ExitCode.OK : ExitCode.FAILED;
  }

  private GapSearch search() {
    return new GapSearch(
        mutation.mutate(),
        mutation.threshold(),
        mutation.suggest().isPresent(),
        asOf.instant(clock),
        mutation.budget(),
        output.errIsTerminal() ? Optional.of(output.err()) : Optional.empty());
  }

  private TestReportRenderer renderer(OutputFormat format) {
    return switch (format.kind()) {
      case PRETTY -> new PrettyTestReport(output.terminal(format));
      case COMPACT -> new CompactTestReport();
      case JSON -> new JsonTestReport();
      case MARKDOWN ->
          throw format.refused(
              OutputFormat.Kind.PRETTY, OutputFormat.Kind.COMPACT, OutputFormat.Kind.JSON);
    };
  }

  private int threads() {
    if (parallel < 0 || parallel > 1024) {
      throw usage("--parallel is a number from 0 to 1024");
    }
    return parallel == 0 ? Runtime.getRuntime().availableProcessors() : parallel;
  }

  private Optional<BigDecimal> threshold() {
    if (coverageThreshold == null) {
      return Optional.empty();
    }
    if (coverageThreshold.signum() < 0 || coverageThreshold.compareTo(HUNDRED) > 0) {
      throw usage("--coverage-threshold is a number from 0 to 100");
    }
    return Optional.of(coverageThreshold);
  }

  private static OperationalException usage(String message) {
    return new OperationalException(OperationalException.Kind.USAGE, message, "");
  }
}

package dev.policyctl.cli.command;

import dev.policyctl.analysis.query.AccessMatrix;
import dev.policyctl.analysis.query.MatrixQuery;
import dev.policyctl.analysis.query.Progress;
import dev.policyctl.analysis.query.Question;
import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.AsOfOption;
import dev.policyctl.cli.option.BudgetOption;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.option.RepositoryOptions;
import dev.policyctl.cli.render.CompactMatrix;
import dev.policyctl.cli.render.JsonMatrix;
import dev.policyctl.cli.render.MatrixRenderer;
import dev.policyctl.cli.render.MatrixReport;
import dev.policyctl.cli.render.PrettyMatrix;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.WorkTree;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policyctl matrix}: two dimensions against each other. */
@Command(
    name = "matrix",
    description = {
      "Prints how every pair of values of two dimensions is decided, exactly: allow, deny,"
          + " approval, or mixed with the numbers behind it.",
      ""
    },
    footer = {
      "",
      "Values with equal rows share a line. `maybe`: by numbers or time. Terms are those of query.",
      "",
      "Exit codes: 0 a matrix, 1 a policy is not valid, 2 usage, 4 the budget did not suffice.",
      "",
      "Examples:",
      "  policyctl matrix                                   role × classification, each policy",
      "  policyctl matrix prod/acme --columns model",
      "  policyctl matrix prod/acme --rows route --columns model --where role=contractor",
      "  policyctl matrix prod/acme --where time=2026-09-05T22:00:00Z input_tokens=8000 -o json"
    })
public final class MatrixCommand implements Callable<Integer>, RepositoryCommand {
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RepositoryOptions repositoryOptions = new RepositoryOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AsOfOption asOf = new AsOfOption();
  @Mixin private BudgetOption budget = new BudgetOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "ENV/TENANT",
      description = "The policy, as its folder below policies/. Default: each policy.")
  private String bundle = "";

  @Option(
      names = "--rows",
      paramLabel = "DIMENSION",
      defaultValue = "role",
      description = "The dimension of the rows. Default: role.")
  private String rows = "role";

  @Option(
      names = "--columns",
      paramLabel = "DIMENSION",
      defaultValue = "classification",
      description = "The dimension of the columns. Default: classification.")
  private String columns = "classification";

  @Option(
      names = "--where",
      arity = "1..*",
      paramLabel = "TERM",
      description = "Count requests alone that have these values: DIMENSION=VALUE[,VALUE...].")
  private List<String> where = new ArrayList<>();

  @Option(
      names = "--unregistered",
      description = "Count unregistered and missing values as well, $unknown and $missing.")
  private boolean unregistered;

  /**
   * Makes the command.
   *
   * @param clock tells the moment that is judged by, unless the user does
   */
  public MatrixCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Path start() {
    return repositoryOptions.start();
  }

  @Override
  public Integer call() {
    Instant now = asOf.instant(clock).truncatedTo(ChronoUnit.SECONDS);
    PolicyRepository repository = RepositoryLoader.load(new WorkTree(PolicyRoot.find(start())));
    List<LoadedBundle> bundles =
        bundle.isEmpty() ? repository.bundles() : List.of(Bundles.find(repository, bundle));
    List<MatrixReport.OfPolicy> matrices = new ArrayList<>();
    for (LoadedBundle loaded : bundles) {
      Optional<PolicyEngine> engine = Engines.compile(repository, loaded, now, spec);
      if (engine.isEmpty()) {
        return Engines.exitCode(repository);
      }
      matrices.add(
          new MatrixReport.OfPolicy(
              loaded.bundle().toString(),
              matrix(
                  engine.get().compiled(),
                  now,
                  Watched.progress(output, spec, loaded.bundle(), "rows"))));
    }
    MatrixReport report = new MatrixReport(repository.source(), now.toString(), matrices);
    output.write(format -> renderer(format).render(report));
    boolean complete = matrices.stream().allMatch(of -> of.matrix().complete());
    return complete ? ExitCode.OK : ExitCode.UNDECIDED;
  }

  private AccessMatrix matrix(CompiledPolicy policy, Instant now, Progress progress) {
    Dimension ofRows = Question.dimension(rows, policy);
    Dimension ofColumns = Question.dimension(columns, policy);
    if (ofRows == ofColumns) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "rows and columns are one dimension, `" + ofRows.singular() + "`",
          "give --rows and --columns different ones");
    }
    return MatrixQuery.of(
        policy,
        Question.of(where, policy),
        ofRows,
        ofColumns,
        unregistered,
        now,
        budget.budget(),
        progress);
  }

  private MatrixRenderer renderer(OutputFormat format) {
    return switch (format.kind()) {
      case PRETTY -> new PrettyMatrix(output.terminal(format));
      case COMPACT -> new CompactMatrix();
      case JSON -> new JsonMatrix();
      case MARKDOWN ->
          throw format.refused(
              OutputFormat.Kind.PRETTY, OutputFormat.Kind.COMPACT, OutputFormat.Kind.JSON);
    };
  }
}

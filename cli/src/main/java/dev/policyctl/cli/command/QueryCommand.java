package dev.policyctl.cli.command;

import dev.policyctl.analysis.query.AccessAnswer;
import dev.policyctl.analysis.query.AccessQuery;
import dev.policyctl.analysis.query.Question;
import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.AsOfOption;
import dev.policyctl.cli.option.BudgetOption;
import dev.policyctl.cli.option.OutputFormat;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.option.RepositoryOptions;
import dev.policyctl.cli.render.CompactQuery;
import dev.policyctl.cli.render.JsonQuery;
import dev.policyctl.cli.render.PrettyQuery;
import dev.policyctl.cli.render.QueryRenderer;
import dev.policyctl.cli.render.QueryReport;
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

/** {@code policyctl query}: who can do what. */
@Command(
    name = "query",
    description = {
      "Answers who can do what by one policy, exactly: every request is looked at, none is"
          + " sampled.",
      ""
    },
    footer = {
      "",
      "A term is DIMENSION=VALUE[,VALUE...]: ids, aliases, globs, $unknown and $missing; a number"
          + " as",
      "8000, 1000..8000, ..8000 or $missing; time=INSTANT. What no term confines is open.",
      "",
      "Exit codes: 0 an answer, also where nobody can; 1 the policy is not valid, 2 usage,",
      "4 the budget did not suffice.",
      "",
      "Examples:",
      "  policyctl query prod/acme --who-can model=openai/gpt-4o classification=phi",
      "  policyctl query prod/acme --who-can route='admin-*' time=2026-09-05T22:00:00Z",
      "  policyctl query prod/acme --what-can role=contractor",
      "  policyctl query prod/acme --what-can role=contractor --by model -o json"
    })
public final class QueryCommand implements Callable<Integer>, RepositoryCommand {
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RepositoryOptions repositoryOptions = new RepositoryOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AsOfOption asOf = new AsOfOption();
  @Mixin private BudgetOption budget = new BudgetOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "ENV/TENANT",
      description =
          "The policy, as its folder below policies/; may be left out where there is one.")
  private String bundle = "";

  @Option(
      names = "--who-can",
      arity = "0..*",
      paramLabel = "TERM",
      description = "Which roles can, under which conditions and by which rules.")
  private List<String> whoCan = new ArrayList<>();

  @Option(
      names = "--what-can",
      arity = "0..*",
      paramLabel = "TERM",
      description = "What is let in: routes, models, classifications and the like.")
  private List<String> whatCan = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "DIMENSION",
      description =
          "Tell the values of this dimension apart. Default: role with --who-can, else none.")
  private Optional<String> by = Optional.empty();

  @Option(names = "--denied", description = "Tell what is denied as well.")
  private boolean denied;

  @Option(
      names = "--regions",
      paramLabel = "N",
      description =
          "Tell about so many regions, give or take those of one value; what is beyond them is only"
              + " counted. Default: 200.")
  private int regions = AccessQuery.REGIONS;

  /**
   * Makes the command.
   *
   * @param clock tells the moment that is judged by, unless the user does
   */
  public QueryCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Path start() {
    return repositoryOptions.start();
  }

  @Override
  public Integer call() {
    boolean who = spec.commandLine().getParseResult().hasMatchedOption("--who-can");
    boolean what = spec.commandLine().getParseResult().hasMatchedOption("--what-can");
    if (who == what) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "a question is one of --who-can and --what-can",
          "policyctl query --help has examples");
    }
    Instant now = asOf.instant(clock).truncatedTo(ChronoUnit.SECONDS);
    PolicyRepository repository = RepositoryLoader.load(new WorkTree(PolicyRoot.find(start())));
    LoadedBundle loaded = Bundles.onlyOr(repository, bundle);
    Optional<PolicyEngine> engine = Engines.compile(repository, loaded, now, spec);
    if (engine.isEmpty()) {
      return Engines.exitCode(repository);
    }
    CompiledPolicy policy = engine.get().compiled();
    Question question = Question.of(who ? whoCan : whatCan, policy);
    AccessAnswer answer =
        AccessQuery.of(
            policy,
            question,
            asked(who, policy),
            denied,
            now,
            regions(),
            budget.budget(),
            Watched.progress(output, spec, loaded.bundle(), "values"));
    QueryReport report =
        new QueryReport(
            repository.source(),
            loaded.bundle().toString(),
            now.toString(),
            who ? "who can" : "what can",
            answer);
    output.write(format -> renderer(format).render(report));
    return answer.complete() ? ExitCode.OK : ExitCode.UNDECIDED;
  }

  private Optional<Dimension> asked(boolean who, CompiledPolicy policy) {
    return by.map(name -> Question.dimension(name, policy))
        .or(() -> who ? Optional.of(Dimension.ROLES) : Optional.empty());
  }

  private int regions() {
    if (regions < 0) {
      throw new OperationalException(
          OperationalException.Kind.USAGE, "--regions is not negative", "0 tells none");
    }
    return regions;
  }

  private QueryRenderer renderer(OutputFormat format) {
    return switch (format.kind()) {
      case PRETTY -> new PrettyQuery(output.terminal(format));
      case COMPACT -> new CompactQuery();
      case JSON -> new JsonQuery();
      case MARKDOWN ->
          throw format.refused(
              OutputFormat.Kind.PRETTY, OutputFormat.Kind.COMPACT, OutputFormat.Kind.JSON);
    };
  }
}

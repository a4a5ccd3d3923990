package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.option.RepositoryOptions;
import dev.policyctl.cli.render.JsonLine;
import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.InMemoryLimiter;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.OperationalException;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.WorkTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policyctl eval}: decides requests, one decision a line. */
@Command(
    name = "eval",
    description = {
      "Decides requests in the shape of the OpenID AuthZEN Authorization API: one request, or JSON"
          + " Lines of them, in; one decision a line out.",
      ""
    },
    footer = {
      "",
      "A request that cannot be read is denied with the reason evaluation_error.",
      "",
      "Exit codes: 0 every request was decided, 1 the policy is not valid, 2 usage, 4 could not"
          + " read.",
      "",
      "Examples:",
      "  policyctl eval -C examples/acme prod/acme request.json",
      "  policyctl eval -C examples/acme prod/acme < requests.jsonl > decisions.jsonl",
      "  policyctl eval -C examples/acme prod/acme request.json --explain"
    })
public final class EvalCommand implements Callable<Integer>, RepositoryCommand {
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RepositoryOptions repositoryOptions = new RepositoryOptions();

  @Parameters(
      index = "0",
      paramLabel = "ENV/TENANT",
      description = "The policy to decide by, as its folder below policies/.")
  private String bundle = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "The requests; - is standard input, and the default.")
  private String file = "-";

  @Option(
      names = "--explain",
      description = "Print the trace of each decision: every rule, and why it did not match.")
  private boolean explain;

  @Option(
      names = "--no-limits",
      description = "Leave limits aside. Otherwise requests are counted by their own times.")
  private boolean noLimits;

  /**
   * Makes the command.
   *
   * @param clock tells the moment that waivers are judged by
   */
  public EvalCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Path start() {
    return repositoryOptions.start();
  }

  @Override
  public Integer call() {
    PolicyRepository repository = RepositoryLoader.load(new WorkTree(PolicyRoot.find(start())));
    Optional<PolicyEngine> engine =
        Engines.compile(repository, Bundles.find(repository, bundle), clock.instant(), spec);
    if (engine.isEmpty()) {
      return Engines.exitCode(repository);
    }
    try (BufferedReader reader = open()) {
      decide(engine.get(), new RequestLines(reader));
    } catch (IOException e) {
      throw unreadable(e);
    }
    return ExitCode.OK;
  }

  private void decide(PolicyEngine engine, RequestLines requests) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    InMemoryLimiter limiter = new InMemoryLimiter();
    Optional<String> text = requests.next();
    while (text.isPresent()) {
      Request request = AuthZen.readRequest(text.get());
      if (explain) {
        out.print(JsonLine.harmless(AuthZen.write(engine.explain(request))));
      } else if (noLimits) {
        out.print(JsonLine.harmless(AuthZen.write(engine.evaluate(request))));
      } else {
        out.print(JsonLine.harmless(AuthZen.write(engine.evaluate(request, limiter))));
      }
      out.print('\n');
      if (out.checkError()) {
        throw new OperationalException(
            OperationalException.Kind.UNDECIDED, "the decisions could not be written", "");
      }
      text = requests.next();
    }
  }

  private BufferedReader open() throws IOException {
    // In place of what is not UTF-8 a NUL is read, which no JSON allows: that request is denied.
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith("\0");
    InputStream in = file.equals("-") ? System.in : Files.newInputStream(path());
    return new BufferedReader(new InputStreamReader(in, decoder));
  }

  private Path path() {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw unreadable(e);
    }
  }

  private OperationalException unreadable(Exception cause) {
    return new OperationalException(
        OperationalException.Kind.UNDECIDED,
        "cannot read `" + file + "`: " + cause.getClass().getSimpleName(),
        "give a file of requests, or - for standard input",
        cause);
  }
}

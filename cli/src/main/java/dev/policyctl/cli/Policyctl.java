package dev.policyctl.cli;

import dev.policyctl.cli.command.ApproveCommand;
import dev.policyctl.cli.command.CompletionCommand;
import dev.policyctl.cli.command.DiffCommand;
import dev.policyctl.cli.command.EvalCommand;
import dev.policyctl.cli.command.ExplainCommand;
import dev.policyctl.cli.command.InitCommand;
import dev.policyctl.cli.command.LogCommand;
import dev.policyctl.cli.command.MatrixCommand;
import dev.policyctl.cli.command.QueryCommand;
import dev.policyctl.cli.command.TestCommand;
import dev.policyctl.cli.command.TrustAddCommand;
import dev.policyctl.cli.command.TrustCheckCommand;
import dev.policyctl.cli.command.TrustCommand;
import dev.policyctl.cli.command.TrustListCommand;
import dev.policyctl.cli.command.ValidateCommand;
import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.contract.Version;
import dev.policyctl.cli.option.Defaults;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
    name = "policyctl",
    versionProvider = Version.class,
    description = {"The pipeline between a pull request on AI-gateway policy and production.", ""},
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes: 0 clean, 1 the policy fails its gate, 2 usage or configuration, 3 trust,",
      "4 could not decide, 70 a defect of policyctl.",
      "",
      "Examples:",
      "  policyctl init my-policies       a repository to start from",
      "  policyctl validate my-policies   what is wrong with it",
      "  policyctl test my-policies       does it decide as its tests say",
      "  policyctl diff                   what does a change let in",
      "  policyctl explain PC201          what a finding means"
    })
public final class Policyctl implements Callable<Integer> {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of failures.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // as above
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: says what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  boolean debug() {
    return debug;
  }

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = writer(new FileOutputStream(FileDescriptor.out));
    PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
    int code = run(args, Clock.systemUTC(), out, err);
    out.flush();
    err.flush();
    Runtime.getRuntime().halt(code);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(
        new java.io.BufferedWriter(
            new java.io.OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16));
  }

  /** Runs the program; never throws. */
  static int run(String[] args, Clock clock, PrintWriter out, PrintWriter err) {
    Policyctl root = new Policyctl();
    Failures failures = new Failures(root, err);
    try {
      CommandLine commandLine = commandLine(root, clock, out, err, failures);
      Defaults.apply(commandLine, args);
      return commandLine.execute(args);
    } catch (Throwable e) {
      return failures.report(e);
    }
  }

  private static CommandLine trust(Clock clock) {
    return new CommandLine(new TrustCommand())
        .addSubcommand(new TrustListCommand(clock))
        .addSubcommand(new TrustCheckCommand(clock))
        .addSubcommand(new TrustAddCommand(clock));
  }

  private static CommandLine commandLine(
      Policyctl root, Clock clock, PrintWriter out, PrintWriter err, Failures failures) {
    return new CommandLine(root)
        .addSubcommand(new ValidateCommand(clock))
        .addSubcommand(new TestCommand(clock))
        .addSubcommand(new EvalCommand(clock))
        .addSubcommand(new DiffCommand(clock))
        .addSubcommand(new QueryCommand(clock))
        .addSubcommand(new MatrixCommand(clock))
        .addSubcommand(new ApproveCommand(clock))
        .addSubcommand(trust(clock))
        .addSubcommand(new LogCommand(clock))
        .addSubcommand(new ExplainCommand())
        .addSubcommand(new InitCommand(clock))
        .addSubcommand(new CompletionCommand())
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler((e, commandLine, parsed) -> failures.report(e))
        .setParameterExceptionHandler(failures::usage);
  }
}

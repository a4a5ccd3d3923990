package dev.policyctl.cli;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.render.Terminal;
import dev.policyctl.model.OperationalException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Tells people what went wrong, and the process how. A stack trace is shown on demand alone. */
final class Failures {
  private final Policyctl root;
  private final PrintWriter err;

  Failures(Policyctl root, PrintWriter err) {
    this.root = root;
    this.err = err;
  }

  /** Reports a failure; returns its exit code. */
  int report(Throwable failure) {
    if (failure instanceof OperationalException operational) {
      line("error: " + operational.getMessage());
      if (!operational.hint().isEmpty()) {
        line("  help: " + operational.hint());
      }
      trace(failure);
      return operational.kind().exitCode();
    }
    if (failure instanceof OutOfMemoryError) {
      line("error: not enough memory");
      line("  help: give the JVM more: JAVA_OPTS=-Xmx4g");
      return ExitCode.UNDECIDED;
    }
    line("error: a defect of policyctl: " + failure);
    line("  help: run it again with --debug, and report what it prints");
    trace(failure);
    return ExitCode.DEFECT;
  }

  /** Reports arguments that cannot be understood; returns the exit code. */
  int usage(ParameterException failure, String[] args) {
    CommandLine commandLine = failure.getCommandLine();
    line("error: " + lowerFirst(withoutClasses(String.valueOf(failure.getMessage()))));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
      line("  help: " + commandLine.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    trace(failure);
    return ExitCode.USAGE;
  }

  /** Names of classes say nothing to people. */
  private static String withoutClasses(String message) {
    return message.replaceFirst("(?s)cannot convert ('.*') to .*", "cannot read $1");
  }

  private static String lowerFirst(String message) {
    return message.isEmpty()
        ? message
        : message.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + message.substring(1);
  }

  private void line(String text) {
    err.println(Terminal.safe(text));
    err.flush();
  }

  private void trace(Throwable failure) {
    if (root.debug()) {
      failure.printStackTrace(err);
      err.flush();
    }
  }
}

package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policyctl completion}: a script that completes commands and flags in a shell. */
@Command(
    name = "completion",
    description = {"Prints a script that completes commands and flags in a shell.", ""},
    footer = {
      "",
      "Examples:",
      "  source <(policyctl completion bash)",
      "  policyctl completion zsh >> ~/.zshrc"
    })
public final class CompletionCommand implements Callable<Integer> {

  /** The shells. */
  public enum Shell {
    BASH,
    ZSH;

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash or zsh. Default: bash.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (shell == Shell.ZSH) {
      out.print("autoload -U +X bashcompinit && bashcompinit\n");
    }
    out.print(AutoComplete.bash("policyctl", spec.root().commandLine()));
    out.flush();
    return ExitCode.OK;
  }
}

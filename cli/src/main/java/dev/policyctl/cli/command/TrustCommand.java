package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code policyctl trust}: who is trusted with what. Its commands do the work. */
@Command(
    name = "trust",
    description = {"Whose signatures count for what, and why a key is refused.", ""},
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  policyctl trust list                                   who may do what",
      "  policyctl trust check                                  what is wrong with that",
      "  policyctl trust add ada --key ada.pub --role reviewer"
    })
public final class TrustCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

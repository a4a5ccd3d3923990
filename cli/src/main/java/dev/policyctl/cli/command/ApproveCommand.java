package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.ApprovalOptions;
import dev.policyctl.cli.option.RepositoryCommand;
import dev.policyctl.cli.option.RepositoryOptions;
import dev.policyctl.cli.render.ApprovalText;
import dev.policyctl.cli.render.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code policyctl approve}: a reviewer's signed word on a change. */
@Command(
    name = "approve",
    description = {
      "Approves a change: makes a signed tag about the tree of its head, and verifies it as the"
          + " pipeline will. Nothing is pushed.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 approved, 2 usage or nothing to approve, 3 you may not approve it, or the"
          + " approval does not hold (no tag is left then), 4 could not decide.",
      "",
      "Examples:",
      "  policyctl approve --reason 'as discussed in CHG-42'",
      "  policyctl approve origin/topic --reason 'tenant asked for it' --expires 30d",
      "  policyctl approve HEAD --base origin/main --key ~/.ssh/id_ed25519 --reason 'reads well'"
    })
public final class ApproveCommand implements Callable<Integer>, RepositoryCommand {
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RepositoryOptions repository = new RepositoryOptions();
  @Mixin private ApprovalOptions options = new ApprovalOptions();

  /**
   * Makes the command.
   *
   * @param clock tells the time of the approval
   */
  public ApproveCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Path start() {
    return repository.start();
  }

  @Override
  public Integer call() {
    try (Approving approving = new Approving(start(), options, clock)) {
      String report = ApprovalText.of(approving.approve());
      spec.commandLine().getOut().print(report);
      return ExitCode.OK;
    } catch (NotApproved e) {
      spec.commandLine().getErr().println(Terminal.safe("error: " + e.why()));
      spec.commandLine().getErr().println(Terminal.safe("  help: " + e.help()));
      return ExitCode.TRUST;
    }
  }
}

package dev.policyctl.cli.option;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.cli.render.DiffReport.Gates;
import dev.policyctl.cli.render.DiffReport.Trigger;
import dev.policyctl.model.OperationalException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** How a change is judged. */
public final class ChangeFlags {

  @Option(
      names = "--fail-on",
      paramLabel = "IMPACT",
      split = ",",
      description =
          "Fail where a policy's impact is this: broadening, narrowing (mixed is both) or any."
              + " Repeat it for several. Default: none.")
  private Set<Trigger> failOn = EnumSet.noneOf(Trigger.class);

  @Option(
      names = "--no-new-access",
      description =
          "Fail where anybody is let in, for one role or two, or a limit, the identity or a"
              + " redaction profile loosens, unless a waiver of PC701 on the base accepts it.")
  private boolean noNewAccess;

  @Option(
      names = "--allow-proposed-waivers",
      description = "Accept waivers of the head as well. Not in CI: nobody has agreed to them.")
  private boolean allowProposedWaivers;

  @Option(
      names = "--semantic",
      description = "Grade the bump by decisions alone: what alters none is a patch.")
  private boolean semantic;

  @Option(names = "--strict", description = "Whatever shuts something out requires a major bump.")
  private boolean strict;

  @Option(
      names = "--budget",
      paramLabel = "NODES",
      description =
          "The work that each differing box may take; past it the exit code is 4. Default:"
              + " 1000000.")
  private long budget = Budget.DEFAULT_NODES;

  /**
   * How policies are compared.
   *
   * @throws OperationalException where the budget is none
   */
  public ChangeOptions options(Instant asOf) {
    if (budget < 1) {
      throw usage("--budget takes a positive number", "without it each box may take 1000000");
    }
    return new ChangeOptions(asOf, budget, semantic, strict);
  }

  /** What fails the run. */
  public Gates gates() {
    return new Gates(failOn, noNewAccess);
  }

  /**
   * Whether waivers of the head count.
   *
   * @param ci whether a CI job runs this
   * @throws OperationalException where a CI job wants them to
   */
  public boolean proposedWaivers(boolean ci) {
    if (allowProposedWaivers && ci) {
      throw usage(
          "--allow-proposed-waivers is not for CI: a proposal would waive itself",
          "merge the waiver into the target branch first");
    }
    return allowProposedWaivers;
  }

  private static OperationalException usage(String message, String hint) {
    return new OperationalException(OperationalException.Kind.USAGE, message, hint);
  }
}

package dev.policyctl.cli.option;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.model.OperationalException;
import picocli.CommandLine.Option;

/** How much work a question about all requests may take. */
public final class BudgetOption {
  /** What a question takes in the largest policies that were tried, some times over. */
  private static final long DEFAULT = 20_000_000;

  /** More work than anybody waits for; a larger number is a slip. */
  private static final long MOST_NODES = 1_000_000_000_000L;

  @Option(
      names = "--budget",
      paramLabel = "NODES",
      description =
          "Nodes of work that the answer may take; past it what was not looked at is named, and the"
              + " exit code 4. Default: 20000000.")
  private long budget = DEFAULT;

  /**
   * The budget.
   *
   * @throws OperationalException where what was given is none
   */
  public Budget budget() {
    if (budget < 1 || budget > MOST_NODES) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "--budget is a number from 1 to " + MOST_NODES,
          "without it an answer may take " + DEFAULT + " nodes");
    }
    return new Budget(budget);
  }
}

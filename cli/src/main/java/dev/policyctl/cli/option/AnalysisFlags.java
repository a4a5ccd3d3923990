package dev.policyctl.cli.option;

import dev.policyctl.model.OperationalException;
import dev.policyctl.validators.check.AnalysisOptions;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** How far the analysis of rules goes, and what of it is reported. */
public final class AnalysisFlags {
  /** More work than anybody waits for; a larger number is a slip. */
  private static final long MOST_NODES = 1_000_000_000_000L;

  @Option(
      names = "--budget",
      paramLabel = "NODES",
      description =
          "Nodes of work that each question about a rule may take; past it the rule is"
              + " undetermined, and the exit code 4. Default: 1000000.")
  private long budget = AnalysisOptions.DEFAULT.budget();

  @Option(
      names = "--report",
      paramLabel = "WHAT",
      split = ",",
      description = "Report what is no defect as well, as notes: overrides.")
  private Set<Extra> report = EnumSet.noneOf(Extra.class);

  /** What is reported on request. */
  enum Extra {
    OVERRIDES
  }

  /**
   * What was asked for.
   *
   * @throws OperationalException where the budget is no budget
   */
  public AnalysisOptions options() {
    if (budget < 1 || budget > MOST_NODES) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "--budget is a number from 1 to " + MOST_NODES,
          "without it each question may take " + AnalysisOptions.DEFAULT.budget() + " nodes");
    }
    return new AnalysisOptions(budget, report.contains(Extra.OVERRIDES));
  }
}

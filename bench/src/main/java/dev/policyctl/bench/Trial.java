package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import java.util.ArrayList;
import java.util.List;

/** One analysis of one policy, ready to be measured: run once, then checked. */
interface Trial {
  /** The analysis. */
  void run();

  /**
   * Compares what it found with what is known.
   *
   * @throws IllegalStateException where the two contradict each other
   */
  void check();

  /** How much it found. */
  long found();

  /** On how much it gave up. */
  long undetermined();

  /** How many planted rules it missed. */
  default int missed() {
    return 0;
  }

  /** The name of {@link ConflictTrial}. */
  String CONFLICTS = "conflicts";

  /** The name of {@link DiffTrial}. */
  String DIFF_TEN = "diff-ten";

  /** Every name, as {@link #named} takes it. */
  static List<String> names() {
    List<String> names = new ArrayList<>(Analyses.names());
    names.add(CONFLICTS);
    names.add(DIFF_TEN);
    return names;
  }

  /** Makes one; what only prepares it is done here. */
  static Trial named(String name, AnalysisWorkload workload, CompiledPolicy policy) {
    return switch (name) {
      case CONFLICTS -> new ConflictTrial(policy);
      case DIFF_TEN -> new DiffTrial(workload, policy);
      default -> new DeadRulesTrial(Analyses.named(name), workload, policy);
    };
  }
}

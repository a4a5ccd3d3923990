package dev.policyctl.cli.render;

import dev.policyctl.suites.Coverage;
import dev.policyctl.suites.MutantResult.Fate;
import dev.policyctl.suites.MutationRun;
import dev.policyctl.suites.TestRun;
import java.util.ArrayList;
import java.util.List;

/** Test results in words. */
final class TestCounts {
  private TestCounts() {}

  /** {@code 42 passed (16,815 decisions), 1 failed, 2 skipped}. */
  static String of(TestRun run) {
    List<String> parts = new ArrayList<>();
    parts.add(
        Counts.of(run.passed().size(), "passed", "passed")
            + " ("
            + Counts.of(run.decisions(), "decision")
            + ")");
    if (!run.failed().isEmpty()) {
      parts.add(Counts.of(run.failed().size(), "failed", "failed"));
    }
    if (!run.skipped().isEmpty()) {
      parts.add(Counts.of(run.skipped().size(), "skipped", "skipped"));
    }
    if (run.deselected() > 0) {
      parts.add(Counts.of(run.deselected(), "left out by the filter", "left out by the filter"));
    }
    return String.join(", ", parts);
  }

  /** {@code 30 of 31 mutants killed; 4 equivalent, 1 undetermined}. */
  static String mutation(MutationRun run) {
    String killed =
        Counts.of(run.score().hit(), "", "").strip()
            + " of "
            + Counts.of(run.score().total(), "mutant")
            + " killed";
    List<String> apart = new ArrayList<>();
    for (Fate fate : List.of(Fate.EQUIVALENT, Fate.UNDETERMINED)) {
      if (run.count(fate) > 0) {
        apart.add(Counts.of(run.count(fate), fate.label(), fate.label()));
      }
    }
    return apart.isEmpty() ? killed : killed + "; " + String.join(", ", apart);
  }

  /** {@code 30 of 31 rules decided, 112 of 120 listed values exercised}. */
  static String coverage(Coverage coverage) {
    return coverage.decidedRules().hit()
        + " of "
        + Counts.of(coverage.decidedRules().total(), "rule")
        + " decided, "
        + coverage.exercisedEntries().hit()
        + " of "
        + Counts.of(coverage.exercisedEntries().total(), "listed value")
        + " exercised";
  }
}

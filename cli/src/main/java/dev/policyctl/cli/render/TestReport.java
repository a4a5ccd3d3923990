package dev.policyctl.cli.render;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.suites.MutationRun;
import dev.policyctl.suites.TestRun;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code test} reports.
 *
 * @param root how the user names the policy root
 * @param files every file that was read, by path
 * @param findings what is wrong with the files, so that tests or rules are missing
 * @param bundles the policies, sorted
 * @param threshold per cent of coverage that each policy must reach, where one was asked for
 * @param changedSince the revision that coverage is restricted by, where one was given
 * @param mutationThreshold per cent of mutants that each policy's tests must kill, where asked for
 * @param failOnEmpty whether it is a failure that nothing was tested
 */
public record TestReport(
    String root,
    Map<String, ParsedFile> files,
    List<Finding> findings,
    List<BundleReport> bundles,
    Optional<BigDecimal> threshold,
    Optional<String> changedSince,
    Optional<BigDecimal> mutationThreshold,
    boolean failOnEmpty) {

  /**
   * What became of the tests of one policy.
   *
   * @param run nothing where the policy cannot be compiled
   * @param problem why it could not be compiled, or the empty string
   * @param counted the rules that coverage is restricted to, where it is
   * @param gaps what the tests leave open, where that was asked for and there is a run
   */
  public record BundleReport(
      Bundle bundle,
      Optional<TestRun> run,
      String problem,
      Optional<Set<String>> counted,
      Optional<Gaps> gaps) {

    /** The coverage that counts. */
    Optional<dev.policyctl.suites.Coverage> coverage() {
      return run.map(r -> counted.map(ids -> r.coverage().restrictedTo(ids)).orElse(r.coverage()));
    }

    boolean isEmpty() {
      return run.filter(r -> r.results().size() > r.skipped().size()).isEmpty();
    }
  }

  /** Whether something could not be decided. */
  public boolean undetermined() {
    return findings.stream().anyMatch(f -> f.code().undetermined())
        || bundles.stream().anyMatch(b -> mutationGate(b) == MutationRun.Gate.UNKNOWN);
  }

  /** Whether everything holds. */
  public boolean passed() {
    return findings.stream().noneMatch(f -> f.severity() == Severity.ERROR)
        && bundles.stream().allMatch(b -> b.problem().isEmpty() && failed(b) == 0)
        && gates().isEmpty();
  }

  /** The gates that do not hold though every test may pass, one sentence each. */
  List<String> gates() {
    List<String> gates = new ArrayList<>();
    if (failOnEmpty && nothingTested()) {
      gates.add("a policy has no test that ran; --no-fail-on-empty accepts that");
    }
    for (BundleReport bundle : bundles) {
      if (!reachesThreshold(bundle)) {
        String percent = threshold.map(BigDecimal::toPlainString).orElse("");
        gates.add("the coverage of " + bundle.bundle() + " is below " + percent + " %");
      }
      mutationGate(bundle, gates);
    }
    return gates;
  }

  private void mutationGate(BundleReport bundle, List<String> gates) {
    String percent = mutationThreshold.map(BigDecimal::toPlainString).orElse("");
    switch (mutationGate(bundle)) {
      case REACHED -> {}
      case MISSED ->
          gates.add("the mutation score of " + bundle.bundle() + " is below " + percent + " %");
      case UNKNOWN ->
          gates.add(
              "the mutation score of "
                  + bundle.bundle()
                  + " may be below "
                  + percent
                  + " %: mutants are undetermined; --budget raises what each may take");
    }
  }

  private MutationRun.Gate mutationGate(BundleReport bundle) {
    return mutationThreshold
        .flatMap(t -> bundle.gaps().flatMap(Gaps::mutation).map(run -> run.reaches(t)))
        .orElse(MutationRun.Gate.REACHED);
  }

  boolean reachesMutationThreshold(BundleReport bundle) {
    return mutationGate(bundle) == MutationRun.Gate.REACHED;
  }

  static long failed(BundleReport bundle) {
    return bundle.run().map(r -> (long) r.failed().size()).orElse(0L);
  }

  boolean reachesThreshold(BundleReport bundle) {
    return threshold.flatMap(t -> bundle.coverage().map(c -> c.points().reaches(t))).orElse(true);
  }

  /** Whether no test ran at all; or, without a filter, none of some policy. */
  boolean nothingTested() {
    boolean filtered =
        bundles.stream().anyMatch(b -> b.run().filter(r -> r.deselected() > 0).isPresent());
    return filtered
        ? bundles.stream().allMatch(BundleReport::isEmpty)
        : bundles.isEmpty() || bundles.stream().anyMatch(b -> b.problem().isEmpty() && b.isEmpty());
  }
}

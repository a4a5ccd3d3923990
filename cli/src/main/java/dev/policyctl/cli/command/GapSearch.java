package dev.policyctl.cli.command;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.cli.render.Gaps;
import dev.policyctl.cli.render.ProgressLine;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.suites.Coverage;
import dev.policyctl.suites.MutationOptions;
import dev.policyctl.suites.MutationRun;
import dev.policyctl.suites.MutationRunner;
import dev.policyctl.suites.RunOptions;
import dev.policyctl.suites.Suggester;
import dev.policyctl.suites.Suggestion;
import dev.policyctl.suites.Suite;
import dev.policyctl.suites.TestRun;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is looked for beyond what tests say: mistakes that none notices, and cases to suggest.
 *
 * @param threshold per cent of mutants that must be killed, where that was asked for
 * @param watched the terminal that progress is shown on, where there is one
 */
record GapSearch(
    boolean mutate,
    Optional<BigDecimal> threshold,
    boolean suggest,
    Instant asOf,
    Budget budget,
    Optional<PrintWriter> watched) {

  /**
   * Looks at one policy.
   *
   * @param run what became of its tests
   * @param counted the rules that are looked at; all where it is absent
   */
  Optional<Gaps> gaps(
      PolicyEngine engine,
      Bundle bundle,
      List<Suite> suites,
      RunOptions options,
      TestRun run,
      Optional<Set<String>> counted) {
    if (!mutate && !suggest) {
      return Optional.empty();
    }
    // Requests of whole seconds are easier to read.
    Instant from = asOf.truncatedTo(ChronoUnit.SECONDS);
    CompiledPolicy policy = engine.compiled();
    Optional<MutationRun> mutation = Optional.empty();
    if (mutate && run.failed().isEmpty()) {
      MutationOptions how =
          new MutationOptions(
              rule -> counted.map(ids -> ids.contains(rule)).orElse(true),
              from,
              budget,
              progress(bundle));
      mutation =
          new MutationRunner(engine, policy.policy(), policy.registries())
              .run(suites, options, how);
    }
    Coverage coverage = counted.map(run.coverage()::restrictedTo).orElse(run.coverage());
    List<Suggestion> suggestions =
        suggest ? new Suggester(policy, from, budget).of(coverage) : List.of();
    return Optional.of(new Gaps(policy, from, mutate, mutation, suggestions));
  }

  private MutationOptions.Progress progress(Bundle bundle) {
    return watched
        .<MutationOptions.Progress>map(
            err -> new ProgressLine(err, bundle.toString(), "mutants")::done)
        .orElse((done, of) -> {});
  }
}

package dev.policyctl.cli.render;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.suites.MutantResult;
import dev.policyctl.suites.MutationRun;
import dev.policyctl.suites.Suggestion;
import dev.policyctl.suites.SuiteText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What the tests of one policy leave open, as far as it was asked for.
 *
 * @param asOf the moment from which on requests were considered
 * @param mutated whether mutants were asked for
 * @param mutation nothing where they were not, or a test fails on the policy itself
 * @param suggestions one for each rule that never decided
 */
public record Gaps(
    CompiledPolicy policy,
    Instant asOf,
    boolean mutated,
    Optional<MutationRun> mutation,
    List<Suggestion> suggestions) {

  public Gaps {
    suggestions = List.copyOf(suggestions);
  }

  /** Those of the mutants that met a fate. */
  List<MutantResult> mutants(MutantResult.Fate fate) {
    return mutation.map(run -> run.of(fate)).orElse(List.of());
  }

  /** The test that would notice a mutant, to be pasted into a suite. */
  String test(MutantResult survivor) {
    SuiteText text = new SuiteText(policy);
    survivor.difference().ifPresent(d -> text.add(name(survivor), d.request(), d.original()));
    return text.fragment();
  }

  private static String name(MutantResult survivor) {
    return "not " + survivor.mutant().id();
  }

  /** A suite of all that is suggested; nothing where that is no case at all. */
  Optional<String> suite() {
    SuiteText text = new SuiteText(policy);
    for (Suggestion suggestion : suggestions) {
      suggestion
          .request()
          .ifPresent(
              request ->
                  text.add(
                      suggestion.rule() + " decides", request, policy.engine().evaluate(request)));
    }
    for (MutantResult survivor : mutants(MutantResult.Fate.SURVIVED)) {
      survivor.difference().ifPresent(d -> text.add(name(survivor), d.request(), d.original()));
    }
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(text.document("suggested", asOf.truncatedTo(ChronoUnit.SECONDS)));
  }
}

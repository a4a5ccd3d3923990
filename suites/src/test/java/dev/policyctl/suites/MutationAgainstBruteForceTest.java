package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.suites.MutantResult.Fate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every verdict about a mutant or a rule, against all requests that there are. */
final class MutationAgainstBruteForceTest {

  @Test
  void verdictsAreThoseOfAllRequests() {
    check(1, 15);
  }

  @Test
  @Tag("slow")
  void verdictsAreThoseOfAllRequestsOnceMore() {
    check(1_000, 200);
  }

  private static void check(long firstSeed, int policies) {
    Set<Fate> met = new HashSet<>();
    for (long seed = firstSeed; seed < firstSeed + policies; seed++) {
      SmallWorld small = SmallWorld.next(new Random(seed));
      MutationRun run =
          new MutationRunner(small.world().engine(), small.world().policy(), small.registries())
              .run(
                  small.suites(),
                  RunOptions.DEFAULT,
                  new MutationOptions(
                      rule -> true,
                      SmallWorld.AS_OF,
                      new Budget(Budget.DEFAULT_NODES),
                      (done, of) -> {}))
              .orElseThrow();
      for (MutantResult result : run.results()) {
        verdict(small, result, seed);
        met.add(result.fate());
      }
      suggestions(small, seed);
    }
    assertThat(met).containsExactlyInAnyOrder(Fate.KILLED, Fate.SURVIVED, Fate.EQUIVALENT);
  }

  private static void verdict(SmallWorld small, MutantResult result, long seed) {
    Policy policy = result.mutant().of(small.world().policy());
    PolicyEngine mutated = PolicyEngine.compile(policy, small.registries());
    SuiteRunner runner = new SuiteRunner(mutated, policy, small.registries());
    boolean fails = !runner.run(small.suites(), RunOptions.DEFAULT).failed().isEmpty();
    boolean differs = small.requests().stream().anyMatch(r -> differ(small, mutated, r));
    Fate expected = !differs ? Fate.EQUIVALENT : fails ? Fate.KILLED : Fate.SURVIVED;
    assertThat(result.fate())
        .as("seed %d, %s: %s", seed, result.mutant().id(), result.mutant().change())
        .isEqualTo(expected);
    assertThat(result.difference().isPresent()).isEqualTo(expected == Fate.SURVIVED);
    result
        .difference()
        .ifPresent(
            difference -> {
              String test =
                  new SuiteText(small.world().engine().compiled())
                      .add("test", difference.request(), difference.original())
                      .document("suggested", SmallWorld.AS_OF);
              small.world().passes(test);
              assertThat(runner.run(List.of(World.suite(test)), RunOptions.DEFAULT).failed())
                  .as("seed %d, %s", seed, result.mutant().id())
                  .hasSize(1);
            });
  }

  private static boolean differ(SmallWorld small, PolicyEngine mutated, Request request) {
    Decision before = small.world().engine().evaluate(request);
    Decision after = mutated.evaluate(request);
    return before.outcome() != after.outcome() || !before.obligations().equals(after.obligations());
  }

  /** The rules that suggestions reach are those that some request reaches. */
  private static void suggestions(SmallWorld small, long seed) {
    World world = small.world();
    Set<String> alive = new HashSet<>();
    small.requests().forEach(r -> alive.addAll(world.engine().evaluate(r).determiningRules()));
    Coverage nothing = world.run().coverage();
    SuiteText text = new SuiteText(world.engine().compiled());
    List<String> dead = new ArrayList<>();
    for (Suggestion suggestion :
        new Suggester(world.engine().compiled(), SmallWorld.AS_OF, new Budget(Budget.DEFAULT_NODES))
            .of(nothing)) {
      if (suggestion.kind() == Suggestion.Kind.DEAD) {
        dead.add(suggestion.rule().value());
      }
      suggestion
          .request()
          .ifPresent(
              request ->
                  text.add(suggestion.rule().value(), request, world.engine().evaluate(request)));
    }
    assertThat(dead).as("seed %d", seed).doesNotContainAnyElementsOf(alive);
    assertThat(dead.size() + alive.size()).isEqualTo(world.policy().rules().size());
    if (!text.isEmpty()) {
      TestRun run = world.passes(text.document("suggested", SmallWorld.AS_OF));
      assertThat(run.coverage().decidedRules().hit()).as("seed %d", seed).isEqualTo(alive.size());
    }
  }
}

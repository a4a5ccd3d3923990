package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.suites.MutantResult.Fate;
import dev.policyctl.suites.MutationRun.Gate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MutationRunnerTest {
  private static final Instant AS_OF = Instant.parse("2026-09-01T00:00:00Z");

  private static final String PII =
      World.HEAD
          + """
          cases:
            - name: pii
              identity: alice
              request: { model: gpt-4o, classifications: [pii] }
              expect: { outcome: allow%s }
          """;

  private static MutationOptions options(long budget) {
    return new MutationOptions(rule -> true, AS_OF, new Budget(budget), (done, of) -> {});
  }

  private static Optional<MutationRun> tried(
      World world, RunOptions run, long budget, String... suites) {
    List<Suite> read = new ArrayList<>();
    for (String suite : suites) {
      read.add(World.suite(suite));
    }
    return new MutationRunner(world.engine(), world.policy(), world.registries())
        .run(read, run, options(budget));
  }

  private static MutationRun run(World world, String... suites) {
    return tried(world, RunOptions.DEFAULT, Budget.DEFAULT_NODES, suites).orElseThrow();
  }

  private static MutantResult find(MutationRun run, String id) {
    return run.results().stream().filter(r -> r.mutant().id().equals(id)).findFirst().orElseThrow();
  }

  private static Fate fate(MutationRun run, String id) {
    return find(run, id).fate();
  }

  @Test
  void aMutantThatATestNoticesIsKilled() {
    MutationRun run = run(World.SUPPORT, PII.formatted(""));
    assertThat(fate(run, "support-pii/drop-rule")).isEqualTo(Fate.KILLED);
    assertThat(fate(run, "support-pii/flip-effect/deny")).isEqualTo(Fate.KILLED);
    assertThat(fate(run, "deny-phi/drop-rule")).isEqualTo(Fate.SURVIVED);
  }

  @Test
  void aTestNoticesOnlyWhatItStates() {
    String id = "support-pii/drop-obligation/redact:pii-standard";
    MutationRun outcome = run(World.SUPPORT, PII.formatted(""));
    assertThat(fate(outcome, id)).isEqualTo(Fate.SURVIVED);
    MutationRun stated =
        run(World.SUPPORT, PII.formatted(", obligations: [{ redact: pii-standard }]"));
    assertThat(fate(stated, id)).isEqualTo(Fate.KILLED);
  }

  @Test
  void aSurvivorComesWithARequestThatTellsItApart() {
    MutantResult survivor = find(run(World.SUPPORT), "deny-phi/drop-rule");
    MutantResult.Difference difference = survivor.difference().orElseThrow();
    assertThat(difference.originalText())
        .isEqualTo("deny, reason rule, rules deny-phi, obligations log:security");
    assertThat(difference.mutatedText()).isNotEqualTo(difference.originalText());
    assertThat(World.SUPPORT.engine().evaluate(difference.request()))
        .isEqualTo(difference.original());
  }

  @Test
  void aMutantThatDecidesAlikeIsEquivalentThoughATestNamesItsRule() {
    World world =
        World.withRules(
            "- { id: echo, priority: 1, effect: deny, match: { roles: [clinician] } }\n");
    String suite =
        World.HEAD.replace("  ghost:", "  carl: { roles: [clinician] }\n  ghost:")
            + """
            cases:
              - name: nothing by mail
                identity: carl
                request: { route: support-email }
                expect: { outcome: deny, reason: rule, rules: [echo] }
            """;
    MutationRun run = run(world, suite);
    assertThat(fate(run, "echo/drop-rule")).isEqualTo(Fate.EQUIVALENT);
    assertThat(fate(run, "echo/flip-effect/allow")).isEqualTo(Fate.KILLED);
  }

  @Test
  void aMatrixNoticesOutcomes() {
    String suite =
        World.HEAD
            + """
            matrices:
              - name: all
                over: { identities: [alice], models: ["*"], classifications: ["*"] }
                request: { route: support-email }
                allow: [{ models: [openai/*], classifications: [internal, pii] }]
                require_approval: [{ models: [anthropic/*], classifications: [internal, public] }]
            """;
    MutationRun run = run(World.SUPPORT, suite);
    assertThat(fate(run, "deny-phi/drop-rule")).isEqualTo(Fate.KILLED);
    assertThat(fate(run, "support-pii/drop-value/classifications/pii")).isEqualTo(Fate.KILLED);
    assertThat(fate(run, "support-pii/drop-obligation/redact:pii-standard"))
        .isEqualTo(Fate.SURVIVED);
    assertThat(fate(run, "support-pii/shift-bound/input_tokens/lte-8001")).isEqualTo(Fate.SURVIVED);
  }

  @Test
  void aSequenceNoticesWhatReachesItsLimits() {
    String suite =
        PII.formatted("").replace("- name: pii\n", "- name: pii\n    skip: only in the sequence\n")
            + """
            sequences:
              - name: tokens
                steps:
                  - { case: pii, usage: { tokens: 100000 } }
                  - { case: pii, expect: { outcome: deny, reason: limit } }
            """;
    MutationRun run = run(World.SUPPORT, suite);
    assertThat(fate(run, "support-pii/drop-rule")).isEqualTo(Fate.KILLED);
  }

  @Test
  void aConditionAlsoHoldsForAnAbsentNumberOnceTheRuleDenies() {
    String suite =
        World.HEAD
            + """
            cases:
              - name: without a number
                identity: alice
                request: { model: gpt-4o, classifications: [pii] }
                absent: [input_tokens]
                expect: { outcome: deny, reason: default, obligations: [] }
            """;
    MutationRun run = run(World.SUPPORT, suite);
    assertThat(fate(run, "support-pii/flip-effect/deny")).isEqualTo(Fate.KILLED);
  }

  @Test
  void nothingIsSaidWhereATestFails() {
    String failing = PII.formatted(", rules: [deny-phi]");
    assertThat(tried(World.SUPPORT, RunOptions.DEFAULT, 1_000, failing)).isEmpty();
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() {
    MutationRun one = run(World.SUPPORT, PII.formatted(""));
    MutationRun four =
        tried(
                World.SUPPORT,
                RunOptions.DEFAULT.withThreads(4),
                Budget.DEFAULT_NODES,
                PII.formatted(""))
            .orElseThrow();
    assertThat(lines(four)).isEqualTo(lines(one));
  }

  private static List<String> lines(MutationRun run) {
    return run.results().stream()
        .map(r -> r.mutant().id() + r.fate() + r.difference().map(d -> d.mutatedText()))
        .toList();
  }

  @Test
  void aSmallBudgetNeverChangesAVerdict() {
    Map<String, Fate> known =
        run(World.SUPPORT, PII.formatted("")).results().stream()
            .collect(Collectors.toMap(r -> r.mutant().id(), MutantResult::fate));
    MutationRun small =
        tried(World.SUPPORT, RunOptions.DEFAULT, 1, PII.formatted("")).orElseThrow();
    assertThat(small.count(Fate.UNDETERMINED)).isPositive();
    assertThat(small.results())
        .allMatch(r -> r.fate() == Fate.UNDETERMINED || r.fate() == known.get(r.mutant().id()));
  }

  @Test
  void mutantsThatAreNoPoliciesAreCountedApart() {
    World world =
        World.of(
            World.REGISTRIES,
            """
            schemaVersion: 1
            bundle: { name: b, version: 1.0.0, environment: prod, tenant: acme }
            rules:
              - id: steer
                priority: 1
                effect: allow
                when: { input_tokens: { eq: 5 } }
                obligations: [{ route_to: gpt-4o }]
            """);
    MutationRun run = run(world);
    // A denial with a `route_to`; 5 and less than 5 at once, and the like.
    assertThat(run.invalid()).isEqualTo(3);
    assertThat(run.results().stream().map(r -> r.mutant().id()))
        .containsExactly(
            "steer/drop-rule",
            "steer/flip-effect/require_approval",
            "steer/shift-bound/input_tokens/gte-4",
            "steer/shift-bound/input_tokens/lte-6",
            "steer/drop-obligation/route_to:gpt-4o");
  }

  @Test
  void aThresholdHoldsWhateverIsUndetermined() {
    MutantResult any = run(World.SUPPORT).results().get(0);
    List<MutantResult> results = new ArrayList<>();
    for (Fate fate :
        List.of(Fate.KILLED, Fate.KILLED, Fate.SURVIVED, Fate.UNDETERMINED, Fate.EQUIVALENT)) {
      results.add(MutantResult.of(any.mutant(), fate));
    }
    MutationRun run = new MutationRun(results, 7);
    assertThat(run.score()).hasToString("66.6 % (2 of 3)");
    assertThat(run.reaches(BigDecimal.valueOf(50))).isEqualTo(Gate.REACHED);
    assertThat(run.reaches(BigDecimal.valueOf(51))).isEqualTo(Gate.UNKNOWN);
    assertThat(run.reaches(BigDecimal.valueOf(75))).isEqualTo(Gate.UNKNOWN);
    assertThat(run.reaches(BigDecimal.valueOf(76))).isEqualTo(Gate.MISSED);
  }
}

package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import org.junit.jupiter.api.Test;

final class MatrixRunTest {

  private static final String REACH =
      World.HEAD
          + """
          matrices:
            - name: reach
              over: { identities: [alice, bob], models: ["**"], classifications: ["*"] }
              allow:
                - { identities: [alice], models: [openai/gpt-4o*], classifications: [internal, pii] }
                - { models: [openai/gpt-4o-mini], classifications: [public, internal] }
              require_approval:
                - { models: [anthropic/claude-sonnet-4], classifications: [public, internal] }
              otherwise: deny
          """;

  @Test
  void comparesTheOutcomeOfEveryCell() {
    TestRun run = World.SUPPORT.passes(REACH);
    assertThat(run.decisions()).isEqualTo(2 * 3 * 4);
  }

  @Test
  void catchesAnOverBroadRule() {
    World broad =
        World.withRules(
            "- { id: oops, priority: 10, effect: allow, match: { roles: [employee], models:"
                + " [openai/*] } }");
    TestResult.Failed failed = broad.run(REACH).failed().get(0);
    assertThat(failed.decisions()).isEqualTo(24);
    assertThat(failed.wrong()).isEqualTo(5);
    assertThat(failed.failures().stream().map(Failure::name))
        .containsExactly(
            "reach [alice × openai/gpt-4o × public]",
            "reach [bob × openai/gpt-4o × internal]",
            "reach [bob × openai/gpt-4o × pii]",
            "reach [bob × openai/gpt-4o × public]",
            "reach [bob × openai/gpt-4o-mini × pii]");
    Failure first = failed.failures().get(0);
    assertThat(first.expected()).isEqualTo("deny");
    assertThat(first.differences()).containsExactly("outcome: expected deny, got allow");
    assertThat(first.why()).containsExactly("`oops` (priority 10, allow) decided");
  }

  @Test
  void pointsAtTheItemThatStatesTheExpectation() {
    World narrow = World.of(World.REGISTRIES, World.POLICY.replace("anthropic/*", "openai/gpt-4o"));
    Failure failure = narrow.failures(REACH).get(0);
    assertThat(failure.name()).isEqualTo("reach [alice × anthropic/claude-sonnet-4 × internal]");
    assertThat(failure.span().line()).isEqualTo(16);
    assertThat(failure.span().column()).isEqualTo(9);
  }

  @Test
  void sendsUnknownAndMissingValues() {
    String registries =
        World.REGISTRIES.replace(
            "openai/gpt-4o-mini: {}", "openai/gpt-4o-mini: {}\n  unregistered-value: {}");
    String rules =
        """
        limits: []
        rules:
          - { id: any, priority: 700, effect: allow, match: { models: [$unknown] } }
          - { id: none, priority: 700, effect: require_approval, match: { classifications: [$missing] } }
        """;
    String head = World.POLICY.substring(0, World.POLICY.indexOf("rules:"));
    TestRun run =
        World.of(registries, head + rules)
            .run(
                World.HEAD
                    + """
                    matrices:
                      - name: models
                        over: { roles: [employee], models: [$unknown, $missing], classifications: [internal] }
                        allow: [{ models: [$unknown] }]
                      - name: classes
                        over: { roles: [employee, $unknown, $missing], classifications: [$unknown, $missing] }
                        require_approval: [{ roles: [employee], classifications: [$missing] }]
                    """);
    assertThat(run.failed()).isEmpty();
    assertThat(run.decisions()).isEqualTo(2 + 6);
  }

  @Test
  void sendsAnAliasAsItIsWritten() {
    TestRun run =
        World.SUPPORT.run(
            World.HEAD
                + """
                matrices:
                  - name: m
                    over: { roles: [support_agent], models: [gpt-4o, openai/gpt-4o, gpt-4o], classifications: [phi] }
                    allow: [{ models: [openai/gpt-4o] }]
                """);
    assertThat(run.failed().get(0).failures().stream().map(Failure::name))
        .containsExactly(
            "m [support_agent × gpt-4o × phi]", "m [support_agent × openai/gpt-4o × phi]");
    assertThat(run.failed().get(0).failures().get(0).request().orElseThrow())
        .contains("\"id\":\"gpt-4o\"");
  }

  @Test
  void fixesTimeAndFurtherFields() {
    World.SUPPORT.passes(
        World.HEAD
            + """
            matrices:
              - name: too long
                over: { identities: [alice], models: [openai/gpt-4o], classifications: [pii] }
                request: { input_tokens: 8001, route: support-email }
              - name: short enough
                over: { identities: [alice], models: [openai/gpt-4o], classifications: [pii] }
                at: 2030-01-01T00:00:00Z
                request: { input_tokens: 8000, route: support-email }
                allow: [{}]
            """);
  }

  @Test
  void doesNotMeetLimits() {
    World world =
        World.of(
            World.REGISTRIES,
            World.POLICY.replace("metric: tokens, max: 100000", "metric: requests, max: 1"));
    assertThat(world.run(REACH).failed()).isEmpty();
  }

  @Test
  void refusesMoreCellsThanGranted() {
    RunOptions options = RunOptions.DEFAULT.withMostCells(23);
    assertThatThrownBy(() -> World.SUPPORT.run(options, REACH))
        .isInstanceOfSatisfying(
            OperationalException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(OperationalException.Kind.UNDECIDED);
              assertThat(e)
                  .hasMessage(
                      "suite-0.test.yaml:10:11: matrix `support/reach` has 24 cells, more than 23");
              assertThat(e.hint()).isEqualTo("split it into matrices over fewer values");
            });
    assertThat(World.SUPPORT.run(RunOptions.DEFAULT.withMostCells(24), REACH).failed()).isEmpty();
    assertThat(World.SUPPORT.run(options.withFilter(TestFilter.of("other")), REACH).deselected())
        .isEqualTo(1);
  }

  @Test
  void countsFailuresThatItDoesNotExplain() {
    World open =
        World.of(
            World.REGISTRIES,
            World.POLICY.replace(
                "rules:\n", "rules:\n  - { id: all, priority: 900, effect: allow }\n"));
    RunOptions three = new RunOptions(1, name -> true, 1_000, 3, () -> 0);
    TestResult.Failed failed = open.run(three, REACH).failed().get(0);
    assertThat(failed.failures()).hasSize(3);
    assertThat(failed.wrong()).isEqualTo(17);
    assertThat(failed.decisions()).isEqualTo(24);
  }

  @Test
  void failsAMatrixWhoseItemsSayNothing() {
    Failure failure =
        World.SUPPORT
            .failures(
                World.HEAD
                    + """
                    matrices:
                      - { name: m, over: { identities: [alice], models: [gpt-4o] }, allow: [{ models: [openai/gpt-4o-mini] }] }
                    """)
            .get(0);
    assertThat(failure.why())
        .containsExactly(
            "this item of `allow` selects no cell: `openai/gpt-4o-mini` is not in `over.models`;"
                + " add the value to `over`, or delete the item");
    assertThat(failure.actual()).isEmpty();
  }

  @Test
  void failsAMatrixThatNamesWhatDoesNotExist() {
    assertThat(
            World.SUPPORT
                .failures(
                    World.HEAD
                        + "matrices: [{ name: m, over: { identities: [carol], models: [\"x*\"] } }]\n")
                .get(0)
                .why())
        .containsExactly(
            "unknown identity `carol`",
            "no model matches `x*`; globs match ids of registries/models.yaml, never aliases");
  }
}

package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.suites.mutation.Mutant;
import dev.policyctl.suites.mutation.Mutants;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MutantsTest {
  private static final World WORLD =
      World.of(
          World.REGISTRIES,
          """
          schemaVersion: 1
          bundle: { name: b, version: 1.0.0, environment: prod, tenant: acme }
          rules:
            - id: a
              priority: 20
              effect: allow
              match: { roles: [support_agent], models: [gpt-4o, $unknown] }
              when:
                input_tokens: { gte: 10, lt: 20 }
                risk_score: { lte: 0.5 }
                time: { from: "08:00", to: "24:00", zone: UTC }
              validity: { from: 2026-01-01T00:00:00Z }
              obligations: [{ log: audit }]
            - { id: b, priority: 10, effect: deny }
            - { id: elsewhere, priority: 5, effect: allow, match: { roles: [clinician], models: ["*"] } }
          """);

  private static final List<Mutant> MUTANTS = of(WORLD);

  private static List<Mutant> of(World world) {
    return Mutants.of(world.engine().compiled(), rule -> true);
  }

  private static Mutant mutant(String id) {
    return MUTANTS.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }

  /** What becomes of the first rule. */
  private static Rule changed(String id) {
    return mutant(id).of(WORLD.policy()).rules().get(0);
  }

  @Test
  void areListedByRuleAndOperator() {
    assertThat(MUTANTS.stream().map(Mutant::id))
        .containsExactly(
            "a/drop-rule",
            "a/flip-effect/deny",
            "a/flip-effect/require_approval",
            "a/drop-value/models/gpt-4o",
            "a/drop-value/models/$unknown",
            "a/add-value/roles/clinician",
            "a/add-value/models/openai/gpt-4o-mini",
            "a/shift-bound/input_tokens/gt-10",
            "a/shift-bound/input_tokens/gte-9",
            "a/shift-bound/input_tokens/lte-20",
            "a/shift-bound/input_tokens/lt-19",
            "a/shift-bound/risk_score/lt-0.5",
            "a/shift-bound/risk_score/lte-0.6",
            "a/shift-bound/risk_score/lte-0.4",
            "a/shift-time/from-07:59",
            "a/shift-time/from-08:01",
            "a/shift-time/to-23:59",
            "a/shift-validity/from-2025-12-31T23:59:59Z",
            "a/shift-validity/from-2026-01-01T00:00:01Z",
            "a/swap-priority/b",
            "a/drop-obligation/log:audit",
            "b/drop-rule",
            "b/flip-effect/require_approval",
            "b/flip-effect/allow",
            "b/swap-priority/elsewhere",
            "elsewhere/drop-rule",
            "elsewhere/flip-effect/deny",
            "elsewhere/flip-effect/require_approval",
            "elsewhere/add-value/roles/employee");
  }

  @Test
  void areMadeOfSomeRulesAlone() {
    assertThat(Mutants.of(WORLD.engine().compiled(), "b"::equals).stream().map(Mutant::rule))
        .hasSize(4)
        .allMatch(rule -> rule.value().equals("b"));
  }

  @Test
  void sayWhereAndWhat() {
    Mutant value = mutant("a/drop-value/models/$unknown");
    assertThat(value.span()).hasToString("policy.yaml:7:55");
    assertThat(value.change()).isEqualTo("without models `$unknown`");
    assertThat(mutant("a/shift-bound/input_tokens/gt-10").change())
        .isEqualTo("`input_tokens` gt 10 in place of gte 10");
    assertThat(mutant("a/shift-time/to-23:59").change()).isEqualTo("`to` 23:59 in place of 24:00");
    assertThat(mutant("a/swap-priority/b").change()).isEqualTo("priority 10, and 20 for `b`");
    assertThat(mutant("a/flip-effect/deny").change()).isEqualTo("deny in place of allow");
  }

  @Test
  void dropTheRule() {
    Policy policy = mutant("a/drop-rule").of(WORLD.policy());
    assertThat(policy.rules()).isEqualTo(WORLD.policy().rules().subList(1, 3));
  }

  @Test
  void changeOnePartOfTheRule() {
    Rule original = WORLD.policy().rules().get(0);
    assertThat(changed("a/drop-obligation/log:audit").obligations()).isEmpty();
    assertThat(changed("a/drop-obligation/log:audit").match()).isEqualTo(original.match());
    assertThat(changed("a/flip-effect/deny").when()).isEqualTo(original.when());
    assertThat(changed("a/shift-time/from-08:01").when().ranges())
        .isEqualTo(original.when().ranges());
    assertThat(changed("a/shift-validity/from-2026-01-01T00:00:01Z").when())
        .isEqualTo(original.when());
  }

  @Test
  void swapBothPriorities() {
    Policy policy = mutant("a/swap-priority/b").of(WORLD.policy());
    assertThat(policy.rules().stream().map(Rule::priority)).containsExactly(10, 20, 5);
  }

  @Test
  void swapNothingWhereNoRuleIsOutranked() {
    World overrides =
        World.of(
            World.REGISTRIES,
            """
            schemaVersion: 1
            bundle: { name: b, version: 1.0.0, environment: prod, tenant: acme }
            combining: deny-overrides
            rules:
              - { id: a, effect: allow }
              - { id: b, effect: deny }
            """);
    assertThat(of(overrides).stream().map(Mutant::id))
        .noneMatch(id -> id.contains("swap-priority"));
  }

  @Test
  void neverLeaveASelectorWithoutValues() {
    assertThat(MUTANTS.stream().map(Mutant::id)).noneMatch(id -> id.contains("drop-value/roles"));
  }
}

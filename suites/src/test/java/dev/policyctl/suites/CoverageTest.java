package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.evaluator.SelectorEntry;
import dev.policyctl.suites.RuleCoverage.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CoverageTest {

  private static Coverage coverage(World world, String sections) {
    return world.run(World.HEAD + sections).coverage();
  }

  private static RuleCoverage rule(Coverage coverage, String id) {
    return coverage.rules().stream()
        .filter(rule -> rule.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> entries(List<SelectorEntry> entries) {
    return entries.stream().map(e -> e.dimension().key() + ":" + e.entry()).toList();
  }

  private static final String TWO_CASES =
      """
      cases:
        - { name: a, identity: alice, request: { model: gpt-4o, classifications: [pii] }, expect: { outcome: allow } }
        - { name: b, identity: alice, request: { classifications: [pii, phi] }, expect: { outcome: deny } }
      """;

  @Test
  void tellsWhatBecameOfEachRule() {
    Coverage coverage = coverage(World.SUPPORT, TWO_CASES);
    RuleCoverage deny = rule(coverage, "deny-phi");
    assertThat(deny.status()).isEqualTo(Status.DECIDED);
    assertThat(deny.decided()).isEqualTo(1);
    assertThat(deny.unexercised()).isEmpty();
    RuleCoverage support = rule(coverage, "support-pii");
    assertThat(support.decided()).isEqualTo(1);
    // In b it matches pii, which does not count beside a denied phi, and phi, where it is
    // outranked.
    assertThat(support.overridden()).isEqualTo(2);
    assertThat(support.overriddenBy()).containsExactly("deny-phi");
    assertThat(entries(support.exercised()))
        .containsExactly(
            "roles:support_agent",
            "routes:support-*",
            "models:openai/gpt-4o*",
            "classifications:pii");
    assertThat(entries(support.unexercised()))
        .containsExactly("classifications:internal", "classifications:phi");
    assertThat(rule(coverage, "employee-chat").status()).isEqualTo(Status.NEVER_MATCHED);
    assertThat(entries(rule(coverage, "employee-chat").listed()))
        .containsExactly(
            "roles:employee",
            "routes:support-chat",
            "models:openai/gpt-4o-mini",
            "classifications:public",
            "classifications:internal");
  }

  @Test
  void countsRulesEntriesAndPoints() {
    Coverage coverage = coverage(World.SUPPORT, TWO_CASES);
    // deny-phi lists 1 entry, support-pii 6, employee-chat 5, claude-is-asked-for 4.
    assertThat(coverage.decidedRules()).isEqualTo(new Ratio(2, 4));
    assertThat(coverage.exercisedEntries()).isEqualTo(new Ratio(1 + 4, 16));
    assertThat(coverage.points()).isEqualTo(new Ratio(2 + 5, 20));
    assertThat(coverage.points()).hasToString("35.0 % (7 of 20)");
    Coverage part = coverage.restrictedTo(Set.of("deny-phi", "employee-chat", "gone"));
    assertThat(part.points()).isEqualTo(new Ratio(2, 8));
  }

  @Test
  void callsARuleOverriddenThatOthersAlwaysOutrank() {
    Coverage coverage =
        coverage(
            World.SUPPORT,
            """
            cases:
              - { name: a, identity: alice, request: { classifications: [phi] }, expect: { outcome: deny } }
              - { name: b, identity: alice, request: { classifications: [internal] }, expect: { outcome: allow } }
            """);
    RuleCoverage chat = rule(coverage, "employee-chat");
    assertThat(chat.status()).isEqualTo(Status.OVERRIDDEN);
    assertThat(chat.overriddenBy()).containsExactly("support-pii");
    assertThat(chat.exercised()).isEmpty();
    assertThat(coverage.decidedRules()).isEqualTo(new Ratio(2, 4));
  }

  @Test
  void namesNobodyWhereAClassIsDeniedWithoutARule() {
    Coverage coverage =
        coverage(
            World.SUPPORT,
            "cases: [{ name: a, identity: bob, request: { classifications: [internal, secret] },"
                + " expect: { outcome: deny, reason: unknown_classification } }]\n");
    RuleCoverage chat = rule(coverage, "employee-chat");
    assertThat(chat.status()).isEqualTo(Status.OVERRIDDEN);
    assertThat(chat.overriddenBy()).isEmpty();
  }

  @Test
  void exercisesThroughInheritedRolesAliasesAndSpecialValues() {
    World world =
        World.withRules(
            """
            - id: odd
              priority: 400
              effect: allow
              match: { roles: [employee, clinician], models: [gpt-4o, $unknown, anthropic/*], routes: [$missing, support-chat] }
            """);
    RuleCoverage odd =
        rule(
            coverage(
                world,
                """
                cases:
                  - { name: a, identity: alice, request: { model: gpt-4o }, expect: { outcome: allow } }
                  - { name: b, identity: bob, request: { model: never-heard-of }, absent: [route], expect: { outcome: allow } }
                """),
            "odd");
    assertThat(entries(odd.exercised()))
        .containsExactly(
            "roles:employee",
            "routes:$missing",
            "routes:support-chat",
            "models:gpt-4o",
            "models:$unknown");
    assertThat(entries(odd.unexercised())).containsExactly("roles:clinician", "models:anthropic/*");
  }

  @Test
  void countsWhatALimitRefusedAndNothingThatWasDeniedEarly() {
    World world =
        World.of(
            World.REGISTRIES,
            World.POLICY.replace("metric: tokens, max: 100000", "metric: requests, max: 1"));
    Coverage coverage =
        coverage(
            world,
            """
            cases:
              - { name: a, identity: alice, repeat: 3, expect: { outcome: allow } }
              - { name: b, identity: bob, absent: [exp], expect: { outcome: deny } }
            """);
    assertThat(rule(coverage, "support-pii").decided()).isEqualTo(3);
    assertThat(coverage.decidedRules().hit()).isEqualTo(1);
  }

  @Test
  void agreesWithAskingTheEngineAboutEveryCell() {
    String sections =
        """
        matrices:
          - { name: m, over: { identities: [alice, bob, ghost], routes: ["*", $missing], models: ["**", $unknown, gpt-4o], classifications: ["*", $missing] } }
        """;
    Suite suite = World.suite(World.HEAD + sections);
    Coverage coverage = World.SUPPORT.run(World.HEAD + sections).coverage();
    assertThat(coverage).isEqualTo(new EveryCell(World.SUPPORT, suite).coverage());
    assertThat(coverage.points()).isEqualTo(new Ratio(19, 20));
  }

  @Test
  void mergesWhatTwoRunsSaw() {
    Coverage both = coverage(World.SUPPORT, TWO_CASES);
    List<String> lines = TWO_CASES.lines().toList();
    Coverage first = coverage(World.SUPPORT, lines.get(0) + "\n" + lines.get(1) + "\n");
    Coverage second = coverage(World.SUPPORT, lines.get(0) + "\n" + lines.get(2) + "\n");
    assertThat(first.merge(second)).isEqualTo(both);
    assertThat(second.merge(first)).isEqualTo(both);
    Coverage other = coverage(World.withRules("- { id: x, priority: 1, effect: deny }"), TWO_CASES);
    assertThatThrownBy(() -> first.merge(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void roundsDownSoThatAHundredMeansAll() {
    assertThat(new Ratio(9_999, 10_000).percent()).isEqualByComparingTo("99.9");
    assertThat(new Ratio(10_000, 10_000).percent()).isEqualByComparingTo("100");
    assertThat(new Ratio(0, 0).percent()).isEqualByComparingTo("100");
    assertThat(new Ratio(2, 3).reaches(new BigDecimal("66.6666"))).isTrue();
    assertThat(new Ratio(2, 3).reaches(new BigDecimal("66.6667"))).isFalse();
    assertThat(new Ratio(0, 0).reaches(new BigDecimal("100"))).isTrue();
    assertThatThrownBy(() -> new Ratio(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}

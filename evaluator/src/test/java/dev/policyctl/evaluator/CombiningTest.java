package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.policy.Obligation.Action;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps 6 to 8: how rules and classes make one decision. */
final class CombiningTest {

  private static Decision decide(String rules, Request.Builder request) {
    return World.engine("rules:\n" + rules).evaluate(request.build());
  }

  @Test
  void letsTheHighestPriorityDecide() {
    Decision decision =
        decide(
            """
              - { id: no, priority: 1, effect: deny }
              - { id: yes, priority: 2, effect: allow }
            """,
            request());
    assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(decision.determiningRules()).containsExactly("yes");
  }

  @Test
  void breaksTiesTowardsTheStrictest() {
    String rules =
        """
          - { id: yes, priority: 1, effect: allow }
          - { id: ask, priority: 1, effect: require_approval }
        """;
    assertThat(decide(rules, request()).determiningRules()).containsExactly("ask");
    assertThat(decide(rules + "  - { id: no, priority: 1, effect: deny }\n", request()).outcome())
        .isEqualTo(Outcome.DENY);
  }

  @Test
  void namesAllRulesOfTheDecidingPriorityAndEffect() {
    Decision decision =
        decide(
            """
              - { id: z, priority: 2, effect: allow, obligations: [{ log: info }] }
              - { id: a, priority: 2, effect: allow, obligations: [{ route_to: gpt4 }, { log: info }] }
              - { id: lower, priority: 1, effect: allow, obligations: [{ notify: x }] }
            """,
            request());
    assertThat(decision.determiningRules()).containsExactly("a", "z");
    assertThat(decision.obligations())
        .as("an alias is resolved")
        .containsExactly(
            new DecisionObligation(Action.LOG, "info"),
            new DecisionObligation(Action.ROUTE_TO, "openai/gpt-4o"));
  }

  @Test
  void ignoresPrioritiesUnderDenyOverrides() {
    PolicyEngine engine =
        World.company()
            .header("combining: deny-overrides")
            .compile(
                """
                rules:
                  - { id: yes, priority: 9, effect: allow }
                  - { id: no-1, priority: 1, effect: deny }
                  - { id: no-2, effect: deny }
                """);
    assertThat(engine.evaluate(request().build()).determiningRules())
        .containsExactly("no-1", "no-2");
    assertThat(engine.rules()).extracting(RuleView::priority).containsOnly(0);
  }

  @Test
  void fallsBackToTheDefault() {
    Decision decision = decide("  []", request());
    assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
    assertThat(decision.reason()).isEqualTo(Reason.DEFAULT);
  }

  private static final String BY_CLASS =
      """
        - { id: public, priority: 1, effect: allow, match: { classifications: [public] },
            obligations: [{ log: info }] }
        - { id: pii, priority: 1, effect: allow, match: { classifications: [pii] },
            obligations: [{ redact: pii-standard }] }
        - { id: internal, priority: 1, effect: require_approval,
            match: { classifications: [internal] }, obligations: [{ notify: boss }] }
        - { id: phi, priority: 1, effect: deny, match: { classifications: [phi] },
            obligations: [{ notify: dpo }] }
      """;

  private static Decision classes(String... classes) {
    return decide(BY_CLASS, request().classifications(List.of(classes)));
  }

  @Test
  void unitesRulesAndObligationsOfAllowedClasses() {
    Decision decision = classes("pii", "public", "pii");
    assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(decision.determiningRules()).containsExactly("pii", "public");
    assertThat(decision.obligations())
        .extracting(DecisionObligation::id)
        .containsExactly("log:info", "redact:pii-standard");
  }

  @Test
  void takesTheStrictestClassAndKeepsAllThatCount() {
    Decision decision = classes("public", "internal");
    assertThat(decision.outcome()).isEqualTo(Outcome.REQUIRE_APPROVAL);
    assertThat(decision.determiningRules()).containsExactly("internal", "public");
    assertThat(decision.obligations())
        .extracting(DecisionObligation::id)
        .containsExactly("log:info", "notify:boss");
  }

  @Test
  void countsOnlyDeniedClassesOnceOneIsDenied() {
    Decision decision = classes("phi", "internal", "public");
    assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
    assertThat(decision.determiningRules()).containsExactly("phi");
    assertThat(decision.obligations())
        .extracting(DecisionObligation::id)
        .containsExactly("notify:dpo");
  }

  @Test
  void givesTheFirstReasonAmongTheStrictestClasses() {
    Decision decision = classes("phi", "ghost", "public");
    assertThat(decision.reason()).isEqualTo(Reason.unknown(Dimension.CLASSIFICATIONS));
    assertThat(decision.determiningRules()).containsExactly("phi");
    PolicyEngine open =
        World.company()
            .header("default: allow")
            .compile(
                "rules: [{ id: p, priority: 1, effect: allow, match: { classifications: [pii] } }]");
    Decision allow = open.evaluate(request().classifications(List.of("internal", "pii")).build());
    assertThat(allow.reason()).as("rule goes before default").isEqualTo(Reason.RULE);
    assertThat(allow.determiningRules()).containsExactly("p");
  }
}

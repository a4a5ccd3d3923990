package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.RegistryKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps 3 and 5: what the registries lack, and what a request leaves out. */
final class UnknownAndMissingTest {
  private static final String ALLOW_ALL = "rules: [{ id: all, priority: 1, effect: allow }]";

  private static Decision decide(String rules, Request.Builder request) {
    return World.engine(rules).evaluate(request.build());
  }

  private static World tools() {
    return World.company().with(RegistryKind.TOOLS, "search: {}, code: {}");
  }

  @Test
  void deniesUnknownValueInEachRequiredDimension() {
    for (Dimension dimension : Dimension.values()) {
      if (dimension.required()) {
        Decision decision = decide(ALLOW_ALL, request().values(dimension, List.of("ghost")));
        assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
        assertThat(decision.reason()).isEqualTo(Reason.unknown(dimension));
      }
    }
  }

  @Test
  void deniesMissingValueInEachRequiredDimension() {
    for (Dimension dimension : Dimension.values()) {
      if (dimension.required()) {
        Decision decision = decide(ALLOW_ALL, request().values(dimension, List.of()));
        assertThat(decision.reason()).isEqualTo(Reason.missing(dimension));
      }
    }
  }

  @Test
  void takesResourceOfAnotherTypeForNoModel() {
    assertThat(decide(ALLOW_ALL, request().resource("tool", "openai/gpt-4o")).reason())
        .isEqualTo(Reason.missing(Dimension.MODELS));
  }

  @Test
  void takesEmptyStringsAndSpecialWordsForUnknown() {
    String naming =
        """
        rules:
          - { id: missing, priority: 2, effect: allow, match: { routes: [$missing] } }
          - { id: all, priority: 1, effect: allow }
        """;
    for (String raw : List.of("", "$missing", "$unknown", "*", "support/*")) {
      assertThat(decide(naming, request().route(raw)).reason())
          .as(raw)
          .isEqualTo(Reason.unknown(Dimension.ROUTES));
    }
  }

  @Test
  void dropsUnknownRolesBesideKnownOnes() {
    Decision decision =
        decide(ALLOW_ALL, request().roles(List.of("zeta", "support", "ghost", "zeta")));
    assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(decision.droppedRoles()).containsExactly("ghost", "zeta");
  }

  @Test
  void standsUnknownInWhereNoRoleIsLeft() {
    Decision decision = decide(ALLOW_ALL, request().roles(List.of("ghost")));
    assertThat(decision.reason()).isEqualTo(Reason.unknown(Dimension.ROLES));
    assertThat(decision.droppedRoles()).containsExactly("ghost");
    String rule =
        "rules: [{ id: strangers, priority: 1, effect: allow, match: { roles: [$unknown] } }]";
    assertThat(decide(rule, request().roles(List.of("ghost"))).determiningRules())
        .containsExactly("strangers");
    assertThat(decide(rule, request().roles(List.of("ghost", "admin"))).reason())
        .isEqualTo(Reason.DEFAULT);
  }

  @Test
  void keepsUnknownClassBesideOthers() {
    Decision decision = decide(ALLOW_ALL, request().classifications(List.of("internal", "ghost")));
    assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
    assertThat(decision.reason()).isEqualTo(Reason.unknown(Dimension.CLASSIFICATIONS));
    assertThat(decision.determiningRules()).as("only denied classes count").isEmpty();
  }

  @Test
  void admitsOnlyByRuleThatListsEverySpecialValue() {
    String one = "rules: [{ id: r, priority: 1, effect: allow, match: { models: [$unknown] } }]";
    assertThat(decide(one, request().model("ghost")).outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(decide(one, request().model("ghost").route(null)).reason())
        .isEqualTo(Reason.unknown(Dimension.MODELS));
    String both =
        "rules: [{ id: r, priority: 1, effect: allow,"
            + " match: { models: [$unknown], routes: [chat, $missing] } }]";
    Decision decision = decide(both, request().model("ghost").route(null));
    assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(decision.reason()).isEqualTo(Reason.RULE);
  }

  @Test
  void neverMatchesTheUnknownByGlob() {
    String glob =
        "rules: [{ id: r, priority: 1, effect: allow, match: { models: ['**'], routes: ['*'] } }]";
    assertThat(decide(glob, request().model("ghost")).reason())
        .isEqualTo(Reason.unknown(Dimension.MODELS));
    assertThat(decide(glob, request().route(null)).reason())
        .isEqualTo(Reason.missing(Dimension.ROUTES));
  }

  @Test
  void letsDenyRuleWithOmittedSelectorPassTheUnknownBy() {
    Decision decision =
        decide("rules: [{ id: no, priority: 1, effect: deny }]", request().model("ghost"));
    assertThat(decision.reason()).isEqualTo(Reason.unknown(Dimension.MODELS));
    assertThat(decision.determiningRules()).isEmpty();
  }

  @Test
  void deniesSilenceUnderDefaultAllow() {
    PolicyEngine open = World.company().header("default: allow").compile("rules: []");
    assertThat(open.evaluate(request().build()).outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(open.evaluate(request().build()).reason()).isEqualTo(Reason.DEFAULT);
    assertThat(open.evaluate(request().model("ghost").build()).outcome()).isEqualTo(Outcome.DENY);
    assertThat(open.evaluate(request().route(null).build()).outcome()).isEqualTo(Outcome.DENY);
  }

  @Test
  void givesUnknownBeforeMissingInTheOrderOfTheDimensions() {
    Request.Builder request = request().roles(List.of()).route("ghost").model("ghost");
    assertThat(decide(ALLOW_ALL, request).reason()).isEqualTo(Reason.unknown(Dimension.ROUTES));
    assertThat(decide(ALLOW_ALL, request().route(null).model(null)).reason())
        .isEqualTo(Reason.missing(Dimension.ROUTES));
    assertThat(
            decide(ALLOW_ALL, request().roles(List.of()).classifications(List.of("ghost")))
                .reason())
        .isEqualTo(Reason.unknown(Dimension.CLASSIFICATIONS));
  }

  @Test
  void ignoresOptionalDimensionWithoutRegistry() {
    assertThat(decide(ALLOW_ALL, request().tool("ghost")).outcome()).isEqualTo(Outcome.ALLOW);
  }

  @Test
  void acceptsAbsenceOfOptionalValueButNotTheUnknown() {
    PolicyEngine engine = tools().compile(ALLOW_ALL);
    assertThat(engine.evaluate(request().build()).outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(engine.evaluate(request().tool("search").build()).outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(engine.evaluate(request().tool("ghost").build()).reason())
        .isEqualTo(Reason.unknown(Dimension.TOOLS));
    PolicyEngine open = tools().header("default: allow").compile("rules: []");
    assertThat(open.evaluate(request().build()).reason()).isEqualTo(Reason.DEFAULT);
    assertThat(open.evaluate(request().tool("ghost").build()).outcome()).isEqualTo(Outcome.DENY);
  }

  @Test
  void matchesAbsenceOfOptionalValueOnlyWhereNamedInASelector() {
    PolicyEngine glob =
        tools().compile("rules: [{ id: r, priority: 1, effect: allow, match: { tools: ['*'] } }]");
    assertThat(glob.evaluate(request().build()).reason()).isEqualTo(Reason.DEFAULT);
    PolicyEngine named =
        tools()
            .compile(
                "rules: [{ id: r, priority: 1, effect: allow, match: { tools: [$missing] } }]");
    assertThat(named.evaluate(request().build()).outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(named.evaluate(request().tool("search").build()).reason()).isEqualTo(Reason.DEFAULT);
  }
}

package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.NOW;
import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.RegistryKind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Step 9: what is allowed passes through the limits. */
final class LimitsTest {
  private static final String RULES =
      """
      rules:
        - { id: yes, priority: 1, effect: allow, obligations: [{ log: info }] }
        - { id: ask, priority: 2, effect: require_approval, match: { classifications: [phi] } }
      limits:
      """;

  private final Limiter limiter = new InMemoryLimiter();

  private static PolicyEngine engine(String limit) {
    return World.engine(
        RULES + "  - { id: l, metric: requests, max: 1, window: 1h, " + limit + " }");
  }

  private boolean allows(PolicyEngine engine, Request.Builder request) {
    return engine.evaluate(request.build(), limiter).allowed();
  }

  @Test
  void turnsAnAllowIntoADenyThatStillNamesItsRules() {
    PolicyEngine engine = engine("key: [subject]");
    assertThat(allows(engine, request())).isTrue();
    Decision refused = engine.evaluate(request().roles(List.of("support", "x")).build(), limiter);
    assertThat(refused.outcome()).isEqualTo(Outcome.DENY);
    assertThat(refused.reason()).isEqualTo(Reason.LIMIT);
    assertThat(refused.limits()).containsExactly("l");
    assertThat(refused.obligations()).isEmpty();
    assertThat(refused.determiningRules()).containsExactly("yes");
    assertThat(refused.droppedRoles()).containsExactly("x");
    assertThat(engine.evaluate(request().build()).allowed()).as("stateless").isTrue();
  }

  @Test
  void countsNothingButAllows() {
    PolicyEngine engine = engine("key: [subject]");
    for (int i = 0; i < 3; i++) {
      engine.evaluate(request().classifications(List.of("phi")).build(), limiter);
      engine.evaluate(request().model("ghost").build(), limiter);
    }
    assertThat(allows(engine, request())).isTrue();
  }

  @Test
  void tellsSubjectsApartByTypeAndId() {
    PolicyEngine engine = engine("key: [subject]");
    assertThat(allows(engine, request())).isTrue();
    assertThat(allows(engine, request().subject("service", "u1"))).isTrue();
    assertThat(allows(engine, request().subject("user", null))).isTrue();
    assertThat(allows(engine, request().subject("user", null)))
        .as("nobody in particular is one subject")
        .isFalse();
  }

  @Test
  void chargesEachAssertedRoleThroughWhichTheMatchHolds() {
    PolicyEngine engine = engine("key: [role], match: { roles: [employee] }");
    assertThat(allows(engine, request().roles(List.of("support", "admin")))).isTrue();
    assertThat(allows(engine, request().roles(List.of("admin")))).as("not named").isTrue();
    assertThat(allows(engine, request().roles(List.of("lead")))).as("inherits it").isTrue();
    assertThat(allows(engine, request().roles(List.of("lead", "employee"))))
        .as("one exceeded role is enough")
        .isFalse();
    assertThat(allows(engine, request().roles(List.of("employee")))).isTrue();
  }

  @Test
  void appliesWithAnyClassAndResolvedValues() {
    PolicyEngine engine = engine("key: [model], match: { classifications: [pii], models: [gpt4] }");
    assertThat(allows(engine, request())).isTrue();
    assertThat(allows(engine, request().classifications(List.of("public", "pii")))).isTrue();
    assertThat(allows(engine, request().classifications(List.of("pii")).model("gpt4"))).isFalse();
    assertThat(allows(engine, request())).as("another class").isTrue();
  }

  @Test
  void keysByRouteTenantAndAgent() {
    String limit =
        "  - { id: l, key: [route, tenant, agent], metric: requests, max: 1, window: 1h }";
    PolicyEngine engine =
        World.company().with(RegistryKind.AGENTS, "coder: {}, planner: {}").compile(RULES + limit);
    assertThat(allows(engine, request().agent("coder"))).isTrue();
    assertThat(allows(engine, request().agent("planner"))).isTrue();
    assertThat(allows(engine, request())).isTrue();
    assertThat(allows(engine, request().agent("coder").route("chat"))).isTrue();
    assertThat(allows(engine, request().agent("coder"))).isFalse();
    assertThat(allows(engine, request())).isFalse();
  }

  @Test
  void chargesUsageAfterTheResponse() {
    PolicyEngine engine =
        World.engine(
            RULES
                + "  - { id: tokens, key: [subject], metric: tokens, max: 100000, window: 1h }\n"
                + "  - { id: cost, key: [subject], metric: cost_usd, max: 0.5,"
                + " window: { sliding: 1h } }\n");
    Request request = request().build();
    assertThat(engine.evaluate(request, limiter).allowed()).isTrue();
    engine.recordUsage(request, Usage.ofTokens(99_000), limiter);
    assertThat(engine.evaluate(request, limiter).allowed()).isTrue();
    engine.recordUsage(request, new Usage(2_000, new BigDecimal("0.5")), limiter);
    assertThat(engine.evaluate(request, limiter).limits()).containsExactly("cost", "tokens");
    Request.Builder later = request().time(NOW.plusSeconds(3600)).expiry(NOW.plusSeconds(9999));
    assertThat(allows(engine, later)).isTrue();
  }

  @Test
  void chargesNobodyForWhatIsNotThisBundles() {
    PolicyEngine engine =
        World.engine(RULES + "  - { id: t, key: [subject], metric: tokens, max: 1, window: 1h }");
    engine.recordUsage(Request.unreadable("x"), Usage.ofTokens(5), limiter);
    engine.recordUsage(request().environment("dev").build(), Usage.ofTokens(5), limiter);
    assertThat(allows(engine, request())).isTrue();
    engine.recordUsage(request().expiry(NOW).build(), Usage.ofTokens(5), limiter);
    assertThat(allows(engine, request())).as("an answer was paid for all the same").isFalse();
  }

  @Test
  void refusesUsageThatCannotBe() {
    assertThatThrownBy(() -> Usage.ofTokens(-1)).isInstanceOf(IllegalArgumentException.class);
    for (String cost : List.of("-0.1", "1e18", "1e999999999")) {
      assertThatThrownBy(() -> new Usage(0, new BigDecimal(cost)))
          .as(cost)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

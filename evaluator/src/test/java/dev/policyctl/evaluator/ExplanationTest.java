package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.evaluator.Explanation.ClassTrace;
import dev.policyctl.evaluator.Explanation.Kind;
import dev.policyctl.evaluator.Explanation.Mismatch;
import dev.policyctl.evaluator.Explanation.RuleTrace;
import dev.policyctl.evaluator.Explanation.Status;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplanationTest {

  private static RuleTrace trace(String rules, Request.Builder request, String id) {
    Explanation explanation = World.engine("rules:\n" + rules).explain(request.build());
    return explanation.classes().get(0).find(id).orElseThrow();
  }

  private static Mismatch mismatch(String rule, Request.Builder request) {
    RuleTrace trace =
        trace("  - { id: r, priority: 1, effect: allow, " + rule + " }", request, "r");
    assertThat(trace.status()).isEqualTo(Status.NOT_MATCHED);
    return trace.mismatch().orElseThrow();
  }

  @Test
  void saysWhichSelectorDidNotAccept() {
    Mismatch mismatch = mismatch("match: { models: [local, '**mini'] }", request());
    assertThat(mismatch.kind()).isEqualTo(Kind.DIMENSION);
    assertThat(mismatch.subject()).isEqualTo("models");
    assertThat(mismatch.actual()).containsExactly("openai/gpt-4o");
    assertThat(mismatch.expected()).containsExactly("local", "**mini");
    assertThat(mismatch.text()).isEqualTo("models: `openai/gpt-4o` is not among `local`, `**mini`");
  }

  @Test
  void showsEffectiveRoles() {
    assertThat(mismatch("match: { roles: [admin] }", request()).text())
        .isEqualTo("roles: `employee`, `support` are not among `admin`");
  }

  @Test
  void saysThatOmittedSelectorAcceptsEntriesOnly() {
    assertThat(mismatch("match: {}", request().model("ghost")).text())
        .isEqualTo("models: `$unknown` is no registry entry, and the rule does not name it");
  }

  @Test
  void saysWhichConditionDidNotHold() {
    String when = "when: { input_tokens: { gt: 5, lte: 8000 } }";
    Mismatch absent = mismatch(when, request());
    assertThat(absent.kind()).isEqualTo(Kind.ATTRIBUTE);
    assertThat(absent.text())
        .isEqualTo("input_tokens: absent, which no condition of an allow rule accepts");
    Request.Builder large = request().attribute(Attribute.INPUT_TOKENS, new BigDecimal(9000));
    assertThat(mismatch(when, large).text()).isEqualTo("input_tokens: 9000 is not > 5 and <= 8000");
    assertThat(mismatch("when: { input_tokens: { eq: 5 } }", large).text())
        .isEqualTo("input_tokens: 9000 is not = 5");
    Request.Builder huge = request().attribute(Attribute.RISK_SCORE, new BigDecimal("1e999999999"));
    assertThat(mismatch("when: { risk_score: { lt: 1 } }", huge).text())
        .isEqualTo("risk_score: 1E+999999999 is not < 1");
  }

  @Test
  void readsTheClockAloud() {
    Mismatch mismatch =
        mismatch(
            "when: { time: { days: [mon, wed], from: '08:00', to: '24:00', zone: Europe/Zurich } }",
            request());
    assertThat(mismatch.kind()).isEqualTo(Kind.TIME);
    assertThat(mismatch.text())
        .isEqualTo(
            "time: 2026-09-01T09:00:00Z is tue 11:00 in Europe/Zurich,"
                + " not in mon, wed 08:00-24:00 Europe/Zurich");
  }

  @Test
  void saysWhenARuleExists() {
    Mismatch ended = mismatch("validity: { from: 2026-01-01, until: 2026-02-01 }", request());
    assertThat(ended.kind()).isEqualTo(Kind.VALIDITY);
    assertThat(ended.text())
        .isEqualTo(
            "validity: the rule exists until 2026-02-01T00:00:00Z,"
                + " the request is of 2026-09-01T09:00:00Z");
    assertThat(mismatch("validity: { from: 2027-01-01 }", request()).text())
        .isEqualTo(
            "validity: the rule exists from 2027-01-01T00:00:00Z on,"
                + " the request is of 2026-09-01T09:00:00Z");
  }

  @Test
  void saysWhoDecidedInstead() {
    String rules =
        """
          - { id: low, priority: 1, effect: allow }
          - { id: b, priority: 2, effect: deny }
          - { id: a, priority: 2, effect: deny }
        """;
    assertThat(trace(rules, request(), "a").status()).isEqualTo(Status.DECIDED);
    RuleTrace low = trace(rules, request(), "low");
    assertThat(low.status()).isEqualTo(Status.OVERRIDDEN);
    assertThat(low.overriddenBy()).containsExactly("a", "b");
  }

  @Test
  void listsRulesByRankAndClassesById() {
    PolicyEngine engine =
        World.engine(
            """
            rules:
              - { id: low, priority: 1, effect: deny }
              - { id: allow, priority: 2, effect: allow, match: { classifications: [pii] } }
              - { id: deny, priority: 2, effect: deny, match: { classifications: [phi] } }
            """);
    Explanation explanation =
        engine.explain(request().classifications(List.of("pii", "ghost", "phi")).build());
    assertThat(explanation.classes())
        .extracting(ClassTrace::classification)
        .containsExactly("$unknown", "phi", "pii");
    assertThat(explanation.classes())
        .extracting(ClassTrace::counts)
        .containsExactly(true, true, false);
    assertThat(explanation.classes().get(1).rules())
        .extracting(t -> t.rule().id())
        .containsExactly("deny", "allow", "low");
    assertThat(explanation.values().get(Dimension.CLASSIFICATIONS))
        .containsExactly("$unknown", "phi", "pii");
    assertThat(explanation.effectiveRoles()).containsExactly("employee", "support");
  }

  @Test
  void namesTheSelectorEntriesThatWereExercised() {
    String rule =
        """
          - { id: r, priority: 1, effect: allow,
              match: { roles: [admin, employee, support], models: ['openai/*', gpt4, local] } }
        """;
    RuleTrace trace = trace(rule, request(), "r");
    assertThat(trace.exercised())
        .containsExactly(
            new SelectorEntry(Dimension.ROLES, 1, "employee"),
            new SelectorEntry(Dimension.ROLES, 2, "support"),
            new SelectorEntry(Dimension.MODELS, 0, "openai/*"),
            new SelectorEntry(Dimension.MODELS, 1, "gpt4"));
    PolicyEngine engine = World.engine("rules:\n" + rule);
    ResolvedRequest resolved = engine.resolve(request().build());
    assertThat(engine.exercised(resolved, engine.rules().get(0), "internal"))
        .isEqualTo(trace.exercised());
    RuleView stranger = new RuleView(5, "x", dev.policyctl.model.policy.Outcome.DENY, 0);
    assertThatThrownBy(() -> engine.exercised(resolved, stranger, "internal"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void explainsEarlyDenialsWithoutTraces() {
    PolicyEngine engine = World.engine("rules: [{ id: r, priority: 1, effect: allow }]");
    Request dev = request().environment("dev").build();
    Explanation explanation = engine.explain(dev);
    assertThat(explanation.decision().reason()).isEqualTo(Reason.WRONG_BUNDLE);
    assertThat(explanation.classes()).isEmpty();
    assertThat(explanation.values()).isEmpty();
    assertThat(engine.matches(engine.resolve(dev))).isEmpty();
  }
}

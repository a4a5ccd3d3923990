package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Section 3: decisions as JSON, byte by byte. */
final class AuthZenWriteTest {
  private static final World WORLD = World.company();
  private static final String RULES =
      """
      rules:
        - { id: support-pii, priority: 1, effect: allow, match: { classifications: [pii] },
            obligations: [{ redact: pii-standard }] }
        - { id: rest, priority: 1, effect: allow, obligations: [{ route_to: gpt4 },
            { tokenize: phi-strict }, { log: info }, { notify: '#dpo' }],
            match: { classifications: [phi] } }
      limits: [{ id: one, key: [subject], metric: requests, max: 1, window: 1h }]
      """;

  private static PolicyEngine engine() {
    return PolicyEngine.compile(
        WORLD.policy(RULES),
        WORLD.registries(),
        new PolicyIdentity("acme-support", "2.14.3", Optional.of("ab12")));
  }

  private static String write(Request.Builder request) {
    return AuthZen.write(engine().evaluate(request.build()));
  }

  @Test
  void writesTheShapeOfTheContract() {
    assertThat(write(request().classifications(List.of("pii"))))
        .isEqualTo(
            "{\"decision\":true,\"context\":{\"outcome\":\"allow\",\"reason\":\"rule\","
                + "\"determining_rules\":[\"support-pii\"],\"obligations\":[{\"type\":\"custom\","
                + "\"id\":\"redact:pii-standard\",\"action\":\"redact\","
                + "\"profile\":\"pii-standard\"}],\"policy\":{\"name\":\"acme-support\","
                + "\"version\":\"2.14.3\",\"sha256\":\"ab12\"}}}");
  }

  @Test
  void namesTheArgumentOfEveryAction() {
    assertThat(write(request().classifications(List.of("phi"))))
        .contains("\"id\":\"log:info\",\"action\":\"log\",\"level\":\"info\"")
        .contains("\"id\":\"notify:#dpo\",\"action\":\"notify\",\"channel\":\"#dpo\"")
        .contains("\"action\":\"route_to\",\"model\":\"openai/gpt-4o\"")
        .contains("\"action\":\"tokenize\",\"profile\":\"phi-strict\"");
  }

  @Test
  void listsDroppedRolesAsAscii() {
    assertThat(write(request().roles(List.of("support", "\u00fcber\ud800"))))
        .contains("\"dropped_roles\":[\"\\u00FCber\\uD800\"]");
  }

  @Test
  void listsLimitsThatRefused() {
    PolicyEngine engine = engine();
    Limiter limiter = new InMemoryLimiter();
    Request request = request().classifications(List.of("pii")).build();
    assertThat(AuthZen.write(engine.evaluate(request, limiter))).doesNotContain("limits");
    assertThat(AuthZen.write(engine.evaluate(request, limiter)))
        .isEqualTo(
            "{\"decision\":false,\"context\":{\"outcome\":\"deny\",\"reason\":\"limit\","
                + "\"determining_rules\":[\"support-pii\"],\"obligations\":[],"
                + "\"policy\":{\"name\":\"acme-support\",\"version\":\"2.14.3\","
                + "\"sha256\":\"ab12\"},\"limits\":[\"one\"]}}");
  }

  @Test
  void saysWhatCouldNotBeRead() {
    PolicyEngine engine = WORLD.compile(RULES);
    assertThat(AuthZen.write(engine.evaluate(AuthZen.readRequest("[]"))))
        .isEqualTo(
            "{\"decision\":false,\"context\":{\"outcome\":\"deny\","
                + "\"reason\":\"evaluation_error\",\"determining_rules\":[],\"obligations\":[],"
                + "\"policy\":{\"name\":\"acme-support\",\"version\":\"2.14.3\"},"
                + "\"detail\":\"not a JSON object\"}}");
  }

  @Test
  void writesAnExplanation() {
    String json =
        AuthZen.write(engine().explain(request().classifications(List.of("pii")).build()));
    assertThat(json)
        .startsWith("{\"decision\":{\"decision\":true,")
        .contains("\"values\":{\"roles\":[\"support\"],\"routes\":[\"support/chat\"]")
        .contains("\"effective_roles\":[\"employee\",\"support\"]")
        .contains("\"classification\":\"pii\",\"outcome\":\"allow\",\"reason\":\"rule\"")
        .contains(
            "{\"rule\":\"support-pii\",\"priority\":1,\"effect\":\"allow\",\"status\":\"decided\","
                + "\"exercised\":[{\"dimension\":\"classifications\",\"position\":0,"
                + "\"entry\":\"pii\"}]}")
        .contains("\"status\":\"not_matched\",\"mismatch\":{\"kind\":\"dimension\"");
  }
}

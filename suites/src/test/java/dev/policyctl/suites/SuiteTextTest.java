package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuiteTextTest {
  private static final Instant NOW = Instant.parse("2026-09-01T09:00:00Z");

  private static Request.Builder request() {
    return Request.builder()
        .subject("user", "witness")
        .tenant("acme")
        .environment("prod")
        .time(NOW)
        .expiry(NOW.plusSeconds(3600))
        .roles(List.of("support_agent"))
        .route("support-chat")
        .model("openai/gpt-4o")
        .classifications(List.of("pii"));
  }

  private static SuiteText text(Request... requests) {
    SuiteText text = new SuiteText(World.SUPPORT.engine().compiled());
    for (int i = 0; i < requests.length; i++) {
      text.add("case " + i, requests[i], World.SUPPORT.engine().evaluate(requests[i]));
    }
    return text;
  }

  @Test
  void isASuiteOfItsOwn() {
    Request request = request().attribute(Attribute.INPUT_TOKENS, BigDecimal.TEN).build();
    String yaml = text(request).document("suggested", NOW);
    assertThat(yaml)
        .isEqualTo(
            """
            schemaVersion: 1
            suite: suggested
            now: 2026-09-01T09:00:00Z
            identities:
              support_agent: { roles: [support_agent] }
            cases:
              - name: case 0
                identity: support_agent
                at: 2026-09-01T09:00:00Z
                request: { route: support-chat, model: openai/gpt-4o, classifications: [pii], input_tokens: 10 }
                expect: { outcome: allow, reason: rule, rules: [support-pii], obligations: [{ redact: pii-standard }] }
            """);
    World.SUPPORT.passes(yaml);
  }

  @Test
  void saysWhatIsAbsentSoThatDefaultsDoNotMatter() {
    Request request = request().route(null).roles(List.of()).build();
    String fragment = text(request).fragment();
    assertThat(fragment)
        .contains("  nobody: { roles: [] }\n", "    absent: [route, input_tokens]\n");
    String head = World.HEAD.substring(0, World.HEAD.indexOf("identities:"));
    String defaults = World.HEAD.substring(World.HEAD.indexOf("defaults:"));
    World.SUPPORT.passes(head + defaults + fragment);
  }

  @Test
  void namesEachGroupOfRolesOnce() {
    Request both = request().roles(List.of("support_agent", "clinician")).build();
    assertThat(
            text(both, request().build(), both, request().roles(List.of("a b")).build()).fragment())
        .startsWith(
            """
            identities:
              support_agent-and-clinician: { roles: [support_agent, clinician] }
              support_agent: { roles: [support_agent] }
              identity-3: { roles: [a b] }
            cases:
            """);
  }

  @Test
  void quotesWhatYamlTakesForSomethingElse() {
    assertThat(YamlText.of("openai/gpt-4o")).isEqualTo("openai/gpt-4o");
    assertThat(YamlText.of("not a rule")).isEqualTo("not a rule");
    for (String text :
        List.of(
            "", " a", "a ", "No", "null", "1e3", "2026-09-01", "a: b", "a#b", "*", "@cf/x", "-")) {
      assertThat(YamlText.of(text)).as(text).isEqualTo("\"" + text + "\"");
    }
    assertThat(YamlText.of("##[x]")).isEqualTo("\"#\\u0023[x]\"");
    assertThat(YamlText.of("a\"\\\t\u00e9\ud83d\ude00"))
        .isEqualTo("\"a\\\"\\\\\\u0009\\u00e9\\U0001f600\"");
  }

  @Test
  void whatItWritesIsReadBack() {
    Request odd =
        request()
            .roles(List.of("employee", "x: \"y\" #\u00e9"))
            .model("on")
            .classifications(List.of("2", "pii"))
            .build();
    World.SUPPORT.passes(text(odd).document("a: b", NOW));
  }
}

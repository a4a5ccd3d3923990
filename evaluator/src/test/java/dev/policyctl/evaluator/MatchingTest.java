package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.policy.Attribute;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Step 4: when a rule matches. */
final class MatchingTest {

  private static boolean matches(String rule, Request.Builder request) {
    PolicyEngine engine = World.engine("rules: [{ id: r, priority: 1, " + rule + " }]");
    return engine.evaluate(request.build()).determiningRules().contains("r");
  }

  @Test
  void matchesAssertedAndInheritedRoles() {
    String rule = "effect: allow, match: { roles: [employee] }";
    assertThat(matches(rule, request().roles(List.of("employee")))).isTrue();
    assertThat(matches(rule, request().roles(List.of("lead")))).as("two steps away").isTrue();
    assertThat(matches(rule, request().roles(List.of("admin")))).isFalse();
    assertThat(matches(rule, request().roles(List.of("admin", "support")))).as("any").isTrue();
  }

  @Test
  void grantsNothingDownwards() {
    String rule = "effect: allow, match: { roles: [lead] }";
    assertThat(matches(rule, request().roles(List.of("support")))).isFalse();
  }

  @Test
  void resolvesAliasesOnBothSides() {
    assertThat(matches("effect: allow, match: { models: [gpt4] }", request())).isTrue();
    assertThat(
            matches("effect: allow, match: { models: [openai/gpt-4o] }", request().model("gpt4")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'*', local, true",
    "'**', support/chat, true",
    "'support/*', support/chat, true",
    "'support*', support/chat, false",
    "'support**', support/chat, true",
    "'*/mail', support/mail, true",
    "'*/mail', support/chat, false",
    "'chat**', chat, true",
    "'s*/c*t', support/chat, true",
  })
  void matchesGlobsOverCanonicalIds(String glob, String route, boolean expected) {
    PolicyEngine engine =
        World.company()
            .with(
                dev.policyctl.model.registry.RegistryKind.ROUTES,
                "chat: {}, local: {}, support: {}, support/chat: {}, support/mail: {}")
            .compile(
                "rules: [{ id: r, priority: 1, effect: allow, match: { routes: ['"
                    + glob
                    + "'] } }]");
    assertThat(engine.evaluate(request().route(route).build()).allowed()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "lte: 8000, 8000, true",
    "lte: 8000, 8001, false",
    "lt: 8000, 8000, false",
    "lt: 8000, 7999, true",
    "gte: 10, 10, true",
    "gt: 10, 10, false",
    "eq: 10, 10, true",
    "eq: 10, 11, false",
  })
  void comparesNumbers(String condition, String tokens, boolean expected) {
    assertThat(
            matches(
                "effect: allow, when: { input_tokens: { " + condition + " } }",
                request().attribute(Attribute.INPUT_TOKENS, new BigDecimal(tokens))))
        .isEqualTo(expected);
  }

  @Test
  void comparesDecimalsExactly() {
    String rule = "effect: allow, when: { risk_score: { lte: 0.3 } }";
    assertThat(matches(rule, request().attribute(Attribute.RISK_SCORE, new BigDecimal("0.300"))))
        .isTrue();
    assertThat(
            matches(
                rule,
                request().attribute(Attribute.RISK_SCORE, new BigDecimal("0.3000000000000000001"))))
        .isFalse();
    assertThat(
            matches(
                rule, request().attribute(Attribute.RISK_SCORE, new BigDecimal("1e-999999999"))))
        .isTrue();
    assertThat(
            matches(rule, request().attribute(Attribute.RISK_SCORE, new BigDecimal("1e999999999"))))
        .isFalse();
  }

  @Test
  void failsClosedOnAbsentAttribute() {
    String when = "when: { input_tokens: { lte: 8000 } }";
    assertThat(matches("effect: allow, " + when, request())).isFalse();
    assertThat(matches("effect: deny, " + when, request())).isTrue();
    assertThat(matches("effect: require_approval, " + when, request())).isTrue();
  }

  @Test
  void judgesEachConditionOfAbsentAttributeByItself() {
    String rule = "effect: deny, when: { input_tokens: { lte: 8000 }, risk_score: { gte: 0.5 } }";
    Request.Builder low = request().attribute(Attribute.RISK_SCORE, new BigDecimal("0.1"));
    assertThat(matches(rule, low)).as("the other condition still has to hold").isFalse();
    Request.Builder high = request().attribute(Attribute.RISK_SCORE, new BigDecimal("0.9"));
    assertThat(matches(rule, high)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // Zurich is at +2 in September; 2026-09-01 is a Tuesday.
    "2026-09-01T05:59:59.999999999Z, false",
    "2026-09-01T06:00:00Z, true",
    "2026-09-01T15:59:59.999999999Z, true",
    "2026-09-01T16:00:00Z, false",
    "2026-09-05T09:00:00Z, false",
    // and at +1 in winter
    "2026-12-01T06:30:00Z, false",
    "2026-12-01T07:00:00Z, true",
  })
  void readsTheWallClockOfTheZone(String time, boolean expected) {
    String rule =
        "effect: allow, when: { time: { days: [mon, tue, wed, thu, fri], from: '08:00',"
            + " to: '18:00', zone: Europe/Zurich } }";
    assertThat(matches(rule, at(time))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-04T21:59:00Z, false",
    "2026-09-04T22:00:00Z, true",
    "2026-09-05T05:59:59Z, true",
    "2026-09-05T06:00:00Z, false",
    "2026-09-05T22:30:00Z, false",
    "2026-09-04T03:00:00Z, false",
  })
  void runsPastMidnightFromTheDayOnWhichItStarts(String time, boolean expected) {
    String rule =
        "effect: allow, when: { time: { days: [fri], from: '22:00', to: '06:00', zone: UTC } }";
    assertThat(matches(rule, at(time))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks in Zurich: 02:00 becomes 03:00 on 2026-03-29, and 03:00 becomes 02:00 on 2026-10-25.
    "2026-03-29T00:59:59Z, false",
    "2026-03-29T01:00:00Z, false",
    "2026-10-25T00:00:00Z, true",
    "2026-10-25T00:59:59Z, true",
    "2026-10-25T01:00:00Z, true",
    "2026-10-25T01:59:59Z, true",
    "2026-10-25T02:00:00Z, false",
  })
  void skipsAndRepeatsHoursWithTheWallClock(String time, boolean expected) {
    String rule =
        "effect: allow, when: { time: { from: '02:00', to: '03:00', zone: Europe/Zurich } }";
    assertThat(matches(rule, at(time))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T23:59:59.999999999Z, false",
    "2026-01-01T00:00:00Z, true",
    "2026-12-31T23:59:59.999999999Z, true",
    "2027-01-01T00:00:00Z, false",
  })
  void takesValidityAsHalfOpen(String time, boolean expected) {
    String rule = "effect: allow, validity: { from: 2026-01-01, until: 2027-01-01 }";
    assertThat(matches(rule, at(time))).isEqualTo(expected);
  }

  private static Request.Builder at(String time) {
    Instant instant = Instant.parse(time);
    return request().time(instant).expiry(instant.plusSeconds(60));
  }
}

package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failing test says, word by word. */
final class FailureTest {

  /** Every part of the only failure, a line each. */
  private static List<String> failure(World world, String sections) {
    List<Failure> failures = world.failures(World.HEAD + sections);
    assertThat(failures).hasSize(1);
    Failure failure = failures.get(0);
    List<String> lines = new java.util.ArrayList<>();
    lines.add(failure.span() + " " + failure.name());
    lines.add("expected " + failure.expected());
    lines.add("actual " + failure.actualText());
    failure.differences().forEach(line -> lines.add("- " + line));
    failure.why().forEach(line -> lines.add("> " + line));
    return lines;
  }

  private static List<String> why(String cases) {
    return why(World.SUPPORT, cases);
  }

  private static List<String> why(World world, String cases) {
    List<Failure> failures = world.failures(World.HEAD + "cases:\n" + cases.indent(2));
    assertThat(failures).hasSize(1);
    return failures.get(0).why();
  }

  @Test
  void tellsExpectedActualDifferencesAndWhy() {
    assertThat(
            failure(
                World.SUPPORT,
                """
                cases:
                  - name: PII is redacted
                    identity: alice
                    request: { route: contract-review, model: gpt-4o, classifications: [pii] }
                    expect: { outcome: allow, reason: rule, rules: [support-pii], obligations: [{ redact: pii-standard }] }
                """))
        .containsExactly(
            "suite-0.test.yaml:13:13 PII is redacted",
            "expected allow, reason rule, rules support-pii, obligations" + " redact:pii-standard",
            "actual deny, reason default",
            "- outcome: expected allow, got deny",
            "- reason: expected rule, got default",
            "- rules: expected support-pii, got none",
            "- obligations: expected redact:pii-standard, got none",
            "> no rule matched, so the default decided: deny",
            "> `support-pii` did not match: routes: `contract-review` does not match support-*");
  }

  @Test
  void writesTheRequestSoThatItCanBeEvaluatedAgain() {
    Failure failure =
        World.SUPPORT
            .failures(
                World.HEAD + "cases: [{ name: a, identity: bob, expect: { outcome: deny } }]\n")
            .get(0);
    assertThat(failure.request())
        .contains(
            "{\"subject\":{\"type\":\"user\",\"id\":\"bob\",\"properties\":{\"roles\":[\"employee\"],"
                + "\"tenant\":\"acme\",\"exp\":1788256800}},\"action\":{\"name\":\"model.invoke\"},"
                + "\"resource\":{\"type\":\"model\",\"id\":\"openai/gpt-4o-mini\"},"
                + "\"context\":{\"time\":\"2026-09-01T09:00:00Z\",\"environment\":\"prod\","
                + "\"route\":\"support-chat\",\"classifications\":[\"internal\"],\"input_tokens\":900}}");
  }

  @Test
  void saysWhichRuleOutranksTheExpectedOne() {
    assertThat(
            why(
                "- { name: a, identity: alice, request: { classifications: [phi] }, expect: { outcome: allow, rules: [support-pii] } }"))
        .containsExactly(
            "`deny-phi` (priority 500, deny) decided",
            "`support-pii` matched, but `deny-phi` (priority 500, deny) outranks it");
  }

  @Test
  void saysWhichRuleIsStricterAtTheSamePriority() {
    World world =
        World.withRules(
            """
            - { id: no-mini, priority: 100, effect: deny, match: { models: [openai/gpt-4o-mini] } }
            - { id: no-chat, priority: 100, effect: deny, match: { routes: [support-chat] } }
            """);
    assertThat(
            why(
                world,
                "- { name: a, identity: alice, expect: { outcome: allow, rules: [support-pii] } }"))
        .containsExactly(
            "`no-chat` and `no-mini` (priority 100, deny) decided",
            "`support-pii` matched, but `no-chat` and `no-mini` (priority 100, deny) are"
                + " stricter at the same priority");
  }

  @Test
  void leavesPrioritiesOutWhereThereAreNone() {
    World world =
        World.of(
            World.REGISTRIES,
            World.POLICY.replace("rules:\n", "combining: deny-overrides\nrules:\n"));
    assertThat(
            why(
                world,
                "- { name: a, identity: alice, request: { classifications: [phi] }, expect: { outcome: allow, rules: [support-pii] } }"))
        .containsExactly(
            "`deny-phi` (deny) decided",
            "`support-pii` matched, but `deny-phi` (deny) is stricter");
  }

  @Test
  void saysWhatEachExpectedRuleLacks() {
    assertThat(
            why(
                """
                - name: a
                  identity: bob
                  request: { classifications: [phi] }
                  expect: { outcome: deny, rules: [deny-phi, support-pii, employee-chat, claude-is-asked-for, denyphi] }
                """))
        .containsExactly(
            "`deny-phi` (priority 500, deny) decided",
            "`support-pii` did not match: roles: `employee` is not support_agent",
            "`employee-chat` did not match: classifications: `phi` is none of public,"
                + " internal",
            "`claude-is-asked-for` did not match: models: `openai/gpt-4o-mini` does not match"
                + " anthropic/*",
            "`denyphi` is no rule of this policy; did you mean `deny-phi`?");
  }

  @Test
  void saysWhatARequestLacks() {
    assertThat(
            why(
                "- { name: a, identity: alice, absent: [route], expect: { outcome: allow, rules: [support-pii, employee-chat] } }"))
        .containsExactly(
            "the request has no route, and no rule that lists `$missing` matched",
            "`support-pii` did not match: routes: the request has none, the rule wants"
                + " support-*",
            "`employee-chat` did not match: routes: the request has none, the rule wants"
                + " support-chat");
    assertThat(
            why(
                "- { name: a, identity: alice, request: { model: openai/gpt-9 }, expect: { outcome: allow, rules: [support-pii] } }"))
        .containsExactly(
            "`openai/gpt-9` is no registered model, and no rule that lists `$unknown` matched",
            "`support-pii` did not match: models: `openai/gpt-9` is not registered, the rule wants"
                + " openai/gpt-4o*");
    assertThat(
            why(
                "- { name: a, identity: alice, request: { input_tokens: 8001 }, expect: { outcome: allow, rules: [support-pii] } }"))
        .containsExactly(
            "`employee-chat` (priority 50, allow) decided",
            "`support-pii` did not match: input_tokens: 8001 is not <= 8000");
  }

  @Test
  void namesTheClassWhereThereAreSeveral() {
    assertThat(
            why(
                "- { name: a, identity: alice, request: { classifications: [pii, public] }, expect: { outcome: allow, rules: [support-pii] } }"))
        .containsExactly(
            "class `pii`: `support-pii` (priority 100, allow) decided",
            "class `public`: `employee-chat` (priority 50, allow) decided");
    assertThat(
            why(
                "- { name: a, identity: alice, request: { classifications: [pii, phi] }, expect: { outcome: allow } }"))
        .containsExactly(
            "class `phi`: `deny-phi` (priority 500, deny) decided",
            "class `phi`: `support-pii` matched, but `deny-phi` (priority 500, deny) outranks it");
  }

  @Test
  void listsTheNearestRulesWhereNoneIsExpected() {
    World world =
        World.withRules(
            """
            - { id: a-mail, priority: 40, effect: allow, match: { routes: [support-email], classifications: [pii] } }
            - { id: b-long, priority: 39, effect: allow, match: { classifications: [pii] }, when: { input_tokens: { gte: 1000 } } }
            - { id: c-late, priority: 38, effect: allow, match: { classifications: [pii] }, validity: { from: 2027-01-01 } }
            - { id: d-clinic, priority: 37, effect: allow, match: { roles: [clinician], classifications: [pii] } }
            - { id: far, priority: 41, effect: allow, match: { roles: [clinician], routes: [support-email] } }
            - { id: never, priority: 42, effect: allow, match: { classifications: [pii] }, validity: { from: 2027-01-01 }, when: { risk_score: { lt: 0.5 } } }
            - { id: night, priority: 42, effect: allow, match: { roles: [clinician] }, when: { time: { from: "22:00", to: "06:00", zone: UTC } } }
            """);
    assertThat(
            why(
                world,
                "- { name: a, identity: bob, request: { route: contract-review, classifications: [pii] }, expect: { outcome: allow } }"))
        .containsExactly(
            "no rule matched, so the default decided: deny",
            "`a-mail` misses by one thing: routes: `contract-review` is not support-email",
            "`b-long` misses by one thing: input_tokens: 900 is not >= 1000",
            "`c-late` misses by one thing: validity: the rule exists from 2027-01-01T00:00:00Z on,"
                + " the request is of 2026-09-01T09:00:00Z");
  }

  @Test
  void saysThatNoRuleComesClose() {
    assertThat(
            why(
                "- { name: a, identity: bob, request: { route: contract-review, classifications: [pii] }, expect: { outcome: allow } }"))
        .containsExactly(
            "no rule matched, so the default decided: deny",
            "no allow rule comes close: each misses by two things or more");
    World without =
        World.of(
            World.REGISTRIES, World.POLICY.replace("effect: require_approval", "effect: deny"));
    assertThat(why(without, "- { name: a, identity: bob, expect: { outcome: require_approval } }"))
        .containsExactly(
            "`employee-chat` (priority 50, allow) decided",
            "the policy has no require_approval rule");
  }

  @Test
  void listsOnlyRulesThatWouldDecide() {
    // The rule on the clinic would have to outrank the denial to make a difference.
    String cases =
        "- { name: a, identity: bob, request: { classifications: [phi] }, expect: { outcome: allow } }";
    String rule =
        "- { id: clinic, priority: %d, effect: allow, match: { roles: [clinician], classifications:"
            + " [phi] } }";
    assertThat(why(World.withRules(rule.formatted(501)), cases))
        .containsExactly(
            "`deny-phi` (priority 500, deny) decided",
            "`clinic` misses by one thing: roles: `employee` is not clinician");
    assertThat(why(World.withRules(rule.formatted(499)), cases))
        .containsExactly(
            "`deny-phi` (priority 500, deny) decided",
            "no allow rule that would outrank it comes close: each misses by two things or more");
  }

  @Test
  void saysNothingOfRulesWhereAnotherReasonIsExpected() {
    assertThat(
            why(
                "- { name: a, identity: bob, expect: { outcome: deny, reason: default, rules: [] } }"))
        .containsExactly("`employee-chat` (priority 50, allow) decided");
  }

  @Test
  void saysWhatDeniedARequestBeforeAnyRule() {
    assertThat(
            why(
                "- { name: a, identity: bob, absent: [exp], expect: { outcome: allow, rules: [employee-chat] } }"))
        .containsExactly(
            "the identity has no expiry, and the policy requires one",
            "`employee-chat` was not asked: the request is denied before any rule");
    assertThat(why("- { name: a, identity: bob, absent: [time], expect: { outcome: allow } }"))
        .containsExactly("the request cannot be read: `time` is absent");
    assertThat(
            why("- { name: a, identity: bob, absent: [environment], expect: { outcome: allow } }"))
        .containsExactly(
            "the request is for no environment and tenant `acme`, the policy for `prod/acme`");
    assertThat(
            why(
                "- { name: a, identity: bob, request: { environment: dev }, absent: [tenant], expect: { outcome: allow } }"))
        .containsExactly(
            "the request is for environment `dev` and tenant `default`, the policy for `prod/acme`");
    assertThat(
            World.SUPPORT
                .failures(
                    """
                    schemaVersion: 1
                    suite: s
                    now: 2026-09-01T09:00:00Z
                    identities: { old: { roles: [employee], exp: 2026-09-01T08:00:00.5Z } }
                    cases: [{ name: a, identity: old, expect: { outcome: allow } }]
                    """)
                .get(0)
                .why())
        .containsExactly(
            "the identity expired at 2026-09-01T08:00:00.500Z, and the request is of"
                + " 2026-09-01T09:00:00Z");
  }

  @Test
  void cutsLongListsShort() {
    World world =
        World.of(
            World.REGISTRIES.replace(
                "contract-review: {}",
                "contract-review: {}, r1: {}, r2: {}, r3: {}, r4: {}, r5: {}, r6: {}, r7: {}"),
            World.POLICY.replace("routes: [support-*]", "routes: [r1, r2, r3, r4, r5, r6, r7]"));
    assertThat(
            why(
                world,
                "- { name: a, identity: alice, request: { classifications: [pii] }, expect: { outcome: allow, rules: [support-pii] } }"))
        .contains(
            "`support-pii` did not match: routes: `support-chat` is none of r1, r2, r3, r4, r5, r6"
                + " and 1 more");
  }

  @Test
  void saysThatALimitDidNotRefuse() {
    assertThat(
            failure(
                World.SUPPORT,
                """
                cases:
                  - name: a
                    identity: alice
                    request: { model: gpt-4o }
                    expect: { outcome: deny, reason: limit, rules: [support-pii], limits: [support-tokens], dropped_roles: [x] }
                """))
        .containsExactly(
            "suite-0.test.yaml:13:13 a",
            "expected deny, reason limit, rules support-pii, limits support-tokens,"
                + " dropped_roles x",
            "actual allow, reason rule, rules support-pii, obligations" + " redact:pii-standard",
            "- outcome: expected deny, got allow",
            "- reason: expected limit, got rule",
            "- limits: expected support-tokens, got none",
            "- dropped_roles: expected x, got none",
            "> `support-pii` (priority 100, allow) decided",
            "> limit `support-tokens` did not refuse");
  }
}

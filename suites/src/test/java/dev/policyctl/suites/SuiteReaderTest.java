package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.Reason;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SuiteReaderTest {

  private static final String FULL_CASE =
      """
                cases:
                  - name: all of it
                    description: says everything
                    identity: alice
                    request:
                      { route: a, model: b, classifications: [c, d], tool: e, region: f, agent: g, action: h,
                        input_tokens: 1, max_output_tokens: 2, estimated_cost_usd: 0.3, risk_score: 0.4,
                        environment: dev, tenant: other }
                    at: 2026-09-02T10:00:00+02:00
                    absent: [exp, tool]
                    expect:
                      { outcome: deny, reason: limit, rules: [r], obligations: [{ redact: p }],
                        limits: [l], dropped_roles: [x] }
                    repeat: 3
                    skip: not yet
                """;

  @Test
  void readsEveryFieldOfACase() {
    Suite suite = World.suite(World.HEAD + FULL_CASE);
    TestCase test = suite.cases().get(0);
    assertThat(test.name().span().line()).isEqualTo(10);
    assertThat(test.description()).contains("says everything");
    assertThat(test.identity().value()).isEqualTo("alice");
    assertThat(test.request().values().keySet())
        .containsExactly(
            Dimension.ROUTES,
            Dimension.MODELS,
            Dimension.CLASSIFICATIONS,
            Dimension.TOOLS,
            Dimension.REGIONS,
            Dimension.AGENTS,
            Dimension.ACTIONS);
    assertThat(test.request().values().get(Dimension.CLASSIFICATIONS).stream().map(Text::value))
        .containsExactly("c", "d");
    assertThat(test.request().attributes())
        .containsEntry(Attribute.INPUT_TOKENS, BigDecimal.ONE)
        .containsEntry(Attribute.RISK_SCORE, new BigDecimal("0.4"));
    assertThat(test.request().environment().map(Text::value)).contains("dev");
    assertThat(test.request().tenant().map(Text::value)).contains("other");
    assertThat(test.at()).contains(Instant.parse("2026-09-02T08:00:00Z"));
    assertThat(test.absent().stream().map(Text::value)).containsExactly("exp", "tool");
    assertThat(test.expect().outcome()).isEqualTo(Outcome.DENY);
    assertThat(test.expect().reason()).contains(Reason.LIMIT);
    assertThat(test.expect().describe())
        .isEqualTo("deny, reason limit, rules r, obligations redact:p, limits l, dropped_roles x");
    assertThat(test.repeat()).isEqualTo(3);
    assertThat(test.skip().map(Text::value)).contains("not yet");
  }

  private static final String FULL_SUITE =
      """
            schemaVersion: 1
            suite: s
            description: d
            now: 2026-09-01T09:00:00Z
            identities:
              bot: { roles: [], subject: u-1, type: service, tenant: t, exp: 2026-09-01T10:00:00Z }
            matrices:
              - name: m
                over: { roles: [employee], routes: ["*", $missing] }
                request: { input_tokens: 1 }
                at: 2026-09-01T11:00:00Z
                allow: [{ routes: [a] }]
                require_approval: [{ routes: [b] }, {}]
                otherwise: deny
            sequences:
              - name: q
                description: qd
                steps:
                  - { case: c, advance: 90m, usage: { tokens: 5, cost_usd: 0.5 }, identity: bot, repeat: 2,
                      request: { route: r }, expect: { outcome: allow } }
                  - { case: c }
            """;

  @Test
  void readsIdentitiesMatricesAndSequences() {
    Suite suite = World.suite(FULL_SUITE);
    TestIdentity bot = suite.identities().get("bot");
    assertThat(bot.roles()).isEmpty();
    assertThat(bot.subject().map(Text::value)).contains("u-1");
    assertThat(bot.type().map(Text::value)).contains("service");
    assertThat(bot.tenant().map(Text::value)).contains("t");
    assertThat(bot.expiry()).contains(Instant.parse("2026-09-01T10:00:00Z"));
    TestMatrix matrix = suite.matrices().get(0);
    assertThat(matrix.over().values().keySet()).containsExactly(Dimension.ROLES, Dimension.ROUTES);
    assertThat(matrix.at()).contains(Instant.parse("2026-09-01T11:00:00Z"));
    assertThat(matrix.allow()).hasSize(1);
    assertThat(matrix.requireApproval()).hasSize(2);
    TestSequence.Step step = suite.sequences().get(0).steps().get(0);
    assertThat(step.advance()).isEqualTo(Duration.ofMinutes(90));
    assertThat(step.usage().orElseThrow().tokens()).isEqualTo(5);
    assertThat(step.usage().orElseThrow().costUsd()).isEqualByComparingTo("0.5");
    assertThat(step.identity().map(Text::value)).contains("bot");
    assertThat(step.repeat()).isEqualTo(2);
    assertThat(step.expect().map(Expectation::outcome)).contains(Outcome.ALLOW);
    assertThat(suite.sequences().get(0).steps().get(1).advance()).isEqualTo(Duration.ZERO);
    assertThat(suite.description()).isEqualTo(Optional.of("d"));
  }

  @Test
  void dropsABrokenCaseAndKeepsTheOthers() {
    String yaml =
        World.HEAD
            + """
            cases:
              - { name: broken, identity: alice, expect: { outcome: alow } }
              - { name: sound, identity: alice, expect: { outcome: allow } }
              - { name: ghost, identity: ghost, expect: { outcome: deny, reason: unknown_role } }
            sequences:
              - { name: uses both, steps: [{ case: broken }, { case: sound }] }
            """;
    Suite suite = World.remains(yaml).orElseThrow();
    assertThat(suite.cases().stream().map(test -> test.name().value()))
        .containsExactly("sound", "ghost");
    assertThat(suite.unreadable()).containsExactly("broken");
    assertThat(World.SUPPORT.references(yaml)).isEmpty();
  }

  @Test
  void namesASuiteThatCannotRun() {
    assertThat(World.defects("{ schemaVersion: 1, cases: [] }"))
        .containsExactly(
            "PC103 1:3 \"schemaVersion\" a suite needs `now`",
            "PC103 1:3 \"schemaVersion\" a suite needs `suite`");
    assertThat(World.remains("{ schemaVersion: 1, cases: [] }")).isEmpty();
    assertThat(World.defects("[a]"))
        .containsExactly("PC102 1:1 \"[\" a suite is a mapping, not a list");
  }

  @Test
  void warnsOfASuiteWithoutATest() {
    assertThat(World.defects(World.HEAD + "cases: []\n"))
        .containsExactly(
            "PC503 2:8 \"support\" suite `support` has no case, matrix or sequence | add a case,"
                + " or delete the file");
  }

  @Test
  void reportsAListThatIsNoneOnce() {
    assertThat(World.defects(World.HEAD + "cases: x\nmatrices: {}\n"))
        .containsExactly(
            "PC102 9:8 \"x\" `cases` is a list, not a string",
            "PC102 10:11 \"{\" `matrices` is a list, not a mapping");
  }

  @Test
  void keepsABrokenSuiteApartFromAnEmptyOne() {
    assertThat(World.defects(World.HEAD + "cases: [{ name: x }]\n"))
        .containsExactly(
            "PC103 9:11 \"name\" a case needs `expect`",
            "PC103 9:11 \"name\" a case needs `identity`");
  }

  @Test
  void rejectsTwoTestsOfOneName() {
    assertThat(
            World.defects(
                World.HEAD
                    + """
                    cases:
                      - { name: x, identity: alice, expect: { outcome: allow } }
                    matrices:
                      - { name: x, over: { identities: [alice] } }
                    sequences:
                      - { name: x, steps: [{ case: x }] }
                    """))
        .containsExactly(
            "PC502 12:13 \"x\" a second test is called `x` | rename one; results and sequences"
                + " tell tests apart by their names | see line 10",
            "PC502 14:13 \"x\" a second test is called `x` | rename one; results and sequences"
                + " tell tests apart by their names | see line 10");
  }

  private static final String BROKEN_CASE =
      """
                    cases:
                      - name: " "
                        identiy: alice
                        identity: 7
                        request: { modle: x, input_tokens: -1, classifications: pii }
                        at: 2026-09-01
                        absent: [model, expp]
                        expect: { outcome: alow, reason: rules, obligations: [{ redakt: x }] }
                        repeat: 0
                        skip: ""
                    """;

  @Test
  void findsEveryDefectOfACase() {
    assertThat(World.defects(World.HEAD + BROKEN_CASE))
        .containsExactly(
            "PC104 10:11 \"\" \"\" `name` must not be empty",
            "PC101 11:5 \"identiy\" a case has no key `identiy` | did you mean" + " `identity`?",
            "PC102 12:15 \"7\" `identity` is a string, not an integer | put it in quotes",
            "PC101 13:16 \"modle\" `request` has no key `modle` | did you mean `model`?",
            "PC104 13:40 \"-1\" `input_tokens` is an integer of at least 0",
            "PC102 13:61 \"pii\" `classifications` is a list, not a string",
            "PC104 14:9 \"2026-09-01\" `at` is an RFC 3339 time with an offset, as"
                + " `2026-09-01T09:00:00Z`",
            "PC104 15:21 \"expp\" an entry of `absent` is one of exp, roles, subject,"
                + " tenant, environment, time, route, model, classifications, tool, region,"
                + " agent, action, input_tokens, max_output_tokens, estimated_cost_usd,"
                + " risk_score | did you mean `exp`?",
            "PC104 16:24 \"alow\" `outcome` is one of allow, deny, require_approval |"
                + " did you mean `allow`?",
            "PC104 16:38 \"rules\" `reason` is one of evaluation_error, wrong_bundle,"
                + " identity_expired, identity_missing_expiry, unknown_role, unknown_route,"
                + " unknown_model, unknown_classification, unknown_tool, unknown_region,"
                + " unknown_agent, unknown_action, missing_role, missing_route, missing_model,"
                + " missing_classification, rule, default, limit | did you mean `rule`?",
            "PC101 16:61 \"redakt\" an obligation has no key `redakt` | did you mean"
                + " `redact`?",
            "PC104 17:13 \"0\" `repeat` is an integer from 1 to 1000000",
            "PC104 18:11 \"\"\"\" `skip` says why the case is not run");
  }

  @Test
  void findsEveryDefectOfAMatrix() {
    assertThat(
            World.defects(
                World.HEAD
                    + """
                    matrices:
                      - { name: nobody asks, over: { models: ["*"] } }
                      - { name: both ask, over: { identities: [alice], roles: [employee] } }
                      - { name: fixed and varied, over: { identities: [alice], models: ["*"] }, request: { model: x } }
                      - { name: empty axis, over: { identities: [alice], models: [] } }
                      - { name: a list, over: { identities: [alice], models: x }, otherwise: allow }
                      - { name: shapes, over: { identities: [a b], routes: [A], models: ["x y*"] } }
                      - { name: typo, over: { identities: [alice], model: [x] }, alow: [] }
                    """))
        .containsExactly(
            "PC103 10:32 \"{\" `over` has exactly one of `identities` and `roles`",
            "PC104 11:29 \"{\" `over` has exactly one of `identities` and `roles`",
            "PC104 12:77 \"request\" `request` states `model`, which `over` varies" + " already",
            "PC104 13:62 \"[]\" `models` must not be empty",
            "PC102 14:58 \"x\" `models` is a list, not a string",
            "PC104 14:74 \"allow\" `otherwise` is one of deny",
            "PC104 15:42 \"a b\" an entry of `identities` is made of letters, digits and `._/:@-`,"
                + " at most 128",
            "PC104 15:57 \"A\" an entry of `routes` is made of lower-case letters, digits and"
                + " `._/-`, at most 128; or it is `$unknown` or `$missing`",
            "PC104 15:70 \"\"x y*\"\" an entry of `models` is made of letters, digits, `._/:@-`"
                + " and `*`, at most 128; or it is `$unknown` or `$missing`",
            "PC101 16:48 \"model\" `over` has no key `model` | did you mean `models`?",
            "PC101 16:62 \"alow\" a matrix has no key `alow` | did you mean `allow`?");
  }

  @Test
  void findsEveryDefectOfASequence() {
    assertThat(
            World.defects(
                World.HEAD
                    + """
                    sequences:
                      - { name: no steps }
                      - { name: empty, steps: [] }
                      - { name: bad steps, steps: [{ advance: 1w }, { case: x, usage: { token: 1 } }, { case: x, usage: { cost_usd: 1000000000000000000 } }] }
                    """))
        .containsExactly(
            "PC103 10:7 \"name\" a sequence needs `steps`",
            "PC104 11:27 \"[]\" `steps` must not be empty",
            "PC103 12:34 \"advance\" a step needs `case`",
            "PC104 12:43 \"1w\" `advance` is a number with a unit of ms, s, m, h or d,"
                + " as `30s`",
            "PC101 12:69 \"token\" `usage` has no key `token` | did you mean `tokens`?",
            "PC104 12:113 \"1000000000000000000\" `cost_usd` is less than 10^18");
  }

  @Test
  void findsEveryDefectOfTheHead() {
    assertThat(
            World.defects(
                """
                schemaVersion: 2
                suite: s
                now: yesterday
                identites: {}
                identities: { alice: { role: [x], exp: 2026-09-01, subject: 7 } }
                defaults: { roles: [x] }
                cases: []
                """))
        .containsExactly(
            "PC106 1:16 \"2\" schema version 2 is not one that this policyctl reads | it"
                + " reads version 1; a newer policyctl may read others",
            "PC104 3:6 \"yesterday\" `now` is an RFC 3339 time with an offset, as"
                + " `2026-09-01T09:00:00Z`",
            "PC101 4:1 \"identites\" a suite has no key `identites` | did you mean"
                + " `identities`?",
            "PC101 5:24 \"role\" an identity has no key `role` | did you mean `roles`?",
            "PC103 5:24 \"role\" an identity needs `roles`",
            "PC104 5:40 \"2026-09-01\" `exp` is an RFC 3339 time with an offset, as"
                + " `2026-09-01T09:00:00Z`",
            "PC102 5:61 \"7\" `subject` is a string, not an integer | put it in quotes",
            "PC101 6:13 \"roles\" `defaults` has no key `roles` | it may have route,"
                + " model, classifications, tool, region, agent, action, input_tokens,"
                + " max_output_tokens, estimated_cost_usd, risk_score, environment, tenant");
  }

  @Test
  void knowsWhatMayBeAbsent() {
    assertThat(CaseReader.ABSENTABLE)
        .isEqualTo(
            List.of(
                "exp",
                "roles",
                "subject",
                "tenant",
                "environment",
                "time",
                "route",
                "model",
                "classifications",
                "tool",
                "region",
                "agent",
                "action",
                "input_tokens",
                "max_output_tokens",
                "estimated_cost_usd",
                "risk_score"));
  }
}

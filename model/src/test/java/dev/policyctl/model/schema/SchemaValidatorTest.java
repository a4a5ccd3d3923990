package dev.policyctl.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import dev.policyctl.model.registry.RegistryKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaValidatorTest {
  private static final SchemaValidator VALIDATOR = new SchemaValidator();
  private static final String MANY_DEFECTS =
      """
      schemaVersion: 2
      bundle: { name: acme, version: 1.2, environment: prod, tenant: acme, owner: x }
      default: alow
      rules:
        - id: A
          priority: 1000001
          effect: deny
          match: { roles: [], models: [a b, "*!"] }
          obligations: [{ route_to: x }, {}]
        - []
      limits:
        - id: l
          key: [role, role]
          metric: tokens
          max: 0
          window: { fixed: 0s, sliding: 1h }
      """;

  private static List<String> findings(SchemaKind kind, String text) {
    Reading read = Reading.of(text);
    SchemaFindings schema = VALIDATOR.validate(kind, read.file().root().orElseThrow());
    return new Reading(read.file(), schema.all()).lines();
  }

  @Test
  void saysEachKindOfViolationAtItsPlace() {
    assertThat(findings(SchemaKind.POLICY, MANY_DEFECTS))
        .containsExactly(
            "PC106 1:16 `schemaVersion` is 1 | - | 2",
            "PC102 2:32 `version` is a string, not a decimal number | - | 1.2",
            "PC101 2:70 no key `owner` is known here | did you mean `owners`? | owner",
            "PC104 3:10 `default` is one of deny, allow | did you mean `allow`? | alow",
            "PC104 5:9 `id` has the wrong form | lower-case letters, digits and `._/-`, at most 128"
                + " | A",
            "PC104 6:15 `priority` is at most 1000000 | - | 1000001",
            "PC104 8:21 `roles` must not be empty | - | []",
            "PC104 8:34 an entry of `models` has the wrong form | id or alias of a model: letters,"
                + " digits and `._/:@-`, at most 128 | a b",
            "PC104 8:39 an entry of `models` has the wrong form | a pattern over canonical ids."
                + " Exactly `*` is every registry entry; inside a longer glob `*` is zero or more"
                + " characters but `/`, `**` zero or more of any | \"*!\"",
            "PC105 9:31 `route_to` has no place here | - | x",
            "PC105 9:36 an entry of `obligations` must not be empty | - | {}",
            "PC102 10:5 an entry of `rules` is a mapping, not a list | - | [",
            "PC104 13:10 `key` has a value twice | - | [role, role]",
            "PC104 15:10 `max` is at least 1 | - | 0",
            "PC104 15:10 `max` is larger than 0 | - | 0",
            "PC105 16:13 `window` has keys that exclude each other | - |"
                + " { fixed: 0s, sliding: 1h }",
            "PC104 16:22 `fixed` has the wrong form | a whole number larger than zero and a unit:"
                + " ms, s, m, h or d. At most a hundred years | 0s");
  }

  @Test
  void findsKeysWhoseCharactersAPointerEscapes() {
    assertThat(findings(SchemaKind.RULES, "rules: []\na/b~1c: 1\n~0: 2\n"))
        .containsExactly(
            "PC101 2:1 no key `a/b~1c` is known here | it may have schemaVersion, rules | a/b~1c",
            "PC101 3:1 no key `~0` is known here | it may have schemaVersion, rules | ~0");
  }

  @Test
  void refusesAnIdOfARegistryAtItsKey() {
    assertThat(findings(SchemaKind.TOOLS, "schemaVersion: 1\ntools:\n  Web Search:\n"))
        .containsExactly("PC104 3:3 a key of `tools` has the wrong form | - | Web Search");
  }

  @Test
  void staysSilentAboutBrokenValues() {
    Reading read =
        Reading.of(
            """
            schemaVersion: 1
            bundle: { name: acme, version: 1.0.0, environment: prod, tenant: acme }
            rules: [{ id: a, priority: 1e999, effect: &x deny, match: { roles: [*x, *x] } }]
            limits: [{ id: l, key: [*x, *x], metric: *x, max: .inf, window: .nan }]
            """);
    assertThat(read.findings()).isNotEmpty();
    assertThat(VALIDATOR.validate(SchemaKind.POLICY, read.file().root().orElseThrow()).all())
        .isEmpty();
  }

  @Test
  void judgesHugeStringsWithoutRecursion() {
    String policy =
        """
        schemaVersion: 1
        bundle: { name: acme, version: 1.0.0-%s, environment: prod, tenant: acme }
        ruleFiles: ["%s"]
        rules: [{ id: a, priority: 1, effect: deny, when: { time: { zone: A%s } } }]
        """;
    assertThat(
            findings(
                SchemaKind.POLICY,
                policy.formatted(
                    "a" + ".a".repeat(30_000), "a/".repeat(30_000), "/a".repeat(9_000))))
        .extracting(line -> line.replaceAll(" \\|.*", ""))
        .containsExactly(
            "PC104 2:32 `version` has at most 64 characters",
            "PC104 2:32 `version` has the wrong form",
            "PC104 3:13 an entry of `ruleFiles` has at most 1001 characters",
            "PC104 3:13 an entry of `ruleFiles` has the wrong form",
            "PC104 4:67 `zone` has the wrong form");
  }

  @Test
  void judgesHugeBlanksByWhatStandsBehindThem() {
    String configuration = "schemaVersion: 1\ntargetBranch: \"%s\"\n";
    assertThat(findings(SchemaKind.CONFIG, configuration.formatted(" ".repeat(9_000) + "x")))
        .isEmpty();
    assertThat(findings(SchemaKind.CONFIG, configuration.formatted(" ".repeat(9_000))))
        .singleElement()
        .asString()
        .startsWith("PC104 2:15 `targetBranch` has the wrong form");
  }

  @ParameterizedTest
  @EnumSource(SchemaKind.class)
  void refusesAListAsAFile(SchemaKind kind) {
    assertThat(findings(kind, "- a\n"))
        .containsExactly("PC102 1:1 the file is a mapping, not a list | - | -");
  }

  @Test
  void knowsTestSuites() {
    assertThat(
            findings(
                SchemaKind.TESTS,
                """
                schemaVersion: 1
                suite: support
                now: yesterday
                cases:
                  - { name: a, identity: b, expect: { outcome: allow, reason: because }, absent: [exp, x] }
                matrices:
                  - { name: m, over: { roles: [a], identities: [b] }, otherwise: allow }
                """))
        .containsExactly(
            "PC104 3:6 `now` has the wrong form | an RFC 3339 time with an" + " offset | yesterday",
            "PC104 5:63 `reason` is one of evaluation_error, wrong_bundle, identity_expired,"
                + " identity_missing_expiry, unknown_role, unknown_route, unknown_model,"
                + " unknown_classification, unknown_tool, unknown_region, unknown_agent,"
                + " unknown_action, missing_role, missing_route, missing_model,"
                + " missing_classification, rule, default, limit | - | because",
            "PC104 5:88 an entry of `absent` is one of subject, roles, tenant, exp, action, model,"
                + " environment, time, route, classifications, tool, region, agent, input_tokens,"
                + " max_output_tokens, estimated_cost_usd, risk_score | - | x",
            "PC105 7:22 `over` has keys that exclude each other | - | { roles: [a], identities:"
                + " [b] }",
            "PC104 7:66 `otherwise` is one of deny | - | allow");
  }

  @ParameterizedTest
  @EnumSource(RegistryKind.class)
  void hasASchemaForEachRegistry(RegistryKind registry) {
    SchemaKind kind = SchemaKind.of(registry);
    assertThat(findings(kind, "schemaVersion: 1\n" + registry.key() + ": { a: {}, b: }\n"))
        .isEmpty();
  }
}

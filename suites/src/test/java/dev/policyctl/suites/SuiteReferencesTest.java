package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuiteReferencesTest {

  private static List<String> references(String sections) {
    return World.SUPPORT.references(World.HEAD + sections);
  }

  @Test
  void acceptsWhatExists() {
    assertThat(
            references(
                """
                cases:
                  - name: a
                    identity: alice
                    request: { model: gpt-4o }
                    expect:
                      { outcome: deny, rules: [support-pii], limits: [support-tokens],
                        obligations: [{ redact: pii-standard }, { route_to: gpt-4o }, { log: x }], dropped_roles: [crm_superuser] }
                  - { name: ghost, identity: ghost, expect: { outcome: deny, reason: unknown_role } }
                matrices:
                  - name: m
                    over: { identities: ["a*", bob], models: [openai/*, gpt-4o, $unknown], classifications: [$missing, pii] }
                    allow: [{ identities: [alice], models: [openai/gpt-4o] }, { models: [$unknown] }]
                    require_approval: [{ identities: [bob], models: [openai/gpt-4o-mini] }]
                sequences:
                  - { name: s, steps: [{ case: a, identity: bob }] }
                """))
        .isEmpty();
  }

  @Test
  void rejectsNamesOfTestsRulesAndLimitsThatDoNotExist() {
    assertThat(
            references(
                """
                cases:
                  - { name: a question, identity: alicia, expect: { outcome: allow, rules: [support-pi], limits: [support-token] } }
                  - { name: ghosts, identity: ghost, expect: { outcome: deny, reason: unknown_role } }
                matrices:
                  - { name: m, over: { identities: [rob, "x*"] } }
                sequences:
                  - { name: s, steps: [{ case: a questoin }, { case: a question, identity: aliec, expect: { outcome: deny, rules: [zzz] } }] }
                """))
        .containsExactly(
            "PC501 10:35 \"alicia\" unknown identity `alicia` | did you mean `alice`?",
            "PC501 10:77 \"support-pi\" unknown rule `support-pi` | did you mean"
                + " `support-pii`?",
            "PC501 10:99 \"support-token\" unknown limit `support-token` | did you mean"
                + " `support-tokens`?",
            "PC501 13:37 \"rob\" unknown identity `rob` | did you mean `bob`?",
            "PC501 13:42 \"\"x*\"\" unknown identity `x*`",
            "PC501 15:32 \"a questoin\" unknown case `a questoin` | did you mean `a"
                + " question`?",
            "PC501 15:76 \"aliec\" unknown identity `aliec` | did you mean `alice`?",
            "PC501 15:116 \"zzz\" unknown rule `zzz`");
  }

  @Test
  void concludesNothingFromRulesThatAreNotAllKnown() {
    String yaml =
        World.HEAD
            + """
            cases:
              - { name: a, identity: ghost, request: { model: nope }, expect: { outcome: allow, rules: [elsewhere], limits: [elsewhere] } }
            """;
    assertThat(World.SUPPORT.references(yaml, false)).isEmpty();
    assertThat(World.SUPPORT.references(yaml, true)).hasSize(4);
  }

  private static final String UNREGISTERED =
      """
                schemaVersion: 1
                suite: s
                now: 2026-09-01T09:00:00Z
                identities: { alice: { roles: [suport_agent, support_agent] } }
                defaults: { route: suport-chat }
                cases:
                  - name: a
                    identity: alice
                    request: { model: openai/gpt-5, classifications: [pii, ""], tool: anything }
                    expect: { outcome: allow, obligations: [{ redact: pii }, { tokenize: pii-strict }, { route_to: gpt-5 }] }
                  - { name: b, identity: alice, request: { route: $missing, model: GPT-4o }, expect: { outcome: deny } }
                matrices:
                  - { name: m, over: { identities: [alice] }, request: { model: openai/gpt4o } }
                sequences:
                  - { name: s, steps: [{ case: a, request: { classifications: [secret] } }] }
                """;

  @Test
  void rejectsValuesThatNoRegistryHas() {
    assertThat(World.SUPPORT.references(UNREGISTERED))
        .containsExactly(
            "PC201 4:32 \"suport_agent\" unknown role `suport_agent` | did you mean"
                + " `support_agent`?",
            "PC201 5:20 \"suport-chat\" unknown route `suport-chat` | did you mean"
                + " `support-chat`?",
            "PC201 9:23 \"openai/gpt-5\" unknown model `openai/gpt-5` | did you mean"
                + " `openai/gpt-4o`?",
            "PC201 9:60 \"\"\"\" unknown classification `` | add it to"
                + " registries/classifications.yaml, or expect `reason: unknown_classification`",
            "PC201 10:55 \"pii\" unknown redaction profile `pii` | did you mean"
                + " `pii-standard`?",
            "PC201 10:74 \"pii-strict\" unknown redaction profile `pii-strict` | add it"
                + " to registries/redactions.yaml",
            "PC201 10:100 \"gpt-5\" unknown model `gpt-5` | add it to" + " registries/models.yaml",
            "PC201 11:51 \"$missing\" unknown route `$missing` | a request holds no"
                + " special value; `absent: [route]` leaves the field out",
            "PC201 11:68 \"GPT-4o\" unknown model `GPT-4o` | did you mean `gpt-4o`?",
            "PC201 13:65 \"openai/gpt4o\" unknown model `openai/gpt4o` | did you mean"
                + " `openai/gpt-4o`?",
            "PC201 15:64 \"secret\" unknown classification `secret` | add it to"
                + " registries/classifications.yaml, or expect `reason: unknown_classification`");
  }

  @Test
  void acceptsTheUnknownWhereTheTestSaysSo() {
    World world =
        World.withRules(
            "- { id: any-model, priority: 1, effect: allow, match: { models: [$unknown] } }");
    assertThat(
            world.references(
                World.HEAD
                    + """
                    cases:
                      - { name: reason, identity: bob, request: { route: r, model: m }, expect: { outcome: deny, reason: unknown_route } }
                      - { name: dropped, identity: ghost, expect: { outcome: deny, dropped_roles: [crm_superuser] } }
                      - { name: rule, identity: bob, request: { model: m }, expect: { outcome: allow, rules: [any-model] } }
                      - { name: not this one, identity: bob, request: { route: r, model: m }, expect: { outcome: allow, rules: [any-model] } }
                      - { name: by a step, identity: bob, request: { model: m }, expect: { outcome: allow } }
                    sequences:
                      - { name: s, steps: [{ case: by a step, expect: { outcome: deny, reason: unknown_model } }] }
                    """))
        .containsExactly(
            "PC201 13:60 \"r\" unknown route `r` | add it to registries/routes.yaml, or"
                + " expect `reason: unknown_route`");
  }

  @Test
  void excusesADefaultOnlyWhereATestThatUsesItSaysSo() {
    String suite =
        """
        schemaVersion: 1
        suite: s
        now: 2026-09-01T09:00:00Z
        identities: { bob: { roles: [employee] } }
        defaults: { model: nope }
        cases:
          - { name: a, identity: bob, %s expect: { outcome: deny, reason: unknown_route } }
        """;
    assertThat(World.SUPPORT.references(suite.formatted(""))).isEmpty();
    assertThat(World.SUPPORT.references(suite.formatted("request: { model: gpt-4o },")))
        .containsExactly(
            "PC201 5:20 \"nope\" unknown model `nope` | add it to"
                + " registries/models.yaml, or expect `reason: unknown_model`");
    assertThat(World.SUPPORT.references(suite.formatted("absent: [model],"))).hasSize(1);
  }

  @Test
  void rejectsMatrixValuesThatNoRegistryHas() {
    assertThat(
            references(
                """
                cases: [{ name: ghosts, identity: ghost, expect: { outcome: deny, reason: unknown_role } }]
                matrices:
                  - name: m
                    over: { identities: [alice], routes: [suport-chat], models: ["openai*", openai/gpt-4o], tools: [x] }
                    allow: [{ models: [openai/gpt-4, "z*"] }]
                """))
        .containsExactly(
            "PC201 12:43 \"suport-chat\" unknown route `suport-chat` | did you mean"
                + " `support-chat`?",
            "PC202 12:66 \"\"openai*\"\" no model matches `openai*` | `*` stops at a"
                + " `/`; `**` does not",
            "PC209 12:101 \"x\" there is no `tools` registry | add"
                + " registries/tools.yaml, or leave the dimension out",
            "PC201 13:24 \"openai/gpt-4\" unknown model `openai/gpt-4` | did you mean"
                + " `openai/gpt-4o`?",
            "PC202 13:38 \"\"z*\"\" no model matches `z*` | globs match ids of"
                + " registries/models.yaml, never aliases");
  }

  @Test
  void rejectsItemsThatSelectNothing() {
    assertThat(
            references(
                """
                cases: [{ name: ghosts, identity: ghost, expect: { outcome: deny, reason: unknown_role } }]
                matrices:
                  - name: m
                    over: { identities: [alice], models: [openai/*], classifications: [pii] }
                    allow:
                      - { models: [anthropic/claude-sonnet-4] }
                      - { identities: [bob], classifications: [public, internal], models: [gpt-4o] }
                      - { routes: [support-chat] }
                      - { models: [anthropic/claude-sonnet-4, gpt-4o] }
                    require_approval:
                      - { models: [$unknown] }
                """))
        .containsExactly(
            "PC504 14:20 \"anthropic/claude-sonnet-4\" this item of `allow` selects no"
                + " cell: `anthropic/claude-sonnet-4` is not in `over.models` | add the value"
                + " to `over`, or delete the item",
            "PC504 15:24 \"bob\" this item of `allow` selects no cell: `bob` is not in"
                + " `over.identities`; none of `public`, `internal` is in"
                + " `over.classifications` | add the value to `over`, or delete the item",
            "PC504 16:20 \"support-chat\" this item of `allow` selects no cell: `routes`"
                + " does not vary in `over` | add the value to `over`, or delete the item",
            "PC504 19:20 \"$unknown\" this item of `require_approval` selects no cell:"
                + " `$unknown` is not in `over.models` | add the value to `over`, or delete"
                + " the item");
  }

  @Test
  void rejectsACellThatTwoOutcomesClaim() {
    assertThat(
            references(
                """
                cases: [{ name: ghosts, identity: ghost, expect: { outcome: deny, reason: unknown_role } }]
                matrices:
                  - name: m
                    over: { identities: [alice, bob], models: ["**"] }
                    allow: [{ identities: [bob] }, { models: [openai/gpt-4o] }]
                    require_approval: [{ models: [openai/gpt-4o*] }]
                """))
        .containsExactly(
            "PC504 14:24 \"{ models: [openai/gpt-4o*] }\" `allow` and `require_approval`"
                + " both select [alice × openai/gpt-4o] | take it out of one of the two | see"
                + " line 13",
            "PC504 14:24 \"{ models: [openai/gpt-4o*] }\" `allow` and `require_approval`"
                + " both select [bob × openai/gpt-4o] | take it out of one of the two | see"
                + " line 13");
  }

  @Test
  void reportsWhatIsBrokenOnlyOnce() {
    assertThat(
            references(
                """
                cases:
                  - { name: a, identity: alice, expect: {} }
                  - { name: ghosts, identity: ghost, expect: { outcome: deny, reason: unknown_role } }
                sequences:
                  - { name: s, steps: [{ case: a }] }
                """))
        .isEmpty();
  }
}

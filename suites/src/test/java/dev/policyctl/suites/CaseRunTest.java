package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CaseRunTest {

  private static TestRun passes(String cases) {
    return World.SUPPORT.passes(World.HEAD + cases);
  }

  @Test
  void decidesWhatTheCaseAndTheDefaultsSayTogether() {
    TestRun run =
        passes(
            """
            cases:
              - name: defaults alone
                identity: bob
                expect: { outcome: allow, reason: rule, rules: [employee-chat], obligations: [], limits: [], dropped_roles: [] }
              - name: the request overrides
                identity: alice
                request: { classifications: [pii] }
                expect: { outcome: allow, rules: [support-pii], obligations: [{ redact: pii-standard }] }
            """);
    assertThat(run.results().stream().map(result -> result.id().toString()))
        .containsExactly("support/defaults alone", "support/the request overrides");
    assertThat(run.decisions()).isEqualTo(2);
  }

  @Test
  void decidesTheSeedCases() {
    passes(
        """
        cases:
          - { name: missing classification, identity: bob, absent: [classifications], expect: { outcome: deny, reason: missing_classification } }
          - { name: empty classifications, identity: bob, request: { classifications: [] }, expect: { outcome: deny, reason: missing_classification } }
          - { name: unknown model, identity: bob, request: { model: openai/gpt-5 }, expect: { outcome: deny, reason: unknown_model, rules: [] } }
          - { name: unknown role alone, identity: ghost, expect: { outcome: deny, reason: unknown_role, dropped_roles: [crm_superuser] } }
          - { name: a class that tightens, identity: alice, request: { classifications: [pii, phi] }, expect: { outcome: deny, reason: rule, rules: [deny-phi], obligations: [{ log: security }] } }
          - { name: alias of a model, identity: alice, request: { model: gpt-4o }, expect: { outcome: allow, rules: [support-pii] } }
        """);
  }

  @Test
  void dropsAnUnknownRoleBesideAKnownOne() {
    World.SUPPORT.passes(
        """
        schemaVersion: 1
        suite: s
        now: 2026-09-01T09:00:00Z
        identities: { both: { roles: [employee, crm_superuser] } }
        defaults: { route: support-chat, model: openai/gpt-4o-mini, classifications: [internal] }
        cases:
          - { name: dropped, identity: both, expect: { outcome: allow, rules: [employee-chat], dropped_roles: [crm_superuser] } }
        """);
  }

  @Test
  void knowsWhenIdentitiesExpire() {
    World.SUPPORT.passes(
        """
        schemaVersion: 1
        suite: s
        now: 2026-09-01T09:00:00Z
        identities:
          expired: { roles: [employee], exp: 2026-09-01T09:00:00Z }
          fresh: { roles: [employee], exp: 2026-09-01T09:00:01Z }
          plain: { roles: [employee] }
        defaults: { route: support-chat, model: openai/gpt-4o-mini, classifications: [internal] }
        cases:
          - { name: expired identity, identity: expired, expect: { outcome: deny, reason: identity_expired } }
          - { name: a second left, identity: fresh, expect: { outcome: allow } }
          - { name: later, identity: fresh, at: 2026-09-01T09:00:01Z, expect: { outcome: deny, reason: identity_expired } }
          - { name: expiry follows the time, identity: plain, at: 2030-01-01T00:00:00Z, expect: { outcome: allow } }
          - { name: no expiry, identity: plain, absent: [exp], expect: { outcome: deny, reason: identity_missing_expiry } }
        """);
  }

  @Test
  void leavesOutWhatIsAbsent() {
    passes(
        """
        cases:
          - { name: no time, identity: bob, absent: [time], expect: { outcome: deny, reason: evaluation_error } }
          - { name: no environment, identity: bob, absent: [environment], expect: { outcome: deny, reason: wrong_bundle } }
          - { name: no tenant is the default one, identity: bob, absent: [tenant], expect: { outcome: deny, reason: wrong_bundle } }
          - { name: no roles, identity: bob, absent: [roles], expect: { outcome: deny, reason: missing_role } }
          - { name: no route, identity: bob, absent: [route], expect: { outcome: deny, reason: missing_route } }
          - { name: no model, identity: bob, absent: [model], expect: { outcome: deny, reason: missing_model } }
          - { name: no tokens, identity: alice, request: { classifications: [pii] }, absent: [input_tokens], expect: { outcome: deny, reason: default } }
          - { name: no subject, identity: bob, absent: [subject], expect: { outcome: allow } }
          - { name: absence wins, identity: bob, request: { route: support-chat }, absent: [route], expect: { outcome: deny, reason: missing_route } }
        """);
  }

  @Test
  void asksForAnotherBundleWhereTheTestSaysSo() {
    World.SUPPORT.passes(
        """
        schemaVersion: 1
        suite: s
        now: 2026-09-01T09:00:00Z
        identities: { bob: { roles: [employee] }, eve: { roles: [employee], tenant: globex } }
        defaults: { route: support-chat, model: openai/gpt-4o-mini, classifications: [internal] }
        cases:
          - { name: a, identity: bob, request: { environment: dev }, expect: { outcome: deny, reason: wrong_bundle } }
          - { name: b, identity: bob, request: { tenant: globex }, expect: { outcome: deny, reason: wrong_bundle } }
          - { name: c, identity: eve, expect: { outcome: deny, reason: wrong_bundle } }
          - { name: d, identity: eve, request: { tenant: acme }, expect: { outcome: allow } }
        """);
  }

  @Test
  void stepsThroughEveryRepetitionUnderOneLimiter() {
    World world =
        World.of(
            World.REGISTRIES,
            World.POLICY.replace("metric: tokens, max: 100000", "metric: requests, max: 2"));
    TestRun run =
        world.run(
            World.HEAD
                + """
                cases:
                  - { name: two are admitted, identity: alice, repeat: 2, expect: { outcome: allow } }
                  - { name: the third is not, identity: alice, repeat: 3, expect: { outcome: allow } }
                  - { name: another case starts afresh, identity: alice, expect: { outcome: allow } }
                """);
    assertThat(run.passed().stream().map(result -> result.id().name()))
        .containsExactly("two are admitted", "another case starts afresh");
    TestResult.Failed failed = run.failed().get(0);
    assertThat(failed.decisions()).isEqualTo(3);
    assertThat(failed.wrong()).isEqualTo(1);
    assertThat(failed.failures().get(0).name()).isEqualTo("the third is not (3 of 3)");
    assertThat(failed.failures().get(0).why())
        .containsExactly("limit `support-tokens` refused what `support-pii` allows");
  }

  @Test
  void countsAndListsWhatIsSkipped() {
    TestRun run =
        World.SUPPORT.run(
            World.HEAD
                + """
                cases:
                  - { name: a, identity: bob, skip: waits for the new model, expect: { outcome: deny } }
                """);
    assertThat(run.skipped().stream().map(TestResult.Skipped::reason))
        .containsExactly("waits for the new model");
    assertThat(run.failed()).isEmpty();
    assertThat(run.decisions()).isZero();
    assertThat(run.coverage().decidedRules().hit()).isZero();
  }

  @Test
  void failsACaseWhoseIdentityDoesNotExist() {
    Failure failure =
        World.SUPPORT
            .failures(
                World.HEAD + "cases: [{ name: a, identity: alic, expect: { outcome: allow } }]\n")
            .get(0);
    assertThat(failure.why()).containsExactly("unknown identity `alic`; did you mean `alice`?");
    assertThat(failure.actual()).isEmpty();
    assertThat(failure.actualText()).isEmpty();
  }

  @Test
  void invokesTheModelUnlessTheRepositoryListsItsActions() {
    String policy = World.POLICY + "# no action is named\n";
    String suite =
        World.HEAD
            + """
            cases:
              - { name: stated, identity: bob, request: { action: files.delete }, expect: { outcome: allow } }
              - { name: not stated, identity: bob, expect: { outcome: allow } }
            """;
    World.SUPPORT.passes(suite);
    World listed =
        World.of(World.REGISTRIES + "actions: { model.invoke: {}, chat.send: {} }\n", policy);
    assertThat(listed.failures(suite).stream().map(Failure::name)).containsExactly("stated");
    World byAction =
        World.of(
            World.REGISTRIES + "actions: { model.invoke: {} }\n",
            World.POLICY.replace(
                "match: { roles: [employee], routes: [support-chat],",
                "match: { actions: [model.invoke], roles: [employee], routes: [support-chat],"));
    assertThat(
            byAction
                .failures(
                    World.HEAD
                        + "cases: [{ name: a, identity: bob, expect: { outcome: allow } }]\n")
                .get(0)
                .why())
        .contains(
            "`employee-chat` misses by one thing: actions: the request has none, the rule wants model.invoke");
  }
}

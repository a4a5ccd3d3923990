package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SequenceRunTest {

  /** Section 2 of the contract, with the registries that it needs. */
  private static final String CONTRACT_POLICY =
      """
      schemaVersion: 1
      bundle: { name: acme-support, version: 2.14.3, environment: prod, tenant: acme, owners: ["@acme/ai-platform"] }
      default: deny                  # deny | allow (allow draws a warning)
      combining: priority            # priority | deny-overrides
      identity: { requireExpiry: true, clockSkew: 30s }
      rules:
        - id: support-pii
          description: Support agents may discuss PII once it is redacted.
          priority: 100              # larger wins; 0..1_000_000
          effect: allow              # allow | deny | require_approval
          match:
            roles: [support_agent]
            routes: [support-*]
            models: [openai/gpt-4o*]
            classifications: [internal, pii]
          when:
            input_tokens: { lte: 8000 }
            time: { days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00", zone: Europe/Zurich }
          obligations:
            - { redact: pii-standard }
          validity: { from: 2026-01-01, until: 2027-01-01 }
      limits:
        - { id: support-tokens, match: { roles: [support_agent] }, key: [subject], metric: tokens, max: 100000, window: 1h }
      """;

  /** Section 5 of the contract; somebody called bob is in its matrix. */
  private static final String CONTRACT_SUITE =
      """
      schemaVersion: 1
      suite: support
      now: 2026-09-01T09:00:00Z
      identities:
        alice: { roles: [support_agent] }
        bob: { roles: [employee] }
      defaults: { route: support-chat, model: openai/gpt-4o, classifications: [internal] }
      cases:
        - name: PII is redacted
          identity: alice
          request: { classifications: [pii], input_tokens: 900 }     # at: INSTANT, absent: [exp, …] where needed
          expect: { outcome: allow, reason: rule, rules: [support-pii], obligations: [{ redact: pii-standard }] }
          # repeat: 3, skip: "reason"
      matrices:
        - name: nobody but support reaches PII
          over: { identities: [alice, bob], models: ["*"], classifications: [pii] }
          request: { input_tokens: 900 }
          allow: [{ identities: [alice], models: [openai/gpt-4o, openai/gpt-4o-mini] }]
          require_approval: []
          otherwise: deny
      sequences:
        - name: the hourly limit
          steps:
            - { case: PII is redacted, usage: { tokens: 99000 } }
            - { case: PII is redacted, usage: { tokens: 2000 } }
            - { case: PII is redacted, expect: { outcome: deny, reason: limit, limits: [support-tokens] } }
            - { advance: 1h, case: PII is redacted }
      """;

  @Test
  void runsTheExampleOfTheContract() {
    World world = World.of(World.REGISTRIES, CONTRACT_POLICY);
    assertThat(world.references(CONTRACT_SUITE)).isEmpty();
    TestRun run = world.passes(CONTRACT_SUITE);
    assertThat(run.passed()).hasSize(3);
    assertThat(run.decisions()).isEqualTo(1 + 6 + 4);
  }

  private static final String CASES =
      World.HEAD
          + """
          cases:
            - { name: ask, identity: alice, request: { model: openai/gpt-4o }, expect: { outcome: allow, rules: [support-pii] } }
            - { name: no tokens, identity: alice, at: 2020-01-01T00:00:00Z, absent: [input_tokens, route], expect: { outcome: deny, reason: missing_route } }
          """;

  @Test
  void chargesOnlyWhatWasAllowed() {
    World.SUPPORT.passes(
        CASES
            + """
            sequences:
              - name: refusals are free
                steps:
                  - { case: ask, request: { classifications: [phi] }, usage: { tokens: 100000 }, expect: { outcome: deny, rules: [deny-phi] } }
                  - { case: ask, usage: { tokens: 100000 } }
                  - { case: ask, expect: { outcome: deny, reason: limit } }
            """);
  }

  @Test
  void countsRepetitionsAndTheirUsage() {
    World.SUPPORT.passes(
        CASES
            + """
            sequences:
              - name: four times a quarter
                steps:
                  - { case: ask, usage: { tokens: 25000 }, repeat: 4 }
                  - { case: ask, expect: { outcome: deny, reason: limit, limits: [support-tokens] }, repeat: 2 }
                  - { advance: 59m, case: ask, expect: { outcome: deny, reason: limit } }
                  - { advance: 1m, case: ask }
            """);
  }

  @Test
  void keepsSubjectsAndSequencesApart() {
    World.SUPPORT.passes(
        """
        schemaVersion: 1
        suite: s
        now: 2026-09-01T09:00:00Z
        identities:
          alice: { roles: [support_agent] }
          colleague: { roles: [support_agent] }
          badge: { roles: [support_agent], subject: alice }
          robot: { roles: [support_agent], subject: alice, type: service }
        defaults: { route: support-chat, model: openai/gpt-4o, classifications: [internal], input_tokens: 1 }
        cases: [{ name: ask, identity: alice, expect: { outcome: allow } }]
        sequences:
          - name: one
            steps:
              - { case: ask, usage: { tokens: 100000 } }
              - { case: ask, identity: colleague }
              - { case: ask, identity: robot }
              - { case: ask, identity: badge, expect: { outcome: deny, reason: limit } }
          - { name: two, steps: [{ case: ask }] }
        """);
  }

  @Test
  void chargesMoney() {
    World world =
        World.of(
            World.REGISTRIES,
            World.POLICY.replace("metric: tokens, max: 100000", "metric: cost_usd, max: 0.5"));
    world.passes(
        CASES
            + """
            sequences:
              - name: s
                steps:
                  - { case: ask, usage: { tokens: 9000000, cost_usd: 0.49 } }
                  - { case: ask, usage: { cost_usd: 0.01 } }
                  - { case: ask, expect: { outcome: deny, reason: limit } }
            """);
  }

  @Test
  void overridesFieldsOfTheCaseOneByOne() {
    World.SUPPORT.passes(
        CASES
            + """
            sequences:
              - name: s
                steps:
                  - { case: no tokens }
                  # The step states what the case leaves out, and runs at the time of the sequence.
                  - { case: no tokens, request: { route: support-email, input_tokens: 5 }, expect: { outcome: allow, rules: [support-pii] } }
                  - { case: no tokens, request: { route: support-email }, expect: { outcome: deny, reason: default } }
                  - { case: ask, identity: bob, expect: { outcome: deny, reason: default } }
            """);
  }

  @Test
  void goesOnAfterAFailure() {
    TestResult.Failed failed =
        World.SUPPORT
            .run(
                CASES
                    + """
                    sequences:
                      - name: s
                        steps:
                          - { case: ask, expect: { outcome: deny } }
                          - { case: ask }
                          - { case: ask, repeat: 2, expect: { outcome: deny, reason: limit, limits: [support-tokens] } }
                    """)
            .failed()
            .get(0);
    assertThat(failed.decisions()).isEqualTo(4);
    assertThat(failed.wrong()).isEqualTo(3);
    assertThat(failed.failures().stream().map(Failure::name))
        .containsExactly("s, step 1: ask", "s, step 3: ask (1 of 2)", "s, step 3: ask (2 of 2)");
    assertThat(failed.failures().get(1).span().line()).isEqualTo(17);
    assertThat(failed.failures().get(1).why())
        .containsExactly(
            "`support-pii` (priority 100, allow) decided", "limit `support-tokens` did not refuse");
  }

  @Test
  void failsASequenceOfWhatDoesNotExist() {
    String yaml =
        World.HEAD
            + """
            cases:
              - { name: ask, identity: alice, expect: { outcome: allow } }
              - { name: broken, identity: alice }
            sequences:
              - { name: s, steps: [{ case: aks }, { case: ask, identity: alic }, { case: broken }] }
            """;
    Suite suite = World.remains(yaml).orElseThrow();
    TestRun run =
        new SuiteRunner(World.SUPPORT.engine(), World.SUPPORT.policy(), World.SUPPORT.registries())
            .run(java.util.List.of(suite), RunOptions.DEFAULT);
    assertThat(run.failed().get(0).failures().get(0).why())
        .containsExactly(
            "unknown case `aks`; did you mean `ask`?",
            "unknown identity `alic`; did you mean `alice`?",
            "case `broken` could not be read");
  }
}

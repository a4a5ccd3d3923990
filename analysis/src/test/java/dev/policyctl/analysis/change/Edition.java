package dev.policyctl.analysis.change;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.reader.PolicyReader;
import dev.policyctl.model.reader.RegistryReader;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.YamlReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small policy with its registries as text, there to be edited. */
record Edition(Map<String, String> files) {
  static final Instant AS_OF = Instant.parse("2026-09-01T09:00:00Z");
  static final String POLICY = "policy";

  /** What every edit starts from. */
  static final Edition BEFORE =
      new Edition(
          Map.of(
              "roles",
              "{ employee: {}, analyst: { inherits: [employee] }, admin: {}, guest: {} }",
              "routes",
              "{ chat: { paths: [/chat, /talk], methods: [POST] }, mail: {} }",
              "models",
              "{ openai/gpt-4o: { aliases: [gpt-4o] }, openai/o3: {}, local: { aliases: [l] } }",
              "classifications",
              "{ public: {}, pii: {} }",
              "redactions",
              "{ standard: { method: mask, detectors: [email, phone] }, strict: {} }",
              POLICY,
              """
              schemaVersion: 1
              bundle: { name: acme, version: 2.14.3, environment: prod, tenant: acme }
              default: deny
              combining: priority
              identity: { requireExpiry: true, clockSkew: 30s }
              rules:
                - id: chat
                  priority: 100
                  effect: allow
                  match: { roles: [employee], routes: [chat], models: [openai/*], classifications: [public] }
                - id: pii
                  description: personal data
                  priority: 200
                  effect: allow
                  match: { roles: [analyst], models: [local], classifications: [pii] }
                  when: { input_tokens: { lte: 8000 } }
                  obligations: [{ redact: standard }, { log: audit }]
                - { id: no-o3, priority: 300, effect: deny, match: { models: [openai/o3] } }
              limits:
                - { id: tokens, match: { roles: [employee] }, key: [subject], metric: tokens, max: 1000, window: 1h }
              """));

  Edition {
    files = Map.copyOf(files);
  }

  /** With a text in place of another that is there. */
  Edition replace(String file, String from, String to) {
    String text = files.get(file);
    if (text == null || !text.contains(from)) {
      throw new IllegalArgumentException("`" + from + "` is not in " + file);
    }
    Map<String, String> edited = new TreeMap<>(files);
    edited.put(file, text.replace(from, to));
    return new Edition(edited);
  }

  /** With lines behind the rules. */
  Edition rule(String yaml) {
    return replace(POLICY, "limits:\n", "  - " + yaml + "\nlimits:\n");
  }

  CompiledPolicy compile() {
    List<Registry> registries = new ArrayList<>();
    files.forEach(
        (name, text) ->
            RegistryKind.ofKey(name)
                .ifPresent(
                    kind ->
                        registries.add(
                            new RegistryReader(kind, Edition::refuse)
                                .read(parse("schemaVersion: 1\n" + name + ": " + text + "\n"))
                                .orElseThrow())));
    Policy policy =
        new PolicyReader(Edition::refuse)
            .read(parse(String.valueOf(files.get(POLICY))))
            .orElseThrow()
            .withRules(List.of())
            .orElseThrow();
    return PolicyEngine.compile(policy, new Registries(registries)).compiled();
  }

  /** What an edit of {@link #BEFORE} comes to. */
  static ChangeReport report(Edition after, ChangeOptions options) {
    return ChangeReport.between(BEFORE.compile(), after.compile(), options);
  }

  static ChangeReport report(Edition after) {
    return report(after, ChangeOptions.at(AS_OF));
  }

  private static Node parse(String yaml) {
    return new YamlReader(InputLimits.DEFAULT, Edition::refuse)
        .read(new SourceText("policy.yaml", yaml))
        .root()
        .orElseThrow();
  }

  private static void refuse(Finding finding) {
    if (finding.severity() == Severity.ERROR) {
      throw new IllegalArgumentException(finding.span() + ": " + finding.message());
    }
  }
}

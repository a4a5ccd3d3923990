package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.reader.PolicyReader;
import dev.policyctl.model.reader.RegistryReader;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Registries and a policy out of YAML, and the runs of suites on them. Nothing is mocked. */
record World(Registries registries, Policy policy, PolicyEngine engine) {

  /** A support desk: roles that inherit, an alias, two classes that differ, a limit. */
  static final String REGISTRIES =
      """
      roles:
        employee: {}
        support_agent: { inherits: [employee] }
        clinician: { inherits: [employee] }
      routes: { support-chat: {}, support-email: {}, contract-review: {} }
      models:
        openai/gpt-4o: { aliases: [gpt-4o] }
        openai/gpt-4o-mini: {}
        anthropic/claude-sonnet-4: {}
      classifications: { public: {}, internal: {}, pii: {}, phi: {} }
      redactions: { pii-standard: {} }
      """;

  static final String POLICY =
      """
      schemaVersion: 1
      bundle: { name: acme-support, version: 2.14.3, environment: prod, tenant: acme }
      rules:
        - id: deny-phi
          priority: 500
          effect: deny
          match: { classifications: [phi] }
          obligations: [{ log: security }]
        - id: support-pii
          priority: 100
          effect: allow
          match:
            roles: [support_agent]
            routes: [support-*]
            models: [openai/gpt-4o*]
            classifications: [internal, pii, phi]
          when: { input_tokens: { lte: 8000 } }
          obligations: [{ redact: pii-standard }]
        - id: employee-chat
          priority: 50
          effect: allow
          match: { roles: [employee], routes: [support-chat], models: [openai/gpt-4o-mini], classifications: [public, internal] }
        - id: claude-is-asked-for
          priority: 60
          effect: require_approval
          match: { roles: [employee], models: [anthropic/*], classifications: [public, internal] }
      limits:
        - { id: support-tokens, match: { roles: [support_agent] }, key: [subject], metric: tokens, max: 100000, window: 1h }
      """;

  static final World SUPPORT = of(REGISTRIES, POLICY);

  /** The head of a suite, to which sections are added. */
  static final String HEAD =
      """
      schemaVersion: 1
      suite: support
      now: 2026-09-01T09:00:00Z
      identities:
        alice: { roles: [support_agent] }
        bob: { roles: [employee] }
        ghost: { roles: [crm_superuser] }
      defaults: { route: support-chat, model: openai/gpt-4o-mini, classifications: [internal], input_tokens: 900 }
      """;

  /** Registries by kind in one document, and a policy; both without a defect. */
  static World of(String registries, String policy) {
    List<Registry> read = new ArrayList<>();
    for (MapNode.Entry entry : ((MapNode) root("registries.yaml", registries)).entries()) {
      RegistryKind kind = RegistryKind.ofKey(entry.key().value()).orElseThrow();
      Span span = entry.value().span();
      MapNode.Entry version = ((MapNode) root("version.yaml", "schemaVersion: 1")).entries().get(0);
      MapNode file = new MapNode(span, List.of(version, entry));
      new RegistryReader(kind, failing()).read(file).ifPresent(read::add);
    }
    Registries all = new Registries(read);
    Policy parsed =
        new PolicyReader(failing())
            .read(root("policy.yaml", policy))
            .flatMap(file -> file.withRules(List.of()))
            .orElseThrow();
    return new World(all, parsed, PolicyEngine.compile(parsed, all));
  }

  /** The support desk with further rules, as items of {@code rules}. */
  static World withRules(String rules) {
    return of(REGISTRIES, POLICY.replace("limits:\n", rules.indent(2) + "limits:\n"));
  }

  private static FindingSink failing() {
    return finding -> {
      throw new AssertionError(finding.span() + " " + finding.message());
    };
  }

  static Node root(String path, String yaml) {
    return new YamlReader(InputLimits.DEFAULT, failing())
        .read(new SourceText(path, yaml))
        .root()
        .orElseThrow();
  }

  /** A suite that must be free of defects. */
  static Suite suite(String yaml) {
    return suite("support.test.yaml", yaml);
  }

  static Suite suite(String path, String yaml) {
    return new SuiteReader(failing()).read(root(path, yaml)).orElseThrow();
  }

  /** What the reader finds, as goldens hold it; see {@link #golden}. */
  static List<String> defects(String yaml) {
    List<Finding> found = new ArrayList<>();
    new SuiteReader(found::add).read(root("support.test.yaml", yaml));
    return golden(yaml, found);
  }

  /** What the reader leaves of a suite that has defects. */
  static Optional<Suite> remains(String yaml) {
    return new SuiteReader(finding -> {}).read(root("support.test.yaml", yaml));
  }

  /** What the reference check finds, where all of the policy is known. */
  List<String> references(String yaml) {
    return references(yaml, true);
  }

  List<String> references(String yaml, boolean complete) {
    List<Finding> found = new ArrayList<>();
    new SuiteReferences(registries, policy.rules(), policy.limits(), complete, found::add)
        .check(remains(yaml).orElseThrow());
    return golden(yaml, found);
  }

  /** {@code code line:column "underlined" message | help}, in order. */
  private static List<String> golden(String yaml, List<Finding> found) {
    SourceText source = new SourceText("support.test.yaml", yaml);
    List<String> lines = new ArrayList<>();
    for (Finding finding : found.stream().sorted().toList()) {
      Span span = finding.span();
      String line = source.line(span.line());
      int end = span.endLine() == span.line() ? span.endColumn() - 1 : line.length();
      lines.add(
          String.format(
              java.util.Locale.ROOT,
              "%s %d:%d \"%s\" %s%s%s",
              finding.code().id(),
              span.line(),
              span.column(),
              line.substring(span.column() - 1, end),
              finding.message(),
              finding.help().map(help -> " | " + help).orElse(""),
              finding.related().isEmpty()
                  ? ""
                  : " | see line " + finding.related().get(0).span().line()));
    }
    return lines;
  }

  TestRun run(String... suites) {
    return run(RunOptions.DEFAULT, suites);
  }

  TestRun run(RunOptions options, String... suites) {
    List<Suite> read = new ArrayList<>();
    for (int i = 0; i < suites.length; i++) {
      read.add(suite("suite-" + i + ".test.yaml", suites[i]));
    }
    return new SuiteRunner(engine, policy, registries).run(read, options);
  }

  /** Runs a suite all of whose tests must hold. */
  TestRun passes(String yaml) {
    TestRun run = run(yaml);
    assertThat(
            run.failed().stream()
                .flatMap(failed -> failed.failures().stream())
                .map(failure -> failure.name() + ": " + failure.differences() + failure.why()))
        .isEmpty();
    assertThat(run.passed()).isNotEmpty();
    return run;
  }

  /** The failures of a suite's tests, in order. */
  List<Failure> failures(String yaml) {
    return run(yaml).failed().stream().flatMap(f -> f.failures().stream()).toList();
  }
}

package dev.policyctl.evaluator;

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

/** A small company whose policies the unit tests write as text. */
final class World {
  static final Instant NOW = Instant.parse("2026-09-01T09:00:00Z");

  private static final Map<RegistryKind, String> REQUIRED =
      Map.of(
          RegistryKind.ROLES,
              "employee: {}, support: { inherits: [employee] }, lead: { inherits: [support] },"
                  + " admin: {}",
          RegistryKind.ROUTES, "chat: {}, support/chat: {}, support/mail: {}",
          RegistryKind.MODELS,
              "openai/gpt-4o: { aliases: [gpt4] }, openai/gpt-4o-mini: {}, local: {}",
          RegistryKind.CLASSIFICATIONS, "public: {}, internal: {}, pii: {}, phi: {}",
          RegistryKind.REDACTIONS, "pii-standard: {}, phi-strict: {}");

  private final Map<RegistryKind, String> entries = new TreeMap<>(REQUIRED);
  private String header = "";

  /** The company with the required registries only. */
  static World company() {
    return new World();
  }

  /** An engine of the plain company for these rules and limits. */
  static PolicyEngine engine(String rulesAndLimits) {
    return company().compile(rulesAndLimits);
  }

  /** Adds or replaces a registry. */
  World with(RegistryKind kind, String entriesAsYaml) {
    entries.put(kind, entriesAsYaml);
    return this;
  }

  /** Adds top-level lines to the policy: {@code default}, {@code combining}, {@code identity}. */
  World header(String lines) {
    header = lines;
    return this;
  }

  Registries registries() {
    List<Registry> registries = new ArrayList<>();
    entries.forEach(
        (kind, text) -> {
          String yaml = "schemaVersion: 1\n" + kind.key() + ": {" + text + "}\n";
          RegistryReader reader = new RegistryReader(kind, World::refuse);
          registries.add(reader.read(parse(yaml)).orElseThrow());
        });
    return new Registries(registries);
  }

  Policy policy(String rulesAndLimits) {
    String yaml =
        """
        schemaVersion: 1
        bundle: { name: acme-support, version: 2.14.3, environment: prod, tenant: acme, owners: [] }
        """
            + header
            + "\n"
            + rulesAndLimits;
    return new PolicyReader(World::refuse)
        .read(parse(yaml))
        .orElseThrow()
        .withRules(List.of())
        .orElseThrow();
  }

  PolicyEngine compile(String rulesAndLimits) {
    return PolicyEngine.compile(policy(rulesAndLimits), registries());
  }

  private static Node parse(String yaml) {
    return new YamlReader(InputLimits.DEFAULT, World::refuse)
        .read(new SourceText("policy.yaml", yaml))
        .root()
        .orElseThrow();
  }

  private static void refuse(Finding finding) {
    if (finding.severity() == Severity.ERROR) {
      throw new IllegalArgumentException(finding.span() + ": " + finding.message());
    }
  }

  /** Somebody of support who sends internal text to a known model: every value is registered. */
  static Request.Builder request() {
    return Request.builder()
        .subject("user", "u1")
        .environment("prod")
        .tenant("acme")
        .time(NOW)
        .expiry(NOW.plusSeconds(3600))
        .roles(List.of("support"))
        .route("support/chat")
        .model("openai/gpt-4o")
        .classifications(List.of("internal"));
  }
}

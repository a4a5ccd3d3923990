package dev.policyctl.bench;

import static dev.policyctl.model.registry.Dimension.ACTIONS;
import static dev.policyctl.model.registry.Dimension.CLASSIFICATIONS;
import static dev.policyctl.model.registry.Dimension.MODELS;
import static dev.policyctl.model.registry.Dimension.REGIONS;
import static dev.policyctl.model.registry.Dimension.ROLES;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.BundleHeader;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Obligation.Action;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the policy of a company's gateway looks like: some sixty rules of the platform, guardrails
 * on top of all others, and forty rules for each team.
 */
final class GatewayPolicy {
  static final List<String> PROFILES =
      List.of("pii-standard", "pii-strict", "phi-standard", "pci-mask", "secrets", "source-scrub");
  static final List<String> REGION_IDS =
      List.of("eu-west", "eu-central", "us-east", "us-west", "ap-south", "ap-northeast");
  static final List<String> ACTION_IDS =
      List.of("model.invoke", "model.stream", "model.embed", "batch.submit");

  private static final List<String> CLASSES =
      List.of("public", "internal", "confidential", "pii", "phi", "pci", "secret", "source-code");
  private static final int RULES_OF_A_TEAM = 40;

  private final int size;
  private final Draw draw;
  private final List<Rule> rules = new ArrayList<>();
  private final RegistryDraft roles = new RegistryDraft(RegistryKind.ROLES);
  private final RegistryDraft routes = new RegistryDraft(RegistryKind.ROUTES);

  GatewayPolicy(int size, Draw draw) {
    this.size = size;
    this.draw = draw;
  }

  Workload workload(int requests) {
    platformRules();
    int platform = rules.size();
    allTeams();
    Registries registries = registries();
    Policy policy = policy("gateway-" + size, rules);
    RequestMaker maker = new RequestMaker(registries, rules, platform, draw);
    return new Workload(registries, policy, maker.make(requests));
  }

  /** As {@link #workload}, with dead and live rules planted among those of the teams. */
  AnalysisWorkload planted() {
    platformRules();
    GatewayPlants plants = new GatewayPlants(draw, roles);
    int groups = Math.max(3, size / 70);
    int teams =
        Math.max(1, (size - rules.size() - GatewayPlants.LARGEST * groups) / RULES_OF_A_TEAM);
    for (int i = 0; i < groups; i++) {
      plants.plant(team(draw.below(teams)));
    }
    rules.addAll(plants.rules());
    allTeams();
    Collections.shuffle(rules, draw.shuffler());
    return new AnalysisWorkload(
        registries(), policy("gateway-" + size, rules), plants.dead(), plants.live());
  }

  private void platformRules() {
    Stream.of("employee", "contractor", "platform/auditor").forEach(roles::add);
    roles.add("platform/admin", List.of("employee"), List.of(), Map.of());
    providerGuardrails();
    thresholds();
    exceptions();
    platformGrants();
  }

  private void allTeams() {
    for (int team = 0; rules.size() < size; team++) {
      teamRules(team);
    }
  }

  private static String team(int number) {
    return "team-" + (10_000 + number);
  }

  static Policy policy(String name, List<Rule> rules) {
    return new Policy(
        new BundleHeader(
            RuleDraft.text(name),
            RuleDraft.text("1.0.0"),
            RuleDraft.text("prod"),
            RuleDraft.text("acme"),
            List.of(RuleDraft.text("@acme/ai-platform"))),
        Outcome.DENY,
        RuleDraft.text("deny"),
        Combining.PRIORITY,
        IdentityPolicy.DEFAULT,
        rules,
        List.of());
  }

  private Registries registries() {
    RegistryDraft classes = new RegistryDraft(RegistryKind.CLASSIFICATIONS);
    for (String id : CLASSES) {
      String rank = Integer.toString(classes.ids().size());
      classes.add(id, List.of(), List.of(), Map.of("rank", rank));
    }
    RegistryDraft profiles = new RegistryDraft(RegistryKind.REDACTIONS);
    PROFILES.forEach(profiles::add);
    RegistryDraft regions = new RegistryDraft(RegistryKind.REGIONS);
    REGION_IDS.forEach(regions::add);
    RegistryDraft actions = new RegistryDraft(RegistryKind.ACTIONS);
    ACTION_IDS.forEach(actions::add);
    return new Registries(
        Stream.of(roles, routes, ModelCatalogue.registry(), classes, profiles, regions, actions)
            .map(RegistryDraft::registry)
            .toList());
  }

  private void add(RuleDraft draft) {
    rules.add(draft.rule());
  }

  private RuleDraft guardrail(String id, Outcome effect) {
    return new RuleDraft("guardrail/" + id, 900_000 + rules.size() * 100, effect);
  }

  /** Which providers must not see what. */
  private void providerGuardrails() {
    List<String> providers = ModelCatalogue.providers();
    for (int i = 0; i < providers.size(); i++) {
      String provider = providers.get(i);
      String all = provider + "/*";
      if (i < 7) {
        add(
            guardrail("no-phi-" + provider, Outcome.DENY)
                .in(MODELS, all)
                .in(CLASSIFICATIONS, "phi"));
      }
      if (i % 3 != 0) {
        add(
            guardrail("no-pci-" + provider, Outcome.DENY)
                .in(MODELS, all)
                .in(CLASSIFICATIONS, "pci")
                .demand(Action.NOTIFY, "pci-desk"));
      }
      if (i % 2 == 0) {
        add(
            guardrail("no-contractors-" + provider, Outcome.DENY)
                .in(ROLES, "contractor")
                .in(MODELS, all)
                .in(CLASSIFICATIONS, "confidential", "pii", "source-code"));
      }
      if (i > 5) {
        add(
            guardrail("pii-stays-" + provider, Outcome.DENY)
                .in(MODELS, all)
                .in(CLASSIFICATIONS, "pii", "phi")
                .in(REGIONS, "ap-south", "ap-northeast"));
      }
    }
  }

  /** What is too much, whoever asks. */
  private void thresholds() {
    add(guardrail("no-secrets", Outcome.DENY).in(CLASSIFICATIONS, "secret"));
    add(guardrail("risk", Outcome.DENY).above(Attribute.RISK_SCORE, "0.9"));
    add(guardrail("cost", Outcome.DENY).above(Attribute.ESTIMATED_COST_USD, "50"));
    add(guardrail("size", Outcome.DENY).above(Attribute.INPUT_TOKENS, "200000"));
    add(
        guardrail("risky-pii", Outcome.REQUIRE_APPROVAL)
            .in(CLASSIFICATIONS, "pii", "phi", "pci")
            .above(Attribute.RISK_SCORE, "0.7"));
    add(
        guardrail("costly", Outcome.REQUIRE_APPROVAL)
            .in(MODELS, "*/gpt-5*", "anthropic/claude-opus*", "google/gemini-ultra*")
            .above(Attribute.ESTIMATED_COST_USD, "10"));
  }

  /** Who may do what a guardrail forbids. */
  private void exceptions() {
    add(
        guardrail("admins-secrets", Outcome.ALLOW)
            .in(ROLES, "platform/admin")
            .in(MODELS, "internal/*")
            .in(CLASSIFICATIONS, "secret")
            .demand(Action.TOKENIZE, "secrets")
            .demand(Action.LOG, "full"));
    add(
        guardrail("admins-unclassified", Outcome.REQUIRE_APPROVAL)
            .in(ROLES, "platform/admin")
            .in(CLASSIFICATIONS, Dimension.UNKNOWN, Dimension.MISSING));
  }

  /** What everybody may do; every profile, region and action is named here. */
  private void platformGrants() {
    for (int i = 0; i < ACTION_IDS.size(); i++) {
      add(
          new RuleDraft("platform/action-" + i, 500 + i, Outcome.ALLOW)
              .in(ROLES, "employee")
              .in(MODELS, ModelCatalogue.chatFamilies().get(i * 9))
              .in(CLASSIFICATIONS, "public")
              .in(ACTIONS, ACTION_IDS.get(i)));
    }
    for (int i = 0; i < REGION_IDS.size(); i++) {
      add(
          new RuleDraft("platform/region-" + i, 600 + i, Outcome.ALLOW)
              .in(ROLES, "employee", "platform/auditor")
              .in(MODELS, "internal/*", "*/embedding-*")
              .in(CLASSIFICATIONS, "public", "internal")
              .in(REGIONS, REGION_IDS.get(i))
              .demand(Action.REDACT, PROFILES.get(i)));
    }
  }

  private void teamRules(int number) {
    String team = team(number);
    roles
        .add(team + "/user", List.of("employee"), List.of(), Map.of())
        .add(team + "/dev", List.of(team + "/user"), List.of(), Map.of())
        .add(team + "/lead", List.of(team + "/dev"), List.of(), Map.of())
        .add(team + "/batch");
    Stream.of("chat", "agent", "batch", "embed").forEach(r -> routes.add(team + "/" + r));
    TeamRules of = new TeamRules(team, draw);
    // A team is never cut short: its roles and routes would stay unused.
    int left = size - rules.size();
    int count = left < 2 * RULES_OF_A_TEAM ? left : RULES_OF_A_TEAM;
    for (int i = 0; i < count; i++) {
      rules.add(of.rule(i));
    }
  }
}

package dev.policyctl.bench;

import static dev.policyctl.model.registry.Dimension.ACTIONS;
import static dev.policyctl.model.registry.Dimension.CLASSIFICATIONS;
import static dev.policyctl.model.registry.Dimension.MODELS;
import static dev.policyctl.model.registry.Dimension.REGIONS;
import static dev.policyctl.model.registry.Dimension.ROLES;
import static dev.policyctl.model.registry.Dimension.ROUTES;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Obligation.Action;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;

/** The rules of one team: about its own roles and routes, on a handful of models that it likes. */
final class TeamRules {
  private static final List<String> LADDER = List.of("user", "dev", "lead", "batch");
  private static final List<String> ROUTE_ENDS = List.of("chat", "agent", "batch", "embed");
  private static final List<String> ZONES =
      List.of("Europe/Zurich", "America/New_York", "Asia/Tokyo", "UTC");
  private static final Instant LAUNCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant PAST = Instant.parse("2026-07-01T00:00:00Z");
  private static final Instant FUTURE = Instant.parse("2027-01-01T00:00:00Z");

  private final String team;
  private final Draw draw;
  private final List<String> favourites;

  TeamRules(String team, Draw draw) {
    this.team = team;
    this.draw = draw;
    this.favourites = draw.some(6, ModelCatalogue.chatFamilies());
  }

  /** The rule with this number; the first four name all roles and routes of the team. */
  Rule rule(int number) {
    String id = team + "/r" + number;
    if (number < LADDER.size()) {
      return grant(id, LADDER.get(number), ROUTE_ENDS.get(number)).rule();
    }
    int kind = draw.below(100);
    if (kind < 8) {
      return embeddings(id).rule();
    } else if (kind < 18) {
      return denial(id).rule();
    } else if (kind < 26) {
      return approval(id).rule();
    } else if (kind < 46) {
      return sensitive(id).rule();
    } else if (kind < 50) {
      return exception(id).rule();
    }
    return conditioned(grant(id, draw.one(LADDER), draw.one(ROUTE_ENDS))).rule();
  }

  private String role(String end) {
    return team + "/" + end;
  }

  private RuleDraft draft(String id, int priority, Outcome effect) {
    return new RuleDraft(id, priority + draw.below(1_000), effect);
  }

  /** One to four models, or a glob over a family, now and then over a provider. */
  private List<String> models() {
    int kind = draw.below(100);
    String favourite = draw.one(favourites);
    if (kind < 60) {
      return draw.some(draw.between(1, 4), favourites);
    } else if (kind < 88) {
      return List.of(favourite + "*");
    } else if (kind < 94) {
      return List.of(favourite.replace("/", ":") + "@latest");
    }
    return List.of(favourite.substring(0, favourite.indexOf('/')) + "/*");
  }

  private RuleDraft grant(String id, String role, String route) {
    RuleDraft draft =
        draft(id, 1_000, Outcome.ALLOW)
            .in(ROLES, role(role))
            .in(ROUTES, draw.percent(20) ? team + "/*" : team + "/" + route)
            .in(MODELS, models());
    draft.in(
        CLASSIFICATIONS,
        draw.percent(50)
            ? List.of("public", "internal")
            : List.of("public", "internal", "confidential"));
    if (draw.percent(20)) {
      draft.in(
          REGIONS, draw.percent(50) ? List.of("eu-*") : draw.some(2, GatewayPolicy.REGION_IDS));
    }
    return draw.percent(30) ? draft.demand(Action.LOG, "metadata") : draft;
  }

  private RuleDraft conditioned(RuleDraft draft) {
    if (draw.percent(35)) {
      draft.atMost(Attribute.INPUT_TOKENS, Integer.toString(draw.between(4, 64) * 1_000));
    }
    if (draw.percent(10)) {
      draft.atMost(Attribute.MAX_OUTPUT_TOKENS, Integer.toString(draw.between(1, 16) * 1_024));
    }
    if (draw.percent(10)) {
      draft.on(
          DayOfWeek.MONDAY,
          DayOfWeek.FRIDAY,
          draw.between(6, 9),
          draw.between(17, 22),
          draw.one(ZONES));
    }
    if (draw.percent(12)) {
      draft.valid(LAUNCH, draw.percent(25) ? PAST : FUTURE);
    }
    return draft;
  }

  private RuleDraft embeddings(String id) {
    return draft(id, 2_000, Outcome.ALLOW)
        .in(ROLES, role("batch"), role("dev"))
        .in(ROUTES, team + "/embed", team + "/batch")
        .in(
            MODELS,
            draw.percent(50)
                ? "*/embedding-*"
                : draw.one(ModelCatalogue.providers()) + "/embedding-*")
        .in(
            CLASSIFICATIONS,
            draw.some(3, List.of("public", "internal", "confidential", "source-code")))
        .in(ACTIONS, "model.embed", "batch.submit");
  }

  private RuleDraft sensitive(String id) {
    String data = draw.one(List.of("pii", "pci", "phi", "source-code"));
    String profile = draw.one(GatewayPolicy.PROFILES);
    return conditioned(
        draft(id, 3_000, Outcome.ALLOW)
            .in(ROLES, role(draw.percent(50) ? "dev" : "lead"))
            .in(ROUTES, team + "/" + draw.one(ROUTE_ENDS))
            .in(MODELS, draw.percent(50) ? List.of("internal/*") : models())
            .in(CLASSIFICATIONS, data)
            .demand(draw.percent(80) ? Action.REDACT : Action.TOKENIZE, profile)
            .demand(Action.LOG, "full"));
  }

  private RuleDraft denial(String id) {
    RuleDraft draft = draft(id, 20_000, Outcome.DENY).in(ROUTES, team + "/" + draw.one(ROUTE_ENDS));
    return switch (draw.below(3)) {
      case 0 -> draft.in(ROLES, "contractor").in(MODELS, models());
      case 1 -> draft.in(MODELS, models()).in(CLASSIFICATIONS, "confidential", "source-code");
      default ->
          draft
              .in(ROLES, role("batch"))
              .in(MODELS, models())
              .above(Attribute.INPUT_TOKENS, Integer.toString(draw.between(8, 128) * 1_000));
    };
  }

  private RuleDraft approval(String id) {
    return draft(id, 15_000, Outcome.REQUIRE_APPROVAL)
        .in(ROLES, role("user"))
        .in(ROUTES, team + "/agent", team + "/chat")
        .in(MODELS, models())
        .in(CLASSIFICATIONS, "confidential")
        .above(Attribute.ESTIMATED_COST_USD, draw.between(1, 9) + ".5")
        .demand(Action.NOTIFY, team + "-leads");
  }

  private RuleDraft exception(String id) {
    return draft(id, 40_000, Outcome.ALLOW)
        .in(ROLES, role("lead"))
        .in(ROUTES, team + "/" + draw.one(ROUTE_ENDS))
        .in(MODELS, draw.one(favourites))
        .in(CLASSIFICATIONS, "confidential", "source-code")
        .valid(LAUNCH, FUTURE);
  }
}

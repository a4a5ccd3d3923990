package dev.policyctl.bench;

import static dev.policyctl.model.registry.Dimension.CLASSIFICATIONS;
import static dev.policyctl.model.registry.Dimension.MODELS;
import static dev.policyctl.model.registry.Dimension.ROLES;
import static dev.policyctl.model.registry.Dimension.ROUTES;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules of a gateway's teams with known verdicts. Each group is a target, and rules of higher
 * priority that split what it matches: by its models, by the number of tokens, by the time of day,
 * or not at all.
 *
 * <p>A live target names one role more that no other rule names or inherits, and public data. Only
 * rules without roles match it there, and on public data those are the platform's thresholds, which
 * leave cheap, short requests without risk to others.
 */
final class GatewayPlants {
  /** Rules of the largest group. */
  static final int LARGEST = 7;

  private static final List<String> ROUTE_ENDS = List.of("/chat", "/agent", "/batch", "/embed");

  private final Draw draw;
  private final RegistryDraft roles;
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> dead = new HashSet<>();
  private final Set<String> live = new HashSet<>();
  private int groups;

  /**
   * Makes one.
   *
   * @param roles gets a role for each live target
   */
  GatewayPlants(Draw draw, RegistryDraft roles) {
    this.draw = draw;
    this.roles = roles;
  }

  List<Rule> rules() {
    return rules;
  }

  Set<String> dead() {
    return dead;
  }

  Set<String> live() {
    return live;
  }

  /** What a group is about. */
  private record Theme(
      String id, String team, List<String> models, List<String> routes, int priority) {}

  /** Adds a group of rules to those of a team. */
  void plant(String team) {
    String id = team + "/planted-" + groups++;
    List<String> models = draw.some(draw.between(2, 6), ModelCatalogue.chatFamilies());
    List<String> routes =
        draw.some(draw.between(1, 3), ROUTE_ENDS).stream().map(end -> team + end).toList();
    Theme theme = new Theme(id, team, models, routes, 1_000 + draw.below(20_000));
    switch (draw.below(4)) {
      case 0 -> add(cover(theme, 0, effect()));
      case 1 -> byModel(theme);
      case 2 -> byTokens(theme);
      default -> byTime(theme);
    }
    target(theme);
  }

  private void add(RuleDraft draft) {
    rules.add(draft.rule());
  }

  private Outcome effect() {
    return draw.percent(60) ? Outcome.ALLOW : draw.one(List.of(Outcome.values()));
  }

  private void target(Theme theme) {
    List<String> names = new ArrayList<>(List.of(theme.team() + "/lead", theme.team() + "/dev"));
    if (draw.percent(33)) {
      String guest = theme.team() + "/guest-" + groups;
      roles.add(guest);
      names.add(guest);
      live.add(theme.id());
    } else {
      dead.add(theme.id());
    }
    RuleDraft draft =
        new RuleDraft(theme.id(), theme.priority(), effect())
            .in(ROLES, names)
            .in(ROUTES, theme.routes())
            .in(MODELS, theme.models())
            .in(CLASSIFICATIONS, "public", "internal");
    if (draw.percent(20)) {
      draft.atMost(Attribute.INPUT_TOKENS, Integer.toString(draw.between(4, 64) * 1_000));
    }
    add(draft);
  }

  /** A rule around the target; whoever calls narrows it. */
  private RuleDraft cover(Theme theme, int number, Outcome effect) {
    String id = theme.id() + "/cover-" + number;
    return new RuleDraft(id, theme.priority() + 1 + draw.below(20_000), effect)
        .in(ROLES, theme.team() + "/" + draw.one(List.of("user", "dev")))
        .in(ROUTES, draw.percent(30) ? List.of(theme.team() + "/*") : theme.routes())
        .in(MODELS, theme.models())
        .in(CLASSIFICATIONS, "public", "internal", "confidential");
  }

  private void byModel(Theme theme) {
    List<String> left = new ArrayList<>(theme.models());
    for (int number = 0; !left.isEmpty(); number++) {
      List<String> part = draw.some(draw.between(1, 2), left);
      left.removeAll(part);
      add(cover(theme, number, effect()).in(MODELS, part));
    }
  }

  /** Of the two only a rule that is not an allow matches where the number is absent. */
  private void byTokens(Theme theme) {
    String bound = Integer.toString(draw.between(4, 64) * 1_000);
    add(cover(theme, 0, Outcome.ALLOW).atMost(Attribute.INPUT_TOKENS, bound));
    Outcome strict = draw.percent(50) ? Outcome.DENY : Outcome.REQUIRE_APPROVAL;
    add(cover(theme, 1, strict).above(Attribute.INPUT_TOKENS, bound));
  }

  private void byTime(Theme theme) {
    int noon = draw.between(8, 16);
    add(daily(cover(theme, 0, effect()), 0, noon));
    add(daily(cover(theme, 1, effect()), noon, 24));
  }

  private static RuleDraft daily(RuleDraft draft, int from, int to) {
    return draft.on(DayOfWeek.MONDAY, DayOfWeek.SUNDAY, from, to, "Europe/Zurich");
  }
}

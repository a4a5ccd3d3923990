package dev.policyctl.bench;

import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Rules without any structure to exploit: in each of seven dimensions of a hundred values each rule
 * names two to twelve at random, and its priority and effect are random too.
 */
final class BoxPolicy {
  private static final int VALUES = 100;
  private static final List<Dimension> DIMENSIONS =
      List.of(
          Dimension.ROLES,
          Dimension.ROUTES,
          Dimension.MODELS,
          Dimension.CLASSIFICATIONS,
          Dimension.TOOLS,
          Dimension.REGIONS,
          Dimension.AGENTS);

  private final int size;
  private final boolean flat;
  private final Draw draw;
  private final List<RegistryDraft> drafts = new ArrayList<>();

  /**
   * Makes one.
   *
   * @param flat whether there is but one route
   */
  BoxPolicy(int size, boolean flat, Draw draw) {
    this.size = size;
    this.flat = flat;
    this.draw = draw;
    for (Dimension dimension : DIMENSIONS) {
      RegistryDraft draft = new RegistryDraft(dimension.kind());
      for (int i = 0; i < (collapsed(dimension) ? 1 : VALUES); i++) {
        draft.add(dimension.singular() + "-" + (100 + i));
      }
      drafts.add(draft);
    }
  }

  private boolean collapsed(Dimension dimension) {
    return flat && dimension == Dimension.ROUTES;
  }

  Workload workload(int requests) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rules.add(rule(i));
    }
    // A repository has this registry, whether or not a rule redacts.
    drafts.add(new RegistryDraft(RegistryKind.REDACTIONS));
    Registries registries = new Registries(drafts.stream().map(RegistryDraft::registry).toList());
    RequestMaker maker = new RequestMaker(registries, rules, 0, draw);
    return new Workload(
        registries,
        GatewayPolicy.policy((flat ? "flat-" : "boxes-") + size, rules),
        maker.make(requests));
  }

  private Rule rule(int number) {
    Outcome effect = draw.percent(70) ? Outcome.ALLOW : draw.one(List.of(Outcome.values()));
    RuleDraft draft = new RuleDraft("box-" + number, draw.below(100_000), effect);
    for (int i = 0; i < DIMENSIONS.size(); i++) {
      List<String> ids = drafts.get(i).ids();
      if (ids.size() > 1) {
        TreeSet<String> values = new TreeSet<>(draw.some(draw.between(2, 12), ids));
        // Over the rules each value comes up, so that no entry of a registry is unused.
        values.add(ids.get(number % ids.size()));
        draft.in(DIMENSIONS.get(i), List.copyOf(values));
      } else if (number % 2 == 0) {
        draft.in(DIMENSIONS.get(i), ids);
      }
    }
    return draft.rule();
  }
}

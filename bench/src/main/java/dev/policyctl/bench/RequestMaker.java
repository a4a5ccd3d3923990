package dev.policyctl.bench;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes requests that look like traffic: most are such that a rule was written for them, among
 * teams those of the first far more often; some are a value off; a few are unknown, missing or
 * expired.
 */
final class RequestMaker {
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final int FOUR_WEEKS = 28 * 24 * 3600;
  private static final String UNREGISTERED = "not-registered";

  private final Registries registries;
  private final List<Rule> platform;
  private final List<Rule> rules;
  private final Draw draw;
  private final NameResolver resolver;
  private final Map<Dimension, List<String>> ids = new EnumMap<>(Dimension.class);
  private final Map<String, List<String>> heirs = new HashMap<>();
  private final Map<String, List<String>> routesOfTeam = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();

  /**
   * Makes one.
   *
   * @param platform how many rules at the beginning concern everybody
   */
  RequestMaker(Registries registries, List<Rule> rules, int platform, Draw draw) {
    this.registries = registries;
    this.platform = rules.subList(0, platform);
    this.rules = rules.subList(platform, rules.size());
    this.draw = draw;
    this.resolver = new NameResolver(registries);
    for (Dimension dimension : registries.dimensions()) {
      Registry registry = registries.find(dimension).orElseThrow();
      ids.put(dimension, List.copyOf(registry.entries().keySet()));
      registry.aliases().forEach((alias, id) -> aliases.put(id, alias));
      registry
          .entries()
          .values()
          .forEach(e -> e.inherits().forEach(p -> add(heirs, p.value(), e.id().value())));
    }
    all(Dimension.ROUTES).forEach(route -> add(routesOfTeam, team(route), route));
  }

  private static void add(Map<String, List<String>> lists, String key, String value) {
    lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  private static String team(String id) {
    return id.substring(0, Math.max(0, id.indexOf('/')));
  }

  private List<String> all(Dimension dimension) {
    return ids.getOrDefault(dimension, List.of());
  }

  /** So many requests, as AuthZEN JSON. */
  List<String> make(int count) {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(make(rule(), "user-" + draw.skewed(50_000)));
    }
    return requests;
  }

  /** The rule that a request is made for; where no rule concerns everybody, any one. */
  private Rule rule() {
    if (platform.isEmpty()) {
      return draw.one(rules);
    }
    return draw.percent(7) ? draw.one(platform) : rules.get(draw.skewed(rules.size()));
  }

  private String make(Rule rule, String subject) {
    Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
    for (Dimension dimension : registries.dimensions()) {
      values.put(dimension, value(rule, dimension, values));
    }
    if (draw.percent(15)) {
      addOne(values, Dimension.CLASSIFICATIONS, all(Dimension.CLASSIFICATIONS));
    }
    if (draw.percent(15)) {
      addOne(values, Dimension.ROLES, all(Dimension.ROLES));
    }
    int off = draw.below(100);
    Dimension where = draw.one(registries.dimensions());
    if (off < 12) {
      values.put(where, List.of(draw.one(all(where))));
    } else if (off < 16) {
      values.put(where, List.of(UNREGISTERED + "-" + draw.below(1_000)));
    } else if (off < 17) {
      values.put(where, List.of());
    }
    values.computeIfPresent(Dimension.MODELS, (d, models) -> alias(models));
    Instant time = time(rule);
    Instant expiry = time.plusSeconds(draw.percent(1) ? -60 : draw.between(60, 3600));
    return RequestJson.write(subject, values, attributes(rule), time, expiry);
  }

  private List<String> alias(List<String> models) {
    return models.stream().map(m -> draw.percent(40) ? aliases.getOrDefault(m, m) : m).toList();
  }

  private void addOne(Map<Dimension, List<String>> values, Dimension to, Collection<String> from) {
    List<String> more = new ArrayList<>(values.getOrDefault(to, List.of()));
    more.add(draw.one(List.copyOf(from)));
    values.put(to, more);
  }

  /** A value that the rule accepts. */
  private List<String> value(Rule rule, Dimension dimension, Map<Dimension, List<String>> others) {
    Optional<Selector> selector = rule.match().find(dimension);
    if (selector.isEmpty()) {
      return !dimension.required() && draw.percent(30)
          ? List.of()
          : List.of(draw.one(usual(dimension, others)));
    }
    Text entry = draw.one(selector.get().values());
    String id = draw.one(resolver.resolve(dimension, entry.value()));
    if (id.equals(Dimension.MISSING)) {
      return List.of();
    }
    if (id.equals(Dimension.UNKNOWN)) {
      return List.of(UNREGISTERED);
    }
    while (heirs.containsKey(id) && draw.percent(40)) {
      id = draw.one(heirs.getOrDefault(id, List.of()));
    }
    return List.of(id);
  }

  /** People use the routes of their team. */
  private List<String> usual(Dimension dimension, Map<Dimension, List<String>> others) {
    List<String> roles = others.getOrDefault(Dimension.ROLES, List.of());
    return dimension == Dimension.ROUTES && !roles.isEmpty()
        ? routesOfTeam.getOrDefault(team(roles.get(0)), all(dimension))
        : all(dimension);
  }

  private Map<Attribute, BigDecimal> attributes(Rule rule) {
    Map<Attribute, BigDecimal> values = new EnumMap<>(Attribute.class);
    values.put(Attribute.INPUT_TOKENS, BigDecimal.valueOf(20 + draw.skewed(24_000)));
    values.put(Attribute.MAX_OUTPUT_TOKENS, BigDecimal.valueOf(draw.between(1, 16) * 256L));
    values.put(Attribute.ESTIMATED_COST_USD, BigDecimal.valueOf(draw.skewed(30_000), 4));
    values.put(Attribute.RISK_SCORE, BigDecimal.valueOf(draw.skewed(80), 2));
    rule.when().ranges().forEach((attribute, range) -> fit(values, attribute, range));
    values.keySet().removeIf(attribute -> draw.below(200) == 0);
    return values;
  }

  /** Moves a value into the range; a few stay where they are. */
  private void fit(Map<Attribute, BigDecimal> values, Attribute attribute, NumericRange range) {
    BigDecimal value = values.getOrDefault(attribute, BigDecimal.ZERO);
    if (!range.contains(value) && !draw.percent(10)) {
      BigDecimal more = attribute == Attribute.RISK_SCORE ? new BigDecimal("0.05") : BigDecimal.ONE;
      values.put(
          attribute,
          range.upper().isPresent()
              ? range.upper().get().value()
              : range.lower().orElseThrow().value().add(more));
    }
  }

  /** A time at which the rule exists and its window is open, if a few attempts find one. */
  private Instant time(Rule rule) {
    Instant time = START;
    for (int attempt = 0; attempt < 40; attempt++) {
      Instant tried = START.plusSeconds(draw.below(FOUR_WEEKS));
      time = tried;
      if (rule.when().time().map(w -> w.contains(tried)).orElse(true)) {
        break;
      }
    }
    return time;
  }
}

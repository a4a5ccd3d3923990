package dev.policyctl.analysis.change;

import static dev.policyctl.analysis.change.Draft.SPAN;
import static dev.policyctl.analysis.change.Draft.text;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random rules, and random parts of them, over the registries of a draft. */
final class RandomRules {
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("Europe/Zurich"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Kolkata"));

  private final Random random;
  private final Draft draft;
  private final Instant asOf;
  private final List<Attribute> attributes;
  private final boolean times;

  /**
   * @param attributes those that rules may condition on
   * @param times whether rules may condition on time
   */
  RandomRules(Random random, Draft draft, Instant asOf, List<Attribute> attributes, boolean times) {
    this.random = random;
    this.draft = draft;
    this.asOf = asOf;
    this.attributes = attributes;
    this.times = times;
  }

  /** The same, over another draft. */
  RandomRules over(Draft other) {
    return new RandomRules(random, other, asOf, attributes, times);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** True so many times in a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number from 0 up to another. */
  int below(int limit) {
    return random.nextInt(limit);
  }

  Rule rule(String id) {
    Outcome effect = one(List.of(Outcome.values()));
    return rule(id, priority(), effect, match(), when(), obligations(effect), validity());
  }

  /** What one role is allowed, and another denied: together only a guard holds them back. */
  List<Rule> grantAndGuard(List<String> roles) {
    Match shared = match();
    List<Rule> rules = new ArrayList<>();
    int first = random.nextInt(roles.size());
    for (Outcome effect : List.of(one(List.of(Outcome.values())), Outcome.DENY)) {
      String role = roles.get((first + rules.size()) % roles.size());
      Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
      selectors.putAll(shared.selectors());
      selectors.put(Dimension.ROLES, new Selector(SPAN, List.of(text(role))));
      rules.add(
          rule(
              "pair-" + rules.size(),
              20 + 10 * rules.size(),
              effect,
              new Match(selectors),
              Conditions.NONE,
              obligations(effect),
              Optional.empty()));
    }
    return rules;
  }

  static Rule rule(
      String id,
      int priority,
      Outcome effect,
      Match match,
      Conditions when,
      List<Obligation> obligations,
      Optional<Validity> validity) {
    boolean routed = effect != Outcome.DENY;
    return new Rule(
        SPAN,
        text(id),
        Optional.empty(),
        Optional.empty(),
        priority,
        Optional.empty(),
        effect,
        match,
        when,
        obligations.stream()
            .filter(o -> routed || o.action() != Obligation.Action.ROUTE_TO)
            .toList(),
        validity);
  }

  int priority() {
    return 10 * random.nextInt(3);
  }

  Match match() {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      if (draft.registries.containsKey(dimension.kind())
          && chance(dimension == Dimension.ROLES ? 80 : 25)) {
        selectors.put(dimension, selector(dimension));
      }
    }
    return new Match(selectors);
  }

  Selector selector(Dimension dimension) {
    List<Text> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      values.add(text(value(dimension.kind())));
    }
    return new Selector(SPAN, values);
  }

  private String value(RegistryKind kind) {
    if (chance(15)) {
      return chance(55) ? Dimension.UNKNOWN : Dimension.MISSING;
    }
    String name = one(draft.names(kind));
    int mark = Math.max(name.indexOf('/'), name.indexOf('-'));
    if (chance(25) && mark > 0 && draft.ids(kind).contains(name)) {
      return name.substring(0, mark + 1) + (chance(50) ? "*" : "**");
    }
    return chance(12) ? "*" : name;
  }

  Conditions when() {
    Map<Attribute, NumericRange> ranges = new EnumMap<>(Attribute.class);
    for (Attribute attribute : attributes) {
      if (chance(45)) {
        ranges.put(attribute, range(attribute));
      }
    }
    return new Conditions(ranges, times && chance(35) ? Optional.of(window()) : Optional.empty());
  }

  private NumericRange range(Attribute attribute) {
    while (true) {
      Optional<Bound> lower = chance(60) ? Optional.of(bound()) : Optional.empty();
      Optional<Bound> upper = chance(60) ? Optional.of(bound()) : Optional.empty();
      NumericRange range = new NumericRange(SPAN, lower, upper);
      if ((lower.isPresent() || upper.isPresent()) && !range.isEmptyFor(attribute)) {
        return range;
      }
    }
  }

  private Bound bound() {
    return new Bound(new BigDecimal(one(List.of("0", "1", "1.5", "2", "3.00"))), chance(50));
  }

  private TimeWindow window() {
    EnumSet<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
    if (chance(50)) {
      days = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.of(1 + random.nextInt(7)));
    }
    int from = 60 * random.nextInt(24);
    int to = 60 * (1 + random.nextInt(24));
    return new TimeWindow(SPAN, days, from, to == from ? to + 30 : to, one(ZONES));
  }

  /** Ends on full hours, some of them past. */
  Optional<Validity> validity() {
    if (!times || !chance(20)) {
      return Optional.empty();
    }
    Instant hour = asOf.truncatedTo(ChronoUnit.HOURS);
    Instant at = hour.plus(Duration.ofHours(12L * (random.nextInt(9) - 3)));
    Optional<Instant> end = Optional.of(at.plus(Duration.ofDays(2)));
    return Optional.of(
        switch (random.nextInt(3)) {
          case 0 -> new Validity(SPAN, Optional.of(at), Optional.empty());
          case 1 -> new Validity(SPAN, Optional.empty(), Optional.of(at));
          default -> new Validity(SPAN, Optional.of(at), end);
        });
  }

  List<Obligation> obligations(Outcome effect) {
    List<Obligation> obligations = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      obligations.add(
          switch (random.nextInt(4)) {
            case 0 -> new Obligation(Obligation.Action.REDACT, text("plain"));
            case 1 -> new Obligation(Obligation.Action.TOKENIZE, text("strict"));
            case 2 -> new Obligation(Obligation.Action.LOG, text("full"));
            default -> new Obligation(Obligation.Action.NOTIFY, text("#security"));
          });
    }
    if (effect != Outcome.DENY && chance(25)) {
      String model = one(draft.names(RegistryKind.MODELS));
      obligations.add(new Obligation(Obligation.Action.ROUTE_TO, text(model)));
    }
    return obligations;
  }
}

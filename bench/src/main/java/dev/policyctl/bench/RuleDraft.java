package dev.policyctl.bench;

import dev.policyctl.model.finding.Span;
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
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule in the making; its spans are made up. */
final class RuleDraft {
  /** Where everything generated stands. */
  static final Span NOWHERE = Span.startOf("generated");

  private final String id;
  private final int priority;
  private final Outcome effect;
  private final Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
  private final Map<Attribute, NumericRange> ranges = new EnumMap<>(Attribute.class);
  private final List<Obligation> obligations = new ArrayList<>();
  private Optional<TimeWindow> time = Optional.empty();
  private Optional<Validity> validity = Optional.empty();

  RuleDraft(String id, int priority, Outcome effect) {
    this.id = id;
    this.priority = priority;
    this.effect = effect;
  }

  static Text text(String value) {
    return new Text(value, NOWHERE);
  }

  RuleDraft in(Dimension dimension, List<String> values) {
    selectors.put(dimension, new Selector(NOWHERE, values.stream().map(RuleDraft::text).toList()));
    return this;
  }

  /** As it is: for selectors that many rules share. */
  RuleDraft in(Dimension dimension, Selector selector) {
    selectors.put(dimension, selector);
    return this;
  }

  RuleDraft in(Dimension dimension, String... values) {
    return in(dimension, List.of(values));
  }

  RuleDraft atMost(Attribute attribute, String value) {
    return range(attribute, Optional.empty(), Optional.of(new Bound(new BigDecimal(value), true)));
  }

  RuleDraft above(Attribute attribute, String value) {
    return range(attribute, Optional.of(new Bound(new BigDecimal(value), false)), Optional.empty());
  }

  private RuleDraft range(Attribute attribute, Optional<Bound> lower, Optional<Bound> upper) {
    ranges.put(attribute, new NumericRange(NOWHERE, lower, upper));
    return this;
  }

  RuleDraft on(DayOfWeek first, DayOfWeek last, int fromHour, int toHour, String zone) {
    time =
        Optional.of(
            new TimeWindow(
                NOWHERE, EnumSet.range(first, last), fromHour * 60, toHour * 60, ZoneId.of(zone)));
    return this;
  }

  RuleDraft valid(Instant from, Instant until) {
    validity = Optional.of(new Validity(NOWHERE, Optional.of(from), Optional.of(until)));
    return this;
  }

  RuleDraft demand(Obligation.Action action, String argument) {
    obligations.add(new Obligation(action, text(argument)));
    return this;
  }

  Rule rule() {
    return new Rule(
        NOWHERE,
        text(id),
        Optional.empty(),
        Optional.empty(),
        priority,
        Optional.of(text(Integer.toString(priority))),
        effect,
        new Match(selectors),
        new Conditions(ranges, time),
        obligations,
        validity);
  }
}

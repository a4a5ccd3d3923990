package dev.policyctl.evaluator;

import dev.policyctl.evaluator.Explanation.Kind;
import dev.policyctl.evaluator.Explanation.Mismatch;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts into words what kept a rule from matching. */
final class Mismatches {
  private Mismatches() {}

  /**
   * @param actual the request's values, as compared
   */
  static Mismatch dimension(Dimension dimension, List<String> actual, Optional<Selector> selector) {
    List<String> expected =
        selector.map(s -> s.values().stream().map(Text::value).toList()).orElse(List.of("*"));
    String text =
        selector.isPresent()
            ? quoted(actual)
                + (actual.size() > 1 ? " are" : " is")
                + " not among "
                + quoted(expected)
            : quoted(actual) + " is no registry entry, and the rule does not name it";
    return new Mismatch(
        Kind.DIMENSION, dimension.key(), actual, expected, dimension.key() + ": " + text);
  }

  private static String quoted(List<String> values) {
    return "`" + String.join("`, `", values) + "`";
  }

  /** The first condition that does not hold; empty if all do. */
  static Optional<Mismatch> condition(Rule rule, Request request, Instant time) {
    for (Map.Entry<Attribute, NumericRange> entry : rule.when().ranges().entrySet()) {
      Optional<BigDecimal> value = request.attribute(entry.getKey());
      if (value.isEmpty() && rule.effect() == Outcome.ALLOW) {
        return Optional.of(absent(entry.getKey(), entry.getValue()));
      }
      if (value.isPresent() && !entry.getValue().contains(value.get())) {
        return Optional.of(outside(entry.getKey(), entry.getValue(), value.get()));
      }
    }
    return rule.when()
        .time()
        .filter(window -> !window.contains(time))
        .map(window -> outside(window, time))
        .or(() -> rule.validity().filter(v -> !v.contains(time)).map(v -> outside(v, time)));
  }

  private static Mismatch absent(Attribute attribute, NumericRange range) {
    return new Mismatch(
        Kind.ATTRIBUTE,
        attribute.key(),
        List.of(),
        List.of(words(range)),
        attribute.key() + ": absent, which no condition of an allow rule accepts");
  }

  private static Mismatch outside(Attribute attribute, NumericRange range, BigDecimal value) {
    return new Mismatch(
        Kind.ATTRIBUTE,
        attribute.key(),
        List.of(value.toString()),
        List.of(words(range)),
        attribute.key() + ": " + value + " is not " + words(range));
  }

  private static String words(NumericRange range) {
    if (range.lower().isPresent() && range.lower().equals(range.upper())) {
      return "= " + range.lower().get().value();
    }
    List<String> parts = new ArrayList<>();
    range.lower().ifPresent(bound -> parts.add(words(">", bound)));
    range.upper().ifPresent(bound -> parts.add(words("<", bound)));
    return String.join(" and ", parts);
  }

  private static String words(String sign, Bound bound) {
    return sign + (bound.inclusive() ? "= " : " ") + bound.value();
  }

  private static Mismatch outside(TimeWindow window, Instant time) {
    ZonedDateTime local = time.atZone(window.zone());
    String days = String.join(", ", window.days().stream().sorted().map(day -> day(day)).toList());
    String expected =
        days
            + " "
            + clock(window.fromMinute())
            + "-"
            + clock(window.toMinute())
            + " "
            + window.zone().getId();
    String shown =
        day(local.getDayOfWeek()) + " " + clock(local.getHour() * 60 + local.getMinute());
    return new Mismatch(
        Kind.TIME,
        "time",
        List.of(time.toString()),
        List.of(expected),
        "time: " + time + " is " + shown + " in " + window.zone().getId() + ", not in " + expected);
  }

  private static String day(java.time.DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  private static Mismatch outside(Validity validity, Instant time) {
    boolean early = validity.from().map(time::isBefore).orElse(false);
    Instant end = (early ? validity.from() : validity.until()).orElse(time);
    String expected = early ? "from " + end : "until " + end;
    return new Mismatch(
        Kind.VALIDITY,
        "validity",
        List.of(time.toString()),
        List.of(expected),
        "validity: the rule exists "
            + expected
            + (early ? " on" : "")
            + ", the request is of "
            + time);
  }
}

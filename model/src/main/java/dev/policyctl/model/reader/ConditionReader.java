package dev.policyctl.model.reader;

import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code when} and {@code validity} of a rule. */
final class ConditionReader {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])");
  private static final int DAY = 24 * 60;

  private final FindingSink sink;

  ConditionReader(FindingSink sink) {
    this.sink = sink;
  }

  /** The conditions; nothing where any is broken, since the rest would hold too often. */
  Optional<Conditions> conditions(Node node) {
    Optional<Fields> fields = Fields.of(node, "`when`", sink);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields when = fields.get();
    Map<Attribute, NumericRange> ranges = new EnumMap<>(Attribute.class);
    boolean sound = true;
    for (Attribute attribute : Attribute.values()) {
      Optional<Node> value = when.find(attribute.key());
      if (value.isPresent()) {
        Optional<NumericRange> range = range(attribute, value.get(), when);
        range.ifPresent(r -> ranges.put(attribute, r));
        sound &= range.isPresent();
      }
    }
    Optional<Node> timeNode = when.find("time");
    Optional<TimeWindow> time = timeNode.flatMap(this::time);
    when.end();
    sound &= timeNode.isPresent() == time.isPresent();
    return sound ? Optional.of(new Conditions(ranges, time)) : Optional.empty();
  }

  private Optional<NumericRange> range(Attribute attribute, Node node, Fields when) {
    Optional<Fields> fields = Fields.of(node, "`" + attribute.key() + "`", sink);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields range = fields.get();
    int given = 0;
    int read = 0;
    Map<String, BigDecimal> ends = new java.util.HashMap<>();
    for (String key : List.of("lt", "lte", "gt", "gte", "eq")) {
      Optional<Node> end = range.find(key);
      if (end.isPresent()) {
        given++;
        Optional<BigDecimal> number = number(attribute, key, end.get());
        number.ifPresent(n -> ends.put(key, n));
        read += number.isPresent() ? 1 : 0;
      }
    }
    range.end();
    if (given != read) {
      return Optional.empty();
    }
    if (!onePerSide(ends)) {
      Values.invalid(
          node, "a range has `eq` alone, or at most one of lt, lte and one of gt, gte", sink);
      return Optional.empty();
    }
    return Optional.of(
        new NumericRange(
            when.entrySpan(attribute.key()), bound(ends, "gt", "gte"), bound(ends, "lt", "lte")));
  }

  private Optional<BigDecimal> number(Attribute attribute, String key, Node node) {
    String what = "`" + key + "`";
    return attribute.integer()
        ? Values.integer(node, what, 0, Long.MAX_VALUE, sink).map(BigDecimal::valueOf)
        : Values.decimal(node, what, sink);
  }

  private static boolean onePerSide(Map<String, BigDecimal> ends) {
    Set<String> keys = ends.keySet();
    boolean doubled =
        keys.containsAll(Set.of("lt", "lte")) || keys.containsAll(Set.of("gt", "gte"));
    return !keys.isEmpty() && !doubled && (keys.size() == 1 || !keys.contains("eq"));
  }

  private static Optional<Bound> bound(
      Map<String, BigDecimal> ends, String strict, String inclusive) {
    BigDecimal exact = ends.get("eq");
    if (exact != null) {
      return Optional.of(new Bound(exact, true));
    }
    BigDecimal open = ends.get(strict);
    if (open != null) {
      return Optional.of(new Bound(open, false));
    }
    return Optional.ofNullable(ends.get(inclusive)).map(value -> new Bound(value, true));
  }

  private Optional<TimeWindow> time(Node node) {
    Optional<Fields> fields = Fields.of(node, "`time`", sink);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields time = fields.get();
    Optional<Set<DayOfWeek>> days =
        time.find("days").map(this::days).orElse(Optional.of(EnumSet.allOf(DayOfWeek.class)));
    Optional<Integer> from =
        time.find("from").map(n -> clock(n, "from", DAY - 1)).orElse(Optional.of(0));
    Optional<Integer> to = time.find("to").map(n -> clock(n, "to", DAY)).orElse(Optional.of(DAY));
    Optional<ZoneId> zone = time.require("zone").flatMap(this::zone);
    time.end();
    if (days.isEmpty() || from.isEmpty() || to.isEmpty() || zone.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new TimeWindow(node.span(), days.get(), from.get(), to.get(), zone.get()));
  }

  private Optional<Set<DayOfWeek>> days(Node node) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    Optional<List<Node>> items = Values.filledList(node, "`days`", sink);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    boolean sound = true;
    for (Node item : items.get()) {
      Optional<Text> day = Values.oneOf(item, "a day", DAYS, sink);
      day.ifPresent(d -> days.add(DayOfWeek.of(DAYS.indexOf(d.value()) + 1)));
      sound &= day.isPresent();
    }
    return sound ? Optional.of(days) : Optional.empty();
  }

  private Optional<Integer> clock(Node node, String key, int max) {
    Optional<Text> text =
        Values.string(node, "`" + key + "` is a time of day in quotes, as \"08:00\"", sink);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = CLOCK.matcher(text.get().value());
    int minute =
        matcher.matches()
            ? Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2))
            : Integer.MAX_VALUE;
    if (minute > max || (key.equals("to") && minute == 0)) {
      String last = max == DAY ? "00:01 to 24:00" : "00:00 to 23:59";
      Values.invalid(node, "`" + key + "` is a time of day from " + last, sink);
      return Optional.empty();
    }
    return Optional.of(minute);
  }

  private Optional<ZoneId> zone(Node node) {
    Optional<Text> text = Values.text(node, "`zone`", sink);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String name = text.get().value();
    try {
      boolean region = name.contains("/") || name.equals("UTC");
      if (region && !name.toLowerCase(Locale.ROOT).startsWith("systemv/")) {
        return Optional.of(ZoneId.of(name));
      }
    } catch (DateTimeException e) {
      // Said below, in the same words as for names that only Java knows.
    }
    Values.invalid(node, "`zone` is an IANA time zone such as Europe/Zurich or UTC", sink);
    return Optional.empty();
  }

  /** The validity; nothing where an end is broken. */
  Optional<Validity> validity(Node node) {
    Optional<Fields> fields = Fields.of(node, "`validity`", sink);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields validity = fields.get();
    Optional<Node> fromNode = validity.find("from");
    Optional<Node> untilNode = validity.find("until");
    validity.end();
    Optional<Instant> from = fromNode.flatMap(n -> Values.instant(n, "`from`", sink));
    Optional<Instant> until = untilNode.flatMap(n -> Values.instant(n, "`until`", sink));
    if (fromNode.isEmpty() && untilNode.isEmpty()) {
      Values.invalid(node, "`validity` has `from`, `until` or both", sink);
      return Optional.empty();
    }
    boolean sound =
        from.isPresent() == fromNode.isPresent() && until.isPresent() == untilNode.isPresent();
    return sound ? Optional.of(new Validity(node.span(), from, until)) : Optional.empty();
  }
}

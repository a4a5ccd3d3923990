package dev.policyctl.analysis.change;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.TimeWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** The words of a region's times, read back: conditions that hold, or do not, all together. */
final class TimePhrase {
  private TimePhrase() {}

  /** Whether an instant is among those that a phrase stands for. */
  static boolean holds(String phrase, Instant at) {
    return List.of(phrase.split(" and ", -1)).stream().allMatch(literal -> literal(literal, at));
  }

  private static boolean literal(String literal, Instant at) {
    if (literal.startsWith("outside ")) {
      String inside = literal.substring("outside ".length());
      boolean span = inside.contains(" until ");
      return span ? !validity("from " + inside, at) : !window(inside, at);
    }
    boolean validity = literal.startsWith("from ") || literal.startsWith("until ");
    return validity ? validity(literal, at) : window(literal, at);
  }

  private static boolean validity(String words, Instant at) {
    List<String> parts = List.of(words.split(" ", -1));
    boolean holds = true;
    for (int i = 0; i < parts.size(); i += 2) {
      String text = parts.get(i + 1);
      Instant end = Instant.parse(text.contains("T") ? text : text + "T00:00:00Z");
      holds &= parts.get(i).equals("from") ? !at.isBefore(end) : at.isBefore(end);
    }
    return holds;
  }

  private static boolean window(String words, Instant at) {
    List<String> parts = new ArrayList<>(List.of(words.split(" ", -1)));
    ZoneId zone = ZoneId.of(parts.remove(parts.size() - 1));
    String hours = parts.size() > 1 ? parts.get(1) : "00:00-24:00";
    return new TimeWindow(
            Span.startOf("words"),
            days(parts.get(0)),
            minute(hours.substring(0, 5)),
            minute(hours.substring(6)),
            zone)
        .contains(at);
  }

  private static int minute(String clock) {
    return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
  }

  private static EnumSet<DayOfWeek> days(String words) {
    if (words.equals("daily")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    if (words.contains("-")) {
      List<String> ends = List.of(words.split("-", -1));
      return EnumSet.range(day(ends.get(0)), day(ends.get(1)));
    }
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    List.of(words.split(",", -1)).forEach(word -> days.add(day(word)));
    return days;
  }

  private static DayOfWeek day(String word) {
    return EnumSet.allOf(DayOfWeek.class).stream()
        .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(word))
        .findFirst()
        .orElseThrow();
  }
}

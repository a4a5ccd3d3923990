package dev.policyctl.analysis.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.anomaly.RandomWorld;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.TimeAxis;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.reader.Values;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The words of a set of times, read back, are just that set. */
class TimeWordsTest {
  private static final Span SPAN = Span.startOf("words");

  @Test
  void wordsAreJustTheSet() {
    int sets = 0;
    for (long seed = 1; seed <= 600; seed++) {
      RandomWorld world = new RandomWorld(seed);
      RequestSpace space = RequestSpace.of(world.engine.compiled(), world.asOf);
      if (space.axisOfTime() < 0) {
        continue;
      }
      TimeAxis axis = (TimeAxis) space.axes().get(space.axisOfTime());
      Random random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        long[] set = Bits.empty(axis.size());
        for (int atom = 0; atom < axis.size(); atom++) {
          if (random.nextBoolean()) {
            Bits.set(set, atom);
          }
        }
        List<String> words = new TimeWords(axis).of(set);
        for (int atom = 0; atom < axis.size(); atom++) {
          Instant at = axis.first(atom);
          assertThat(words.stream().anyMatch(product -> holds(product, at)))
              .as("seed " + seed + ": " + words + " at " + at)
              .isEqualTo(Bits.get(set, atom));
        }
        sets++;
      }
    }
    assertThat(sets).isGreaterThan(500);
  }

  private static boolean holds(String product, Instant at) {
    for (String word : product.split(" and ", -1)) {
      boolean outside = word.startsWith("outside ");
      if (condition(outside ? word.substring("outside ".length()) : word, at) == outside) {
        return false;
      }
    }
    return true;
  }

  private static boolean condition(String words, Instant at) {
    String[] parts = words.split(" ", -1);
    if (parts.length == 3 && parts[1].equals("until")) {
      return condition("from " + words, at);
    }
    if (parts[0].equals("as")) {
      return Instant.parse(parts[2]).equals(at);
    }
    if (parts[0].equals("from") || parts[0].equals("until")) {
      for (int i = 0; i < parts.length; i += 2) {
        Instant end = Values.parseInstant(parts[i + 1]).orElseThrow();
        if (at.isBefore(end) == parts[i].equals("from")) {
          return false;
        }
      }
      return true;
    }
    String hours = parts.length == 3 ? parts[1] : "00:00-24:00";
    ZoneId zone = ZoneId.of(parts[parts.length - 1]);
    int from = minutes(hours.substring(0, 5));
    return new TimeWindow(SPAN, days(parts[0]), from, minutes(hours.substring(6)), zone)
        .contains(at);
  }

  private static int minutes(String clock) {
    return 60 * Integer.parseInt(clock.substring(0, 2)) + Integer.parseInt(clock.substring(3));
  }

  private static Set<DayOfWeek> days(String words) {
    if (words.equals("daily")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    if (words.contains("-")) {
      String[] ends = words.split("-", -1);
      return EnumSet.range(day(ends[0]), day(ends[1]));
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String word : words.split(",", -1)) {
      days.add(day(word));
    }
    return days;
  }

  private static DayOfWeek day(String word) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(word)) {
        return day;
      }
    }
    throw new IllegalArgumentException(word);
  }
}

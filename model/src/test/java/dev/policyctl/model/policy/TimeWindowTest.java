package dev.policyctl.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private static TimeWindow window(Set<DayOfWeek> days, int from, int to, String zone) {
    return new TimeWindow(Span.startOf("policy.yaml"), days, from, to, ZoneId.of(zone));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-07T05:59:59Z, false", // Monday 07:59:59 in Zurich
    "2026-09-07T06:00:00Z, true",
    "2026-09-07T15:59:59.999Z, true",
    "2026-09-07T16:00:00Z, false",
    "2026-09-06T10:00:00Z, false", // Sunday
    "2026-12-07T06:30:00Z, false", // winter: 07:30
    "2026-12-07T07:00:00Z, true"
  })
  void isHalfOpenInLocalTime(Instant instant, boolean inside) {
    assertThat(window(WORKDAYS, 480, 1080, "Europe/Zurich").contains(instant)).isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-04T21:59:00Z, false", // Friday
    "2026-09-04T22:00:00Z, true",
    "2026-09-05T05:59:59Z, true", // Saturday morning still is Friday's window
    "2026-09-05T06:00:00Z, false",
    "2026-09-05T23:00:00Z, false", // Saturday night has none
    "2026-09-06T03:00:00Z, false",
    "2026-09-07T03:00:00Z, false", // Monday morning would be Sunday's
    "2026-09-07T22:30:00Z, true"
  })
  void runsPastMidnightOnTheDayOnWhichItStarted(Instant instant, boolean inside) {
    assertThat(window(WORKDAYS, 1320, 360, "UTC").contains(instant)).isEqualTo(inside);
  }

  @Test
  void runsPastTheEndOfTheWeek() {
    TimeWindow sunday = window(EnumSet.of(DayOfWeek.SUNDAY), 1380, 60, "UTC");
    assertThat(sunday.contains(Instant.parse("2026-09-06T23:30:00Z"))).isTrue();
    assertThat(sunday.contains(Instant.parse("2026-09-07T00:30:00Z"))).isTrue();
    assertThat(sunday.contains(Instant.parse("2026-09-06T00:30:00Z"))).isFalse();
  }

  @Test
  void endsWithTheDayAtTwentyFourHundred() {
    TimeWindow evening = window(EnumSet.of(DayOfWeek.MONDAY), 1080, 1440, "UTC");
    assertThat(evening.contains(Instant.parse("2026-09-07T23:59:59Z"))).isTrue();
    assertThat(evening.contains(Instant.parse("2026-09-08T00:00:00Z"))).isFalse();
  }

  @Test
  void hasNoHourThatTheClockSkips() {
    // 2026-03-29 in Zurich: 02:00 becomes 03:00.
    TimeWindow skipped = window(EnumSet.allOf(DayOfWeek.class), 120, 180, "Europe/Zurich");
    for (int minute = 0; minute < 24 * 60; minute++) {
      Instant instant = Instant.parse("2026-03-28T23:00:00Z").plusSeconds(60L * minute);
      assertThat(skipped.contains(instant)).as("%s", instant).isFalse();
    }
  }

  @Test
  void holdsTwiceInTheHourThatTheClockRepeats() {
    // 2026-10-25 in Zurich: 03:00 becomes 02:00, so 02:30 is there twice.
    TimeWindow repeated = window(EnumSet.allOf(DayOfWeek.class), 120, 180, "Europe/Zurich");
    assertThat(repeated.contains(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
    assertThat(repeated.contains(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
    assertThat(repeated.contains(Instant.parse("2026-10-25T02:00:00Z"))).isFalse();
  }

  @Test
  void countsMinutesOfZonesWithOddOffsets() {
    TimeWindow nepal = window(EnumSet.allOf(DayOfWeek.class), 600, 601, "Asia/Kathmandu");
    assertThat(nepal.contains(Instant.parse("2026-09-07T04:15:30Z"))).isTrue();
    assertThat(nepal.contains(Instant.parse("2026-09-07T04:16:00Z"))).isFalse();
  }
}

package dev.policyctl.evaluator.reference;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random {@code when} and {@code validity}, with cuts on which random requests lie exactly. */
final class RandomConditions {
  private static final Span SPAN = Span.startOf("policies/prod/default/policy.yaml");

  /** Where attributes are cut; as decimals these are written in more than one way. */
  static final List<String> CUTS = List.of("0", "1", "2", "2.0", "3");

  /**
   * Instants around which everything happens: both changes of the clocks in Zurich, the weeks in
   * which New York differs, a year's end.
   */
  static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("2026-03-29T01:00:00Z"),
          Instant.parse("2026-10-25T01:00:00Z"),
          Instant.parse("2026-03-08T07:00:00Z"),
          Instant.parse("2026-12-31T23:00:00Z"),
          Instant.parse("2026-09-01T09:00:00Z"));

  private static final List<String> ZONES =
      List.of("Europe/Zurich", "America/New_York", "UTC", "Asia/Kolkata", "Australia/Lord_Howe");

  private RandomConditions() {}

  static Conditions when(Random random) {
    Map<Attribute, NumericRange> ranges = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      if (random.nextInt(8) == 0) {
        ranges.put(attribute, range(attribute, random));
      }
    }
    return new Conditions(
        ranges, random.nextInt(6) == 0 ? Optional.of(window(random)) : Optional.empty());
  }

  private static NumericRange range(Attribute attribute, Random random) {
    BigDecimal low = new BigDecimal(CUTS.get(random.nextInt(CUTS.size())));
    if (attribute.integer()) {
      low = low.setScale(0);
    }
    Bound at = new Bound(low, true);
    Bound above = new Bound(low.add(new BigDecimal(2)), random.nextBoolean());
    return switch (random.nextInt(4)) {
      case 0 -> new NumericRange(SPAN, Optional.of(at), Optional.of(at));
      case 1 -> new NumericRange(SPAN, Optional.empty(), Optional.of(above));
      case 2 ->
          new NumericRange(
              SPAN, Optional.of(new Bound(low, random.nextBoolean())), Optional.empty());
      default ->
          new NumericRange(
              SPAN, Optional.of(new Bound(low, random.nextBoolean())), Optional.of(above));
    };
  }

  private static TimeWindow window(Random random) {
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextBoolean()) {
        days.add(day);
      }
    }
    int from = random.nextInt(48) * 30;
    int to = 30 + random.nextInt(48) * 30;
    return new TimeWindow(
        SPAN,
        days,
        from,
        to == from ? (to == 30 ? 60 : to - 30) : to,
        ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
  }

  static Optional<Validity> validity(Random random) {
    if (random.nextInt(6) != 0) {
      return Optional.empty();
    }
    Instant moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
    return Optional.of(
        switch (random.nextInt(3)) {
          case 0 -> new Validity(SPAN, Optional.of(moment), Optional.empty());
          case 1 -> new Validity(SPAN, Optional.empty(), Optional.of(moment));
          default ->
              new Validity(SPAN, Optional.of(moment), Optional.of(moment.plusSeconds(86_400)));
        });
  }
}

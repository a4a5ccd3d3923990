package dev.policyctl.analysis.anomaly;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random conditions: one attribute with few bounds, and windows on the half hours of few zones. */
final class RandomTerms {
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("Europe/Zurich"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Kolkata"));

  private final Random random;
  private final Instant asOf;
  private final boolean numbers;
  private final boolean times;
  private final Attribute attribute;

  RandomTerms(Random random, Instant asOf, boolean numbers, boolean times) {
    this.random = random;
    this.asOf = asOf;
    this.numbers = numbers;
    this.times = times;
    this.attribute = random.nextBoolean() ? Attribute.INPUT_TOKENS : Attribute.RISK_SCORE;
  }

  Conditions when() {
    return new Conditions(
        numbers && random.nextInt(2) == 0 ? Map.of(attribute, range()) : Map.of(),
        times && random.nextInt(3) == 0 ? Optional.of(window()) : Optional.empty());
  }

  private NumericRange range() {
    BigDecimal at = BigDecimal.valueOf(1 + random.nextInt(2));
    Optional<Bound> bound = Optional.of(new Bound(at, random.nextBoolean()));
    return switch (random.nextInt(3)) {
      case 0 -> new NumericRange(RandomWorld.SPAN, bound, Optional.empty());
      case 1 -> new NumericRange(RandomWorld.SPAN, Optional.empty(), bound);
      default -> {
        Optional<Bound> same = Optional.of(new Bound(at, true));
        yield new NumericRange(RandomWorld.SPAN, same, same);
      }
    };
  }

  private TimeWindow window() {
    EnumSet<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
    if (random.nextBoolean()) {
      days = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.of(1 + random.nextInt(7)));
    }
    int from = 60 * random.nextInt(24);
    int to = 60 * (1 + random.nextInt(24));
    return new TimeWindow(
        RandomWorld.SPAN,
        days,
        from,
        to == from ? to + 30 : to,
        ZONES.get(random.nextInt(ZONES.size())));
  }

  /** Ends on full hours, some of them past. */
  Optional<Validity> validity() {
    if (!times || random.nextInt(4) != 0) {
      return Optional.empty();
    }
    Instant hour = asOf.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
    Instant at = hour.plus(Duration.ofHours(12L * (random.nextInt(9) - 3)));
    return Optional.of(
        switch (random.nextInt(3)) {
          case 0 -> new Validity(RandomWorld.SPAN, Optional.of(at), Optional.empty());
          case 1 -> new Validity(RandomWorld.SPAN, Optional.empty(), Optional.of(at));
          default ->
              new Validity(
                  RandomWorld.SPAN, Optional.of(at), Optional.of(at.plus(Duration.ofDays(2))));
        });
  }
}

package dev.policyctl.analysis.query;

import dev.policyctl.analysis.anomaly.RandomWorld;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Random questions about a random policy. */
final class RandomQuestion {
  private static final Span SPAN = Span.startOf("question");

  private final RandomWorld world;
  private final Random random;

  RandomQuestion(RandomWorld world) {
    this.world = world;
    this.random = new Random(world.seed * 31 + 7);
  }

  Question question() {
    Map<Dimension, SortedSet<String>> values = new EnumMap<>(Dimension.class);
    for (Dimension dimension : world.engine.compiled().dimensions()) {
      if (random.nextInt(3) == 0) {
        List<String> names = Enumeration.names(world, dimension);
        SortedSet<String> some = new TreeSet<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
          some.add(names.get(random.nextInt(names.size())));
        }
        values.put(dimension, some);
      }
    }
    Map<Attribute, Optional<NumericRange>> numbers = new EnumMap<>(Attribute.class);
    for (Attribute attribute : List.of(Attribute.INPUT_TOKENS, Attribute.RISK_SCORE)) {
      if (random.nextInt(4) == 0) {
        numbers.put(attribute, random.nextInt(3) == 0 ? Optional.empty() : Optional.of(range()));
      }
    }
    Optional<Instant> time =
        random.nextInt(4) == 0
            ? Optional.of(world.asOf.plus(Duration.ofMinutes(random.nextInt(200_000))))
            : Optional.empty();
    return new Question(values, numbers, time);
  }

  private NumericRange range() {
    int from = random.nextInt(3);
    Optional<Bound> low = Optional.of(new Bound(BigDecimal.valueOf(from), true));
    Optional<Bound> high =
        Optional.of(new Bound(BigDecimal.valueOf(from + random.nextInt(3)), true));
    return switch (random.nextInt(3)) {
      case 0 -> new NumericRange(SPAN, low, Optional.empty());
      case 1 -> new NumericRange(SPAN, Optional.empty(), high);
      default -> new NumericRange(SPAN, low, high);
    };
  }

  /** A dimension to tell apart, or none. */
  Optional<Dimension> asked() {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(dimension());
  }

  Dimension dimension() {
    List<Dimension> dimensions = world.engine.compiled().dimensions();
    return dimensions.get(random.nextInt(dimensions.size()));
  }

  boolean coin() {
    return random.nextBoolean();
  }
}

package dev.policyctl.evaluator.reference;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random requests: mostly known values, often enough none, strange ones, or several. */
public final class RandomRequests {
  private static final List<String> STRANGE =
      List.of("", "$unknown", "$missing", "*", "**", "ghost", "phantom", "CHAT", "default");

  private RandomRequests() {}

  /** A request to the environment and tenant of random policies, but for a few. */
  public static Request next(Registries registries, Random random) {
    Request.Builder builder = Request.builder();
    if (random.nextInt(60) == 0) {
      return Request.unreadable("random");
    }
    Instant time =
        RandomConditions.MOMENTS
            .get(random.nextInt(RandomConditions.MOMENTS.size()))
            .plusSeconds((random.nextInt(200) - 100) * 1800L)
            .plusNanos(random.nextInt(3) - 1L);
    builder
        .time(random.nextInt(60) == 0 ? null : time)
        .environment(random.nextInt(40) == 0 ? strange(random) : RandomPolicies.ENVIRONMENT)
        .tenant(random.nextInt(3) == 0 ? RandomPolicies.TENANT : null)
        .expiry(expiry(time, random))
        .subject("user", random.nextInt(8) == 0 ? null : "u" + random.nextInt(2));
    if (random.nextInt(40) == 0) {
      builder.tenant(strange(random));
    }
    for (Dimension dimension : Dimension.values()) {
      builder.values(dimension, values(dimension, registries, random));
    }
    if (random.nextInt(30) == 0) {
      builder.resource("tool", "openai/gpt-4o");
    }
    for (Attribute attribute : Attribute.values()) {
      builder.attribute(attribute, random.nextInt(3) == 0 ? null : number(attribute, random));
    }
    return builder.build();
  }

  private static Instant expiry(Instant time, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> time;
      case 2 -> time.minusSeconds(30);
      case 3 -> time.minusSeconds(30).plusNanos(1);
      default -> time.plusSeconds(3600);
    };
  }

  private static BigDecimal number(Attribute attribute, Random random) {
    String cut = RandomConditions.CUTS.get(random.nextInt(RandomConditions.CUTS.size()));
    BigDecimal number = new BigDecimal(cut);
    return switch (random.nextInt(8)) {
      case 0 -> attribute.integer() ? number : number.add(new BigDecimal("1e-18"));
      case 1 -> number.subtract(BigDecimal.ONE);
      case 2 -> number.add(BigDecimal.ONE);
      default -> number;
    };
  }

  private static List<String> values(Dimension dimension, Registries registries, Random random) {
    boolean several = dimension == Dimension.ROLES || dimension == Dimension.CLASSIFICATIONS;
    int size = several && random.nextInt(2) == 0 ? random.nextInt(5) : 1;
    if (random.nextInt(12) == 0) {
      size = 0;
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(value(dimension, registries, random));
    }
    return values;
  }

  private static String value(Dimension dimension, Registries registries, Random random) {
    List<String> names = new ArrayList<>();
    registries
        .find(dimension)
        .ifPresent(
            registry -> {
              names.addAll(registry.entries().keySet());
              names.addAll(registry.aliases().keySet().stream().sorted().toList());
            });
    return names.isEmpty() || random.nextInt(12) == 0
        ? strange(random)
        : names.get(random.nextInt(names.size()));
  }

  private static String strange(Random random) {
    return STRANGE.get(random.nextInt(STRANGE.size()));
  }
}

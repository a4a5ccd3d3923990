package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every request that can matter to a small policy, made without the request space: all names, a
 * strange one and absence; values at, between and beyond all bounds; of every half hour from as-of
 * to a year past the last validity one for each way in which the conditions on time hold.
 */
final class EveryRequest {
  static final String STRANGE = "stranger";
  private static final Duration STEP = Duration.ofMinutes(30);

  private final RandomWorld world;

  /** Identities: all sets of up to four registered roles, a strange one, none. */
  final List<List<String>> identities;

  /** Everything but the identity, the model and the classes. */
  final List<Request> rests;

  /** Models; an empty one stands for absence. */
  final List<Optional<String>> models;

  EveryRequest(RandomWorld world) {
    this.world = world;
    this.identities = identities(names(world.registries, Dimension.ROLES));
    this.models = values(world.registries, Dimension.MODELS);
    this.rests = rests();
  }

  static List<String> names(Registries registries, Dimension dimension) {
    return registries.find(dimension).map(r -> List.copyOf(r.entries().keySet())).orElseThrow();
  }

  private static List<Optional<String>> values(Registries registries, Dimension dimension) {
    List<Optional<String>> values = new ArrayList<>();
    names(registries, dimension).forEach(name -> values.add(Optional.of(name)));
    values.add(Optional.of(STRANGE));
    values.add(Optional.empty());
    return values;
  }

  private static List<List<String>> identities(List<String> names) {
    List<List<String>> identities = new ArrayList<>();
    for (int set = 1; set < 1 << names.size(); set++) {
      List<String> roles = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if ((set & (1 << i)) != 0) {
          roles.add(names.get(i));
        }
      }
      identities.add(roles);
    }
    identities.add(List.of(STRANGE));
    identities.add(List.of());
    return identities;
  }

  private List<Request> rests() {
    List<Request> rests = new ArrayList<>();
    List<Optional<String>> tools =
        world.registries.dimensions().contains(Dimension.TOOLS)
            ? values(world.registries, Dimension.TOOLS)
            : List.of(Optional.empty());
    for (Instant time : times()) {
      for (Request numbered : numbered(time)) {
        for (Optional<String> route : values(world.registries, Dimension.ROUTES)) {
          for (Optional<String> tool : tools) {
            rests.add(
                numbered.toBuilder().route(route.orElse(null)).tool(tool.orElse(null)).build());
          }
        }
      }
    }
    return rests;
  }

  private List<Request> numbered(Instant time) {
    Request.Builder plain =
        Request.builder()
            .environment("prod")
            .tenant("default")
            .time(time)
            .expiry(time.plusSeconds(60));
    List<Request> requests = new ArrayList<>(List.of(plain.build()));
    for (Attribute attribute : Attribute.values()) {
      for (BigDecimal value : samples(attribute)) {
        requests.add(plain.build().toBuilder().attribute(attribute, value).build());
      }
    }
    return requests;
  }

  /** Values of an attribute that rules condition on, at and around every bound. */
  private Set<BigDecimal> samples(Attribute attribute) {
    TreeSet<BigDecimal> samples = new TreeSet<>();
    BigDecimal little = attribute.integer() ? BigDecimal.ONE : new BigDecimal("0.25");
    for (Rule rule : world.policy.rules()) {
      Optional.ofNullable(rule.when().ranges().get(attribute))
          .ifPresent(
              range ->
                  java.util.stream.Stream.of(range.lower(), range.upper())
                      .flatMap(Optional::stream)
                      .forEach(
                          bound -> {
                            samples.add(bound.value().subtract(little));
                            samples.add(bound.value());
                            samples.add(bound.value().add(little));
                          }));
    }
    return samples;
  }

  private List<Instant> times() {
    List<Rule> rules = world.policy.rules();
    boolean timeless =
        rules.stream().allMatch(r -> r.when().time().isEmpty() && r.validity().isEmpty());
    if (timeless) {
      return List.of(world.asOf);
    }
    Instant last = world.asOf;
    for (Rule rule : rules) {
      for (Instant end :
          rule.validity().stream()
              .flatMap(
                  v -> java.util.stream.Stream.of(v.from(), v.until()).flatMap(Optional::stream))
              .toList()) {
        last = end.isAfter(last) ? end : last;
      }
    }
    Set<Instant> times = new LinkedHashSet<>();
    Set<BitSet> seen = new HashSet<>();
    Instant end = last.plus(Duration.ofDays(366));
    for (Instant time = world.asOf; time.isBefore(end); time = time.plus(STEP)) {
      if (seen.add(holding(time))) {
        times.add(time);
        if (world.seed % 4 == 0) {
          times.add(time.plus(STEP).minusNanos(1)); // nothing happens within a half hour
        }
      }
    }
    return List.copyOf(times);
  }

  private BitSet holding(Instant time) {
    BitSet holding = new BitSet();
    List<Rule> rules = world.policy.rules();
    for (int i = 0; i < rules.size(); i++) {
      holding.set(2 * i, rules.get(i).when().time().map(w -> w.contains(time)).orElse(true));
      holding.set(2 * i + 1, rules.get(i).validity().map(v -> v.contains(time)).orElse(true));
    }
    return holding;
  }
}

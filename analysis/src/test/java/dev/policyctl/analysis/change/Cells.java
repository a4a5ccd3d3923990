package dev.policyctl.analysis.change;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything of a request that is no name, made without the request space: one value for each way
 * in which it compares to the bounds of both sides, absence, and one instant for each way in which
 * the conditions of both sides on time hold on a grid of half hours.
 */
final class Cells {
  private static final Duration STEP = Duration.ofMinutes(30);

  /** The cells, each as a request without names. */
  final List<Request> requests = new ArrayList<>();

  private final List<Rule> rules;
  private final Instant asOf;

  Cells(PolicyEngine before, PolicyEngine after, Instant asOf) {
    this.asOf = asOf;
    this.rules =
        Stream.of(before, after).flatMap(e -> e.compiled().policy().rules().stream()).toList();
    for (Instant time : times()) {
      List<Request> partial =
          List.of(
              Request.builder()
                  .environment("prod")
                  .tenant("default")
                  .time(time)
                  .expiry(time.plusSeconds(60))
                  .build());
      for (Attribute attribute : Attribute.values()) {
        partial = numbered(partial, attribute);
      }
      requests.addAll(partial);
    }
  }

  private List<Request> numbered(List<Request> partial, Attribute attribute) {
    List<Request> numbered = new ArrayList<>(partial);
    for (BigDecimal sample : samples(attribute)) {
      partial.forEach(r -> numbered.add(r.toBuilder().attribute(attribute, sample).build()));
    }
    return numbered;
  }

  private Iterable<BigDecimal> samples(Attribute attribute) {
    List<NumericRange> ranges =
        rules.stream()
            .flatMap(rule -> Optional.ofNullable(rule.when().ranges().get(attribute)).stream())
            .toList();
    if (ranges.isEmpty()) {
      return List.of();
    }
    TreeSet<BigDecimal> all = new TreeSet<>(List.of(BigDecimal.ZERO));
    List<Predicate<BigDecimal>> bounds = new ArrayList<>();
    for (NumericRange range : ranges) {
      range.lower().ifPresent(b -> bounds.add(v -> above(v, b)));
      range.upper().ifPresent(b -> bounds.add(v -> above(b.value(), new Bound(v, b.inclusive()))));
      Stream.of(range.lower(), range.upper())
          .flatMap(Optional::stream)
          .forEach(bound -> around(attribute, bound.value(), all));
    }
    Map<List<Boolean>, BigDecimal> samples = new LinkedHashMap<>();
    for (BigDecimal value : all) {
      samples.putIfAbsent(bounds.stream().map(bound -> bound.test(value)).toList(), value);
    }
    return samples.values();
  }

  private static boolean above(BigDecimal value, Bound bound) {
    int comparison = value.compareTo(bound.value());
    return comparison > 0 || (comparison == 0 && bound.inclusive());
  }

  private static void around(Attribute attribute, BigDecimal value, Set<BigDecimal> all) {
    for (String by : List.of("-1", "-0.5", "-0.25", "0", "0.25", "0.5", "1")) {
      BigDecimal near = value.add(new BigDecimal(by));
      boolean whole = near.stripTrailingZeros().scale() <= 0;
      if (near.signum() >= 0 && (whole || !attribute.integer())) {
        all.add(near);
      }
    }
  }

  private List<Instant> times() {
    TreeSet<Instant> ends = new TreeSet<>(List.of(asOf));
    boolean timeless = true;
    for (Rule rule : rules) {
      timeless &= rule.when().time().isEmpty() && rule.validity().isEmpty();
      rule.validity().flatMap(v -> v.from()).ifPresent(ends::add);
      rule.validity().flatMap(v -> v.until()).ifPresent(ends::add);
    }
    if (timeless) {
      return List.of(asOf);
    }
    Map<BitSet, Instant> times = new LinkedHashMap<>();
    Instant horizon = ends.last().plus(Duration.ofDays(366));
    for (Instant time = asOf; time.isBefore(horizon); time = time.plus(STEP)) {
      times.putIfAbsent(holding(time), time);
    }
    return List.copyOf(times.values());
  }

  private BitSet holding(Instant time) {
    BitSet holding = new BitSet();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      holding.set(2 * i, rule.when().time().map(w -> w.contains(time)).orElse(true));
      holding.set(2 * i + 1, rule.validity().map(v -> v.contains(time)).orElse(true));
    }
    return holding;
  }

  /** The cells that some words of an axis stand for. */
  BitSet among(String axis, List<String> words) {
    BitSet among = new BitSet();
    for (int i = 0; i < requests.size(); i++) {
      Request request = requests.get(i);
      among.set(i, words.stream().anyMatch(word -> in(request, axis, word)));
    }
    return among;
  }

  private boolean in(Request request, String axis, String word) {
    if (axis.equals("time")) {
      Instant at = request.time().orElseThrow();
      return word.startsWith("as at ")
          ? holding(Instant.parse(word.substring("as at ".length()))).equals(holding(at))
          : TimePhrase.holds(word, at);
    }
    Optional<BigDecimal> value = request.attribute(Attribute.ofKey(axis).orElseThrow());
    return word.equals("absent")
        ? value.isEmpty()
        : value.isPresent() && (word.equals("any") || holds(value.get(), word));
  }

  private static boolean holds(BigDecimal value, String words) {
    List<String> parts = List.of(words.split(" ", -1));
    boolean holds = parts.size() % 2 == 0;
    for (int i = 0; i < parts.size(); i += 2) {
      int comparison = value.compareTo(new BigDecimal(parts.get(i + 1)));
      Map<String, Boolean> by =
          new TreeMap<>(
              Map.of(
                  "=",
                  comparison == 0,
                  "<",
                  comparison < 0,
                  "<=",
                  comparison <= 0,
                  ">",
                  comparison > 0,
                  ">=",
                  comparison >= 0));
      holds &= Optional.ofNullable(by.get(parts.get(i))).orElseThrow();
    }
    return holds;
  }
}

package dev.policyctl.analysis.query;

import dev.policyctl.analysis.anomaly.RandomWorld;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every atomic request that a question is about, made without the request space and decided by the
 * evaluator, one at a time.
 */
final class Enumeration {
  static final String STRANGE = "stranger";
  private static final Duration STEP = Duration.ofMinutes(30);

  /** What the evaluator said of one request; {@code names} has a canonical name a dimension. */
  record Row(Map<Dimension, String> names, Request request, Verdict verdict) {}

  final List<Dimension> dimensions;
  final List<Row> rows = new ArrayList<>();
  private final RandomWorld world;
  private final Question question;

  Enumeration(RandomWorld world, Question question) {
    this.world = world;
    this.question = question;
    this.dimensions = world.engine.compiled().dimensions();
    for (Request cell : cells()) {
      categories(0, new LinkedHashMap<>(), cell);
    }
  }

  static List<String> names(RandomWorld world, Dimension dimension) {
    List<String> names =
        new ArrayList<>(world.registries.find(dimension).orElseThrow().entries().keySet());
    names.add(Dimension.UNKNOWN);
    names.add(Dimension.MISSING);
    return names;
  }

  private void categories(int at, Map<Dimension, String> names, Request request) {
    if (at == dimensions.size()) {
      Decision decision = world.engine.evaluate(request);
      rows.add(
          new Row(
              Map.copyOf(names), request, new Verdict(decision.outcome(), decision.obligations())));
      return;
    }
    Dimension dimension = dimensions.get(at);
    for (String name : names(world, dimension)) {
      if (!question.values().containsKey(dimension)
          || question.values().get(dimension).contains(name)) {
        names.put(dimension, name);
        categories(at + 1, names, with(request, dimension, name));
      }
    }
  }

  static Request with(Request request, Dimension dimension, String name) {
    if (name.equals(Dimension.MISSING)) {
      return request;
    }
    List<String> values = List.of(name.equals(Dimension.UNKNOWN) ? STRANGE : name);
    return request.toBuilder().values(dimension, values).build();
  }

  /** Numbers and times, one for each cell. */
  private List<Request> cells() {
    List<Request> cells = new ArrayList<>();
    for (Instant time : times()) {
      List<Request> now =
          List.of(
              Request.builder()
                  .environment("prod")
                  .tenant("default")
                  .time(time)
                  .expiry(time.plusSeconds(60))
                  .build());
      for (Attribute attribute : Attribute.values()) {
        List<Request> more = new ArrayList<>();
        for (Request request : now) {
          for (Optional<BigDecimal> value : samples(attribute)) {
            more.add(
                value
                    .map(v -> request.toBuilder().attribute(attribute, v).build())
                    .orElse(request));
          }
        }
        now = more;
      }
      cells.addAll(now);
    }
    return cells;
  }

  /** One value for each maximal interval in which no bound lies, and absence. */
  private List<Optional<BigDecimal>> samples(Attribute attribute) {
    List<NumericRange> ranges = new ArrayList<>();
    for (Rule rule : world.policy.rules()) {
      Optional.ofNullable(rule.when().ranges().get(attribute)).ifPresent(ranges::add);
    }
    Optional<NumericRange> asked = question.numbers().get(attribute);
    if (asked != null) {
      asked.ifPresent(ranges::add);
    }
    List<Optional<BigDecimal>> samples = new ArrayList<>();
    if (asked == null || asked.isEmpty()) {
      samples.add(Optional.empty());
    }
    if (ranges.isEmpty() || (asked != null && asked.isEmpty())) {
      return samples;
    }
    BitSet last = null;
    for (BigDecimal value : values(attribute, ranges)) {
      BitSet inside = new BitSet();
      for (int i = 0; i < ranges.size(); i++) {
        inside.set(i, ranges.get(i).contains(value));
      }
      if (!inside.equals(last) && (asked == null || asked.get().contains(value))) {
        samples.add(Optional.of(value));
      }
      last = inside;
    }
    return samples;
  }

  private static java.util.Set<BigDecimal> values(Attribute attribute, List<NumericRange> ranges) {
    TreeSet<BigDecimal> values = new TreeSet<>();
    values.add(BigDecimal.ZERO);
    BigDecimal little = attribute.integer() ? BigDecimal.ONE : new BigDecimal("0.25");
    for (NumericRange range : ranges) {
      Stream.of(range.lower(), range.upper())
          .flatMap(Optional::stream)
          .forEach(
              bound -> {
                values.add(bound.value().subtract(little).max(BigDecimal.ZERO));
                values.add(bound.value());
                values.add(bound.value().add(little));
              });
    }
    return values;
  }

  /** The first moment of each way in which the conditions on time hold. */
  private List<Instant> times() {
    List<Rule> rules = world.policy.rules();
    if (question.time().isPresent()) {
      return List.of(question.time().get());
    }
    if (rules.stream().allMatch(r -> r.when().time().isEmpty() && r.validity().isEmpty())) {
      return List.of(world.asOf);
    }
    Instant last = world.asOf;
    for (Rule rule : rules) {
      for (Instant end :
          rule.validity().stream()
              .flatMap(v -> Stream.of(v.from(), v.until()).flatMap(Optional::stream))
              .toList()) {
        last = end.isAfter(last) ? end : last;
      }
    }
    Map<BitSet, Instant> times = new LinkedHashMap<>();
    Instant end = last.plus(Duration.ofDays(366));
    for (Instant time = world.asOf; time.isBefore(end); time = time.plus(STEP)) {
      BitSet holding = new BitSet();
      for (int i = 0; i < rules.size(); i++) {
        Instant at = time;
        holding.set(2 * i, rules.get(i).when().time().map(w -> w.contains(at)).orElse(true));
        holding.set(2 * i + 1, rules.get(i).validity().map(v -> v.contains(at)).orElse(true));
      }
      times.putIfAbsent(holding, time);
    }
    return List.copyOf(times.values());
  }

  /** Rows by their categorical combination. */
  static Map<Map<Dimension, String>, List<Row>> combinations(List<Row> rows) {
    Map<Map<Dimension, String>, List<Row>> combinations = new LinkedHashMap<>();
    rows.forEach(row -> combinations.computeIfAbsent(row.names(), n -> new ArrayList<>()).add(row));
    return combinations;
  }

  /** The counts of some rows, in the plainest way. */
  static OutcomeCounts counts(List<Row> rows) {
    OutcomeCounts.Builder counts = new OutcomeCounts.Builder();
    for (List<Row> combination : combinations(rows).values()) {
      TreeSet<dev.policyctl.model.policy.Outcome> outcomes = new TreeSet<>();
      for (Row row : combination) {
        outcomes.add(row.verdict().outcome());
        counts.cells(row.verdict().outcome(), java.math.BigInteger.ONE);
      }
      counts.category(outcomes, java.math.BigInteger.ONE);
    }
    return counts.build();
  }
}

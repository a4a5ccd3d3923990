package dev.policyctl.analysis.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.anomaly.RandomWorld;
import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.query.Enumeration.Row;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every count, standing, region and witness of random questions, against enumeration. */
class AnswersAgainstBruteForceTest {
  private static final int WORLDS = Integer.getInteger("policyctl.worlds", 700);
  private static final Budget BUDGET = new Budget(Budget.DEFAULT_NODES);

  @Test
  void answersAreWhatEnumerationSays() {
    int regions = 0;
    for (long seed = 1; seed <= WORLDS; seed++) {
      RandomWorld world = new RandomWorld(seed);
      RandomQuestion random = new RandomQuestion(world);
      Question question = random.question();
      Optional<Dimension> asked = random.asked();
      AccessAnswer answer = answer(world, question, asked, Integer.MAX_VALUE, BUDGET);
      Enumeration all = new Enumeration(world, question);
      String name = "seed " + seed + ": " + question + " by " + asked;
      assertThat(answer.complete()).as(name).isTrue();
      assertThat(answer.counts()).as(name).isEqualTo(Enumeration.counts(all.rows));
      decisions(name, answer, all);
      groups(name, world, answer, question, all);
      regions += regions(name, world, answer, question, all);
    }
    assertThat(regions).isGreaterThan(WORLDS);
  }

  private static void decisions(String name, AccessAnswer answer, Enumeration all) {
    Set<Verdict> verdicts = new HashSet<>();
    for (Decided decided : answer.decisions()) {
      List<Row> rows =
          all.rows.stream().filter(row -> row.verdict().equals(decided.verdict())).toList();
      assertThat(verdicts.add(decided.verdict())).as(name).isTrue();
      assertThat(decided.requests()).as(name).isEqualTo(BigInteger.valueOf(rows.size()));
      assertThat(decided.combinations())
          .as(name)
          .isEqualTo(BigInteger.valueOf(Enumeration.combinations(rows).size()));
    }
    assertThat(verdicts)
        .as(name)
        .containsExactlyInAnyOrderElementsOf(
            all.rows.stream().map(Row::verdict).distinct().toList());
  }

  private static void groups(
      String name, RandomWorld world, AccessAnswer answer, Question question, Enumeration all) {
    if (answer.asked().isEmpty()) {
      assertThat(answer.groups()).as(name).hasSize(1);
      return;
    }
    Dimension asked = answer.asked().get();
    List<String> seen = new ArrayList<>();
    for (AccessAnswer.Group group : answer.groups()) {
      seen.addAll(group.names());
      assertThat(Enumeration.names(world, asked).stream().filter(n -> hits(group.values(), n)))
          .as(name)
          .containsExactlyElementsOf(group.names());
      OutcomeCounts.Builder counts = new OutcomeCounts.Builder();
      for (String value : group.names()) {
        List<Row> rows = all.rows.stream().filter(r -> value.equals(r.names().get(asked))).toList();
        counts.add(Enumeration.counts(rows));
        assertThat(group.standing()).as(name + value).isEqualTo(standing(rows, question, asked));
      }
      assertThat(group.counts()).as(name).isEqualTo(counts.build());
    }
    assertThat(seen)
        .as(name)
        .containsExactlyInAnyOrderElementsOf(
            all.rows.stream().map(row -> row.names().get(asked)).distinct().toList());
  }

  private static Standing standing(List<Row> rows, Question question, Dimension asked) {
    List<Row> plain =
        rows.stream()
            .filter(
                row ->
                    row.names().entrySet().stream()
                        .allMatch(
                            e ->
                                e.getKey() == asked
                                    || question.values().containsKey(e.getKey())
                                    || !e.getValue().startsWith("$")
                                    || (e.getValue().equals(Dimension.MISSING)
                                        && !e.getKey().required())))
            .toList();
    if (!plain.isEmpty() && plain.stream().allMatch(r -> r.verdict().outcome() == Outcome.ALLOW)) {
      return Standing.ALWAYS;
    }
    if (rows.stream().anyMatch(r -> r.verdict().outcome() == Outcome.ALLOW)) {
      return Standing.SOMETIMES;
    }
    return rows.stream().anyMatch(r -> r.verdict().outcome() == Outcome.REQUIRE_APPROVAL)
        ? Standing.APPROVAL
        : Standing.NEVER;
  }

  /**
   * The regions of a verdict hold, but for time, just the requests that have it at some time; and
   * where there is no time, just those that have it.
   */
  private static int regions(
      String name, RandomWorld world, AccessAnswer answer, Question question, Enumeration all) {
    int count = 0;
    Set<List<Object>> expected = new HashSet<>();
    Set<List<Object>> actual = new HashSet<>();
    for (Row row : all.rows) {
      expected.add(key(row.verdict(), row));
    }
    for (AccessAnswer.Group group : answer.groups()) {
      for (AccessRegion region : group.regions()) {
        List<Extent> extents = new ArrayList<>(region.extents());
        answer.asked().ifPresent(d -> extents.add(new Extent(d.singular(), group.values())));
        for (Row row : all.rows) {
          if (inside(extents, row)) {
            actual.add(key(region.verdict(), row));
          }
        }
        witness(name, world, region, question, extents);
        count++;
      }
    }
    assertThat(actual).as(name).isEqualTo(expected);
    return count;
  }

  private static List<Object> key(Verdict verdict, Row row) {
    List<Object> key = new ArrayList<>(List.of(verdict, row.names()));
    for (Attribute attribute : Attribute.values()) {
      key.add(row.request().attribute(attribute));
    }
    return key;
  }

  private static boolean inside(List<Extent> extents, Row row) {
    for (Extent extent : extents) {
      Optional<Dimension> dimension = Dimension.find(extent.axis());
      boolean in =
          dimension
              .map(d -> hits(extent.values(), row.names().get(d)))
              .orElseGet(
                  () ->
                      Attribute.ofKey(extent.axis())
                          .map(a -> numbers(extent.values(), row.request().attribute(a)))
                          .orElse(true));
      if (!in) {
        return false;
      }
    }
    return true;
  }

  private static boolean hits(List<String> words, String name) {
    return words.stream()
        .anyMatch(
            word ->
                word.equals(name)
                    || (!name.startsWith("$") && Glob.isGlob(word) && Glob.of(word).matches(name)));
  }

  private static boolean numbers(List<String> words, Optional<BigDecimal> value) {
    return words.stream()
        .anyMatch(
            word ->
                word.equals("absent")
                    ? value.isEmpty()
                    : value.isPresent() && holds(word, value.get()));
  }

  private static boolean holds(String word, BigDecimal value) {
    String[] parts = word.split(" ", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      int comparison = value.compareTo(new BigDecimal(parts[i + 1]));
      boolean in =
          switch (parts[i]) {
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            default -> comparison == 0;
          };
      if (!in) {
        return false;
      }
    }
    return true;
  }

  private static void witness(
      String name, RandomWorld world, AccessRegion region, Question question, List<Extent> in) {
    Decision decision = world.engine.evaluate(region.witness());
    assertThat(new Verdict(decision.outcome(), decision.obligations()))
        .as(name)
        .isEqualTo(region.verdict());
    assertThat(region.rules()).as(name).containsAll(decision.determiningRules());
    question.time().ifPresent(at -> assertThat(region.witness().time()).as(name).contains(at));
    question
        .numbers()
        .forEach(
            (attribute, range) ->
                assertThat(
                        region
                            .witness()
                            .attribute(attribute)
                            .map(v -> range.orElseThrow().contains(v)))
                    .as(name)
                    .isEqualTo(range.map(r -> true)));
    for (Extent extent : in) {
      Dimension.find(extent.axis())
          .ifPresent(
              d ->
                  assertThat(hits(extent.values(), canonical(world, d, region.witness())))
                      .isTrue());
    }
  }

  private static String canonical(RandomWorld world, Dimension dimension, Request request) {
    List<String> values = request.values(dimension);
    return values.isEmpty()
        ? Dimension.MISSING
        : world
            .registries
            .find(dimension)
            .orElseThrow()
            .resolve(values.get(0))
            .orElse(Dimension.UNKNOWN);
  }

  /** What the documentation says of identities of several roles. */
  @Test
  void twoRolesGetForEachRequestWhatOneOfThemGets() {
    for (long seed = 1; seed <= WORLDS / 4; seed++) {
      RandomWorld world = new RandomWorld(seed);
      List<String> roles =
          List.copyOf(world.registries.find(Dimension.ROLES).orElseThrow().entries().keySet());
      if (roles.size() < 2) {
        continue;
      }
      Question question =
          new Question(
              Map.of(Dimension.ROLES, new java.util.TreeSet<>(roles.subList(0, 1))),
              Map.of(),
              Optional.empty());
      for (Row row : new Enumeration(world, question).rows) {
        Outcome one = row.verdict().outcome();
        for (String other : roles.subList(1, roles.size())) {
          Request alone = Enumeration.with(row.request(), Dimension.ROLES, other);
          Request both = row.request().toBuilder().roles(List.of(roles.get(0), other)).build();
          assertThat(world.engine.evaluate(both).outcome())
              .as("seed " + seed)
              .isIn(one, world.engine.evaluate(alone).outcome());
        }
      }
    }
  }

  @Test
  void withFewRegionsEveryValueStillStandsWithWhetherItCan() {
    int counted = 0;
    for (long seed = 1; seed <= WORLDS / 4; seed++) {
      RandomWorld world = new RandomWorld(seed);
      Question question = new RandomQuestion(world).question();
      Optional<Dimension> roles = Optional.of(Dimension.ROLES);
      AccessAnswer few = answer(world, question, roles, 1, BUDGET);
      AccessAnswer all = answer(world, question, roles, 9_999, BUDGET);
      String name = "seed " + seed;
      assertThat(standings(few)).as(name).isEqualTo(standings(all));
      assertThat(few.counts()).as(name).isEqualTo(all.counts());
      assertThat(few.decisions()).as(name).isEqualTo(all.decisions());
      assertThat(few.groups().stream().mapToLong(AccessAnswer.Group::moreRegions).sum())
          .as(name)
          .isEqualTo(few.moreRegions());
      counted += few.moreRegions() > 0 ? 1 : 0;
    }
    assertThat(counted).isGreaterThan(WORLDS / 20);
  }

  private static AccessAnswer answer(
      RandomWorld world, Question question, Optional<Dimension> asked, int regions, Budget budget) {
    return AccessQuery.of(
        world.engine.compiled(),
        question,
        asked,
        true,
        world.asOf,
        regions,
        budget,
        Progress.none());
  }

  private static Map<String, Standing> standings(AccessAnswer answer) {
    Map<String, Standing> standings = new TreeMap<>();
    for (AccessAnswer.Group group : answer.groups()) {
      group.names().forEach(value -> standings.put(value, group.standing()));
    }
    return standings;
  }

  @Test
  void aSmallBudgetGivesLowerBoundsAndNamesTheRest() {
    int incomplete = 0;
    for (long seed = 1; seed <= WORLDS / 4; seed++) {
      RandomWorld world = new RandomWorld(seed);
      RandomQuestion random = new RandomQuestion(world);
      Question question = random.question();
      Optional<Dimension> asked = random.asked();
      AccessAnswer part = answer(world, question, asked, Integer.MAX_VALUE, new Budget(6));
      AccessAnswer whole = answer(world, question, asked, Integer.MAX_VALUE, BUDGET);
      String name = "seed " + seed;
      incomplete += part.complete() ? 0 : 1;
      if (part.complete()) {
        assertThat(part.counts()).as(name).isEqualTo(whole.counts());
      } else {
        assertThat(part.counts().combinations()).as(name).isLessThan(whole.counts().combinations());
      }
      for (AccessAnswer.Group group : part.groups()) {
        if (group.standing() != Standing.UNDETERMINED) {
          for (String value : group.names()) {
            assertThat(whole.groups())
                .as(name)
                .anyMatch(g -> g.names().contains(value) && g.standing() == group.standing());
          }
        }
      }
    }
    assertThat(incomplete).isGreaterThan(WORLDS / 20);
  }
}

package dev.policyctl.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every finding, and every silence, is what trying all requests comes to. {@code
 * -Dpolicyctl.seed=N} and {@code -Dpolicyctl.policies=N} repeat or extend a run.
 */
final class AnomaliesAgainstBruteForceTest {
  private static final long SEED = Long.getLong("policyctl.seed", 20_260_901L);
  private static final int POLICIES = Integer.getInteger("policyctl.policies", 2_400);

  private final Map<String, Integer> seen = new TreeMap<>();

  @Test
  void agreesOnAFewPolicies() {
    run(SEED, Math.min(POLICIES, 150));
  }

  @Test
  @Tag("slow")
  void agreesOnManyPolicies() {
    run(SEED + 1_000_000, POLICIES);
    if (POLICIES >= 2_000) {
      assertThat(seen)
          .as("the generator reaches every finding, and no budget is as generous as it seems")
          .containsKeys(
              "dead VACUOUS",
              "dead SHADOWED",
              "dead MASKED",
              "conflict one",
              "conflict roles",
              "override one",
              "override roles",
              "lost one",
              "lost roles",
              "obligations one",
              "obligations roles",
              "obligations classes",
              "obligations both",
              "pierced one",
              "pierced roles",
              "route one",
              "route roles",
              "route classes",
              "route both",
              "unreachable value",
              "undecided");
      // A route that escapes only through two roles and two classes is rare.
      assertThat(seen.values()).as(seen.toString()).allMatch(count -> count >= 3);
    }
  }

  private void run(long seed, int policies) {
    for (int i = 0; i < policies; i++) {
      RandomWorld world = new RandomWorld(seed + i);
      String name = "-Dpolicyctl.seed=" + world.seed;
      BruteForce all = new BruteForce(world, i % 16 == 0);
      Set<String> expected = expected(all);
      ActualAnomalies actual = new ActualAnomalies(world, Budget.DEFAULT_NODES);
      assertThat(actual.lines).as(name).isEqualTo(expected);
      assertThat(actual.undecided).as(name).isEmpty();
      new Replay(world.engine, name).all(actual);
      expected.forEach(line -> seen.merge(kind(line), 1, Integer::sum));
      unreachable(all, name);
      blockers(all, actual.dead, name);
      frugal(world, i % 10, expected, name + " with " + i % 10 + " nodes");
    }
  }

  /**
   * Where a registry is empty no request shows what an omitted selector is to hold back: one entry
   * more does.
   */
  private static Set<String> expected(BruteForce all) {
    Set<String> expected = new ExpectedAnomalies(all).lines();
    for (Dimension dimension : all.world.registries.dimensions()) {
      if (EveryRequest.names(all.world.registries, dimension).isEmpty()) {
        BruteForce filled = new BruteForce(all.world.filled(dimension), false);
        new ExpectedAnomalies(filled)
            .lines().stream()
                .filter(line -> line.startsWith("pierced ") && line.contains(dimension.key() + "$"))
                .forEach(expected::add);
      }
    }
    return expected;
  }

  private static String kind(String line) {
    return line.substring(0, line.indexOf(' ')) + line.substring(line.lastIndexOf(' '));
  }

  private void unreachable(BruteForce all, String name) {
    Set<String> reached = reached(all);
    List<String> expected = new ArrayList<>();
    for (Dimension dimension : all.world.registries.dimensions()) {
      for (String id : EveryRequest.names(all.world.registries, dimension)) {
        if (!reached.contains(dimension + " " + id)) {
          expected.add(dimension + " " + id);
          seen.merge("unreachable value", 1, Integer::sum);
        }
      }
    }
    PolicySpace space = new PolicySpace(all.world.engine.compiled(), all.world.asOf, new Budget(0));
    assertThat(UnreachableValues.of(space).stream().map(v -> v.dimension() + " " + v.id()))
        .as(name)
        .isEqualTo(expected);
  }

  /** The values of all requests that some rule matches; roles only where they stand alone. */
  private static Set<String> reached(BruteForce all) {
    Set<String> reached = new TreeSet<>();
    all.each(
        (rest, model, identity, of) -> {
          if (all.cell(rest, model, identity, of).matching() != 0 && !all.several(identity)) {
            reached.add("CLASSIFICATIONS " + all.classes.get(of));
            all.every.models.get(model).ifPresent(id -> reached.add("MODELS " + id));
            all.every.identities.get(identity).forEach(id -> reached.add("ROLES " + id));
            for (Dimension in : List.of(Dimension.ROUTES, Dimension.TOOLS)) {
              all.every.rests.get(rest).values(in).forEach(id -> reached.add(in + " " + id));
            }
          }
        });
    return reached;
  }

  /** The blockers of a dead rule come before it, and one of them matches whatever it matches. */
  private static void blockers(BruteForce all, DeadRules.Answer dead, String name) {
    for (DeadRule rule : dead.dead()) {
      int self = 1 << all.number(rule.rule().id());
      int blocking = 0;
      for (DeadRule.Blocker blocker : rule.blockers()) {
        blocking |= 1 << all.number(blocker.rule().id());
        RankedRule by = blocker.rule();
        assertThat(by.tier()).as(name).isLessThan(rule.rule().tier());
        if (rule.kind() == DeadRule.Kind.SHADOWED) {
          assertThat(by.priority()).as(name).isGreaterThan(rule.rule().priority());
        }
      }
      int blockers = blocking;
      boolean[] blocked = {true};
      all.each(
          (rest, model, identity, of) -> {
            int matching = all.cell(rest, model, identity, of).matching();
            blocked[0] &= (matching & self) == 0 || (matching & blockers) != 0;
          });
      assertThat(blocked[0]).as(name).isTrue();
    }
  }

  /** With hardly any budget: what is said is right, and what is not said is owned up to. */
  private void frugal(RandomWorld world, long nodes, Set<String> expected, String name) {
    ActualAnomalies actual = new ActualAnomalies(world, nodes);
    assertThat(expected).as(name).containsAll(actual.lines);
    new Replay(world.engine, name).all(actual);
    Set<String> silent = new TreeSet<>(expected);
    silent.removeAll(actual.lines);
    for (String line : silent) {
      String finding = line.substring(0, line.lastIndexOf(' '));
      String kind = line.substring(0, line.indexOf(' '));
      boolean one = line.endsWith(" one");
      assertThat(actual.undecided)
          .as(name + ": " + line)
          .containsAnyOf(finding, kind + (one ? " one" : " more"));
    }
    actual.undecided.forEach(line -> seen.merge("undecided", 1, Integer::sum));
  }
}

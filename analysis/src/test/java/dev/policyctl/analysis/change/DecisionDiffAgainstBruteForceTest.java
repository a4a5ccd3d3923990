package dev.policyctl.analysis.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.cover.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What two policies decide differently is what putting every request before both comes to: counts,
 * regions and witnesses. {@code -Dpolicyctl.seed=N} and {@code -Dpolicyctl.policies=N} repeat or
 * extend a run.
 */
final class DecisionDiffAgainstBruteForceTest {
  private static final long SEED = Long.getLong("policyctl.seed", 20_260_902L);
  private static final int PAIRS = Integer.getInteger("policyctl.policies", 1_200);

  /** Pairs with more requests than these are left out. */
  private static final long MOST = 60_000;

  private final Map<String, Integer> seen = new TreeMap<>();

  @Test
  void agreesOnAFewPairs() {
    run(SEED, Math.min(PAIRS, 80));
  }

  @Test
  @Tag("slow")
  void agreesOnManyPairs() {
    run(SEED + 1_000_000, PAIRS);
    if (PAIRS >= 1_000) {
      assertThat(seen)
          .as("the generator reaches everything that a change can be")
          .containsKeys(
              "alias moved",
              "combining",
              "default",
              "dimension on one side",
              "inheritance",
              "in some cells",
              "no difference",
              "obligations only",
              "registries only",
              "two roles",
              "two roles alone",
              "unexplored");
      assertThat(seen.values()).as(seen.toString()).allMatch(count -> count >= 20);
    }
  }

  private void run(long seed, int pairs) {
    int done = 0;
    for (long at = seed; done < pairs; at++) {
      RandomPair pair = new RandomPair(at);
      EveryPair every = new EveryPair(pair.before, pair.after, pair.asOf);
      if (every.size() <= MOST) {
        compare(pair, every, done++);
      }
    }
  }

  private void compare(RandomPair pair, EveryPair every, int number) {
    String name = pair.toString();
    ExpectedCounts expected = new ExpectedCounts();
    List<EveryPair.Visitor> visitors = new ArrayList<>(List.of(expected));
    DecisionDiff.Answer whole = diff(pair, Budget.DEFAULT_NODES);
    assertThat(whole.complete()).as(name).isTrue();
    List<HeldRegions> held = new ArrayList<>(List.of(new HeldRegions(every, whole, name)));
    Map<Long, DecisionDiff.Answer> frugal = new TreeMap<>();
    for (long nodes : List.of(1L + number % 3, 5L + number % 7, 15L + number % 36)) {
      DecisionDiff.Answer answer = diff(pair, nodes);
      frugal.put(nodes, answer);
      held.add(new HeldRegions(every, answer, nodes + " nodes, " + name));
    }
    visitors.addAll(held);
    every.each(rest -> visitors.forEach(visitor -> visitor.visit(rest)));
    held.forEach(HeldRegions::finish);
    assertThat(whole.transitions())
        .as(name)
        .containsExactlyInAnyOrderElementsOf(expected.transitions());
    frugal.forEach((nodes, answer) -> frugal(answer, expected, nodes + " nodes, " + name));
    unchanged(pair, name);
    note(pair, every, whole, expected);
  }

  private static DecisionDiff.Answer diff(RandomPair pair, long nodes) {
    return DecisionDiff.of(
        pair.before.compiled(), pair.after.compiled(), pair.asOf, new Budget(nodes));
  }

  /** With hardly any budget: all is said, or it is owned up to that it is not. */
  private void frugal(DecisionDiff.Answer answer, ExpectedCounts expected, String name) {
    if (answer.complete()) {
      assertThat(Set.copyOf(answer.transitions())).as(name).isEqualTo(expected.transitions());
    } else {
      assertThat(answer.transitions()).as(name).allMatch(expected::atMost);
      seen.merge("unexplored", 1, Integer::sum);
    }
  }

  private static void unchanged(RandomPair pair, String name) {
    DecisionDiff.Answer answer =
        DecisionDiff.of(
            pair.after.compiled(), pair.draftAfter.compile().compiled(), pair.asOf, new Budget(0));
    assertThat(answer.complete()).as(name).isTrue();
    assertThat(answer.transitions()).as(name).isEmpty();
    assertThat(answer.regions()).as(name).isEmpty();
  }

  private void note(
      RandomPair pair, EveryPair every, DecisionDiff.Answer answer, ExpectedCounts expected) {
    boolean differs = !answer.transitions().isEmpty();
    note("no difference", !differs);
    note("two roles", answer.transitions().stream().anyMatch(t -> t.twoRoles().signum() > 0));
    note(
        "two roles alone",
        differs && answer.transitions().stream().allMatch(t -> t.combinations().signum() == 0));
    note("obligations only", answer.transitions().stream().anyMatch(t -> t.from() == t.to()));
    note("registries only", differs && pair.registriesOnly());
    note("in some cells", expected.cellsMatter);
    note("dimension on one side", differs && pair.oneSided());
    note("inheritance", differs && pair.registriesOnly() && pair.edits.contains("inheritance"));
    note("default", differs && pair.edits.contains("default"));
    note("combining", differs && pair.edits.contains("combining"));
    note(
        "alias moved",
        answer.regions().stream()
            .flatMap(region -> region.witness().resourceId().stream())
            .anyMatch(every.names.movedAliases()::contains));
  }

  private void note(String what, boolean there) {
    if (there) {
      seen.merge(what, 1, Integer::sum);
    }
  }
}

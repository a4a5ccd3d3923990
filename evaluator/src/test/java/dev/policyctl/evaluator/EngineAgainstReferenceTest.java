package dev.policyctl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.Explanation.ClassTrace;
import dev.policyctl.evaluator.Explanation.RuleTrace;
import dev.policyctl.evaluator.Explanation.Status;
import dev.policyctl.evaluator.reference.RandomPolicies;
import dev.policyctl.evaluator.reference.RandomRegistries;
import dev.policyctl.evaluator.reference.RandomRequests;
import dev.policyctl.evaluator.reference.ReferenceInterpreter;
import dev.policyctl.evaluator.reference.ReferenceInterpreter.ClassResult;
import dev.policyctl.evaluator.reference.ReferenceLimiting;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Registries;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The engine agrees with the interpreter on random policies and requests. {@code
 * -Dpolicyctl.seed=N} and {@code -Dpolicyctl.pairs=N} repeat or extend a run.
 */
final class EngineAgainstReferenceTest {
  private static final int REQUESTS_PER_POLICY = 20;
  private static final long SEED = Long.getLong("policyctl.seed", 20_260_901L);
  private static final int PAIRS = Integer.getInteger("policyctl.pairs", 20_000);

  /** One random policy and what judges it. */
  private static final class World {
    final long seed;
    final Random random;
    final Registries registries;
    final ReferenceInterpreter reference;
    final PolicyEngine engine;

    World(long seed, int maxRules) {
      this.seed = seed;
      this.random = new Random(seed);
      this.registries = RandomRegistries.next(random);
      Policy policy = RandomPolicies.next(registries, maxRules, random);
      this.reference = new ReferenceInterpreter(policy, registries);
      this.engine = PolicyEngine.compile(policy, registries);
    }

    Request request() {
      return RandomRequests.next(registries, random);
    }

    String name(int request) {
      return "-Dpolicyctl.seed=" + seed + ", request " + request;
    }
  }

  @Test
  void decidesAsTheReferenceDoes() {
    Map<Reason, Integer> reasons = new TreeMap<>();
    for (int i = 0; i < PAIRS / REQUESTS_PER_POLICY; i++) {
      World world = new World(SEED + i, i % 50 == 0 ? 400 : 12);
      for (int j = 0; j < REQUESTS_PER_POLICY; j++) {
        Request request = world.request();
        Decision decision = world.engine.evaluate(request);
        assertThat(decision).as(world.name(j)).isEqualTo(world.reference.evaluate(request));
        reasons.merge(decision.reason(), 1, Integer::sum);
      }
    }
    if (PAIRS >= 10_000) {
      assertThat(reasons.keySet())
          .as("the generator reaches every stateless reason")
          .containsAll(Reason.all().stream().filter(r -> r != Reason.LIMIT).toList());
    }
  }

  @Test
  void countsAsTheReferenceDoes() {
    int refused = 0;
    for (int i = 0; i < PAIRS / 200; i++) {
      World world = new World(SEED + i, 6);
      Limiter limiter = new InMemoryLimiter();
      ReferenceLimiting reference = new ReferenceLimiting(world.reference);
      for (int j = 0; j < 60; j++) {
        Request request = world.request();
        Decision decision = world.engine.evaluate(request, limiter);
        assertThat(decision).as(world.name(j)).isEqualTo(reference.evaluate(request));
        refused += decision.reason() == Reason.LIMIT ? 1 : 0;
        if (decision.allowed()) {
          Usage usage = new Usage(world.random.nextInt(3), new BigDecimal("0.5"));
          world.engine.recordUsage(request, usage, limiter);
          reference.record(request, usage);
        }
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void explainsWhatItDecides() {
    Map<Status, Integer> seen = new EnumMap<>(Status.class);
    for (int i = 0; i < PAIRS / 100; i++) {
      World world = new World(SEED + i, 12);
      for (int j = 0; j < 5; j++) {
        Request request = world.request();
        Explanation explanation = world.engine.explain(request);
        assertThat(explanation.decision())
            .as(world.name(j))
            .isEqualTo(world.reference.evaluate(request));
        List<ClassResult> expected = world.reference.classes(request);
        assertThat(explanation.classes()).as(world.name(j)).hasSameSizeAs(expected);
        for (int k = 0; k < expected.size(); k++) {
          agree(world.name(j), explanation.classes().get(k), expected.get(k));
          explanation
              .classes()
              .get(k)
              .rules()
              .forEach(t -> seen.merge(t.status(), 1, Integer::sum));
        }
        agree(world.name(j), world.engine.matches(world.engine.resolve(request)), expected);
      }
    }
    assertThat(seen).containsOnlyKeys(Status.values());
  }

  private static void agree(String name, ClassTrace actual, ClassResult expected) {
    assertThat(actual.classification()).as(name).isEqualTo(expected.classification());
    assertThat(actual.outcome()).as(name).isEqualTo(expected.outcome());
    assertThat(actual.reason()).as(name).isEqualTo(expected.reason());
    TreeSet<String> matched = new TreeSet<>();
    TreeSet<String> decided = new TreeSet<>();
    for (RuleTrace trace : actual.rules()) {
      if (trace.status() == Status.NOT_MATCHED) {
        assertThat(trace.mismatch()).as(name).isPresent();
      } else {
        matched.add(trace.rule().id());
      }
      if (trace.status() == Status.DECIDED) {
        decided.add(trace.rule().id());
      }
    }
    assertThat(matched).as(name).isEqualTo(expected.matching());
    assertThat(decided).as(name).isEqualTo(ids(expected));
    for (RuleTrace trace : actual.rules()) {
      if (trace.status() == Status.OVERRIDDEN) {
        assertThat(trace.overriddenBy()).as(name).containsExactlyElementsOf(decided);
      }
    }
  }

  private static void agree(String name, List<ClassMatches> actual, List<ClassResult> expected) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      ClassMatches matches = actual.get(i);
      assertThat(matches.classification()).as(name).isEqualTo(expected.get(i).classification());
      assertThat(matches.outcome()).as(name).isEqualTo(expected.get(i).outcome());
      assertThat(matches.reason()).as(name).isEqualTo(expected.get(i).reason());
      assertThat(matches.matching().stream().map(RuleView::id).sorted().toList())
          .as(name)
          .containsExactlyElementsOf(expected.get(i).matching());
      assertThat(matches.deciding().stream().map(RuleView::id).sorted().toList())
          .as(name)
          .containsExactlyElementsOf(ids(expected.get(i)));
    }
  }

  private static Set<String> ids(ClassResult result) {
    TreeSet<String> ids = new TreeSet<>();
    for (Rule rule : result.deciding()) {
      ids.add(rule.id().value());
    }
    return ids;
  }
}

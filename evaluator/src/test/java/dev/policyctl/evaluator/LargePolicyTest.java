package dev.policyctl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.reference.RandomPolicies;
import dev.policyctl.evaluator.reference.RandomRegistries;
import dev.policyctl.evaluator.reference.RandomRequests;
import dev.policyctl.evaluator.reference.ReferenceInterpreter;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Policies so large that the index splits, and rows have several words. */
final class LargePolicyTest {

  private static void agree(Policy policy, Registries registries, Random random, int requests) {
    PolicyEngine engine = PolicyEngine.compile(policy, registries);
    ReferenceInterpreter reference = new ReferenceInterpreter(policy, registries);
    for (int i = 0; i < requests; i++) {
      Request request = RandomRequests.next(registries, random);
      assertThat(engine.evaluate(request))
          .as("request " + i)
          .isEqualTo(reference.evaluate(request));
    }
  }

  @Test
  void decidesAsTheReferenceDoesWithThousandsOfRules() {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      Registries registries = RandomRegistries.next(random);
      Policy policy = RandomPolicies.next(registries, 5000, random);
      agree(policy, registries, random, 30);
    }
  }

  @Test
  void decidesAsTheReferenceDoesWhereValuesShareRows() {
    StringBuilder roles = new StringBuilder("r0: {}");
    StringBuilder routes = new StringBuilder("chat: {}");
    for (int i = 1; i < 300; i++) {
      roles.append(", r").append(i).append(": { inherits: [r").append(i / 7).append("] }");
      routes.append(", svc").append(i % 20).append("/x").append(i).append(": {}");
    }
    Registries registries =
        World.company()
            .with(RegistryKind.ROLES, roles.toString())
            .with(RegistryKind.ROUTES, routes.toString())
            .with(RegistryKind.TOOLS, routes.toString())
            .registries();
    Random random = new Random(13);
    Policy policy = RandomPolicies.next(registries, 2500, random);
    assertThat(policy.rules()).hasSizeGreaterThan(1200);
    agree(policy, registries, random, 150);
    agree(withRules(policy, policy.rules().subList(0, 400)), registries, random, 300);
    agree(withRules(policy, policy.rules().subList(0, 60)), registries, random, 300);
  }

  @Test
  void decidesAmongRulesThatNoDimensionTellsApart() {
    Random random = new Random(7);
    Registries registries = RandomRegistries.next(random);
    Policy seedling = RandomPolicies.next(registries, 40, random);
    List<Rule> rules = new ArrayList<>();
    for (int copy = 0; copy < 300; copy++) {
      for (Rule rule : seedling.rules()) {
        rules.add(copy(rule, rule.id() + "/" + copy));
      }
    }
    Policy policy = withRules(seedling, rules);
    assertThat(rules.size()).as("more than a leaf holds").isGreaterThan(IndexLeaf.MAX_RULES);
    agree(policy, registries, random, 30);
  }

  @Test
  void decidesAlikeInManyThreads() throws Exception {
    Random random = new Random(11);
    Registries registries = RandomRegistries.next(random);
    Policy policy = RandomPolicies.next(registries, 600, random);
    PolicyEngine engine = PolicyEngine.compile(policy, registries);
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      requests.add(RandomRequests.next(registries, random));
    }
    Callable<List<Decision>> work = () -> requests.stream().map(engine::evaluate).toList();
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      List<Decision> expected =
          requests.stream().map(new ReferenceInterpreter(policy, registries)::evaluate).toList();
      for (Future<List<Decision>> result : executor.invokeAll(List.of(work, work, work, work))) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void explainsAlikeInManyThreads() throws Exception {
    Random random = new Random(17);
    Registries registries = RandomRegistries.next(random);
    Policy policy = RandomPolicies.next(registries, 40, random);
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      requests.add(RandomRequests.next(registries, random));
    }
    PolicyEngine one = PolicyEngine.compile(policy, registries);
    List<Explanation> expected = requests.stream().map(one::explain).toList();
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 10; i++) {
        PolicyEngine fresh = PolicyEngine.compile(policy, registries);
        Callable<List<Explanation>> work = () -> requests.stream().map(fresh::explain).toList();
        for (Future<List<Explanation>> result : executor.invokeAll(List.of(work, work, work))) {
          assertThat(result.get()).isEqualTo(expected);
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static Rule copy(Rule rule, String id) {
    return new Rule(
        rule.span(),
        new dev.policyctl.model.text.Text(id, rule.span()),
        Optional.empty(),
        Optional.empty(),
        rule.priority(),
        Optional.empty(),
        rule.effect(),
        rule.match(),
        rule.when(),
        rule.obligations(),
        rule.validity());
  }

  private static Policy withRules(Policy policy, List<Rule> rules) {
    return new Policy(
        policy.bundle(),
        policy.defaultOutcome(),
        policy.defaultText(),
        policy.combining(),
        policy.identity(),
        rules,
        policy.limits());
  }
}

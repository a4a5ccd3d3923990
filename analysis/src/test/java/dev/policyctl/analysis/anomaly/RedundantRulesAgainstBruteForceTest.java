package dev.policyctl.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A rule is redundant just if the policy without it decides every request alike, of up to four
 * roles and two classes. {@code -Dpolicyctl.seed=N} and {@code -Dpolicyctl.policies=N} repeat or
 * extend a run.
 */
final class RedundantRulesAgainstBruteForceTest {
  private static final long SEED = Long.getLong("policyctl.seed", 20_260_903L);
  private static final int POLICIES = Integer.getInteger("policyctl.policies", 1_200);

  /** Policies with more requests than these are left out. */
  private static final int MOST = 30_000;

  private final Map<String, Integer> seen = new TreeMap<>();

  /** What a request gets. */
  private record Got(Outcome outcome, List<DecisionObligation> obligations) {
    static Got of(Decision decision) {
      return new Got(decision.outcome(), decision.obligations());
    }
  }

  @Test
  void agreesOnAFewPolicies() {
    run(SEED, Math.min(POLICIES, 80));
  }

  @Test
  @Tag("slow")
  void agreesOnManyPolicies() {
    run(SEED + 1_000_000, POLICIES);
    if (POLICIES >= 1_000) {
      assertThat(seen)
          .as("the generator reaches every reason to keep a rule or not")
          .containsKeys(
              "dead", "missed", "missed by pairs", "redundant", "repeats", "undetermined");
      assertThat(seen.values()).as(seen.toString()).allMatch(count -> count >= 20);
    }
  }

  private void run(long seed, int policies) {
    int done = 0;
    for (long at = seed; done < policies; at++) {
      RandomWorld world = new RandomWorld(at);
      List<Request> requests = requests(world, done % 4 == 0);
      if (requests.size() <= MOST) {
        Policy policy = done % 4 == 1 ? guarded(world) : world.policy;
        check(new Subject(policy, world, "-Dpolicyctl.seed=" + at), requests);
        done++;
      }
    }
  }

  /** A policy over the registries of a world. */
  private record Subject(Policy policy, RandomWorld world, PolicyEngine engine, String name) {
    Subject(Policy policy, RandomWorld world, String name) {
      this(policy, world, PolicyEngine.compile(policy, world.registries), name);
    }
  }

  /**
   * The policy with a deny beside its first rule that is for one role: for another one, and else
   * for the same requests. Only who has both roles misses it.
   */
  private static Policy guarded(RandomWorld world) {
    List<Rule> rules = new ArrayList<>(world.policy.rules());
    List<String> roles = EveryRequest.names(world.registries, Dimension.ROLES);
    for (Rule rule : world.policy.rules()) {
      Optional<Selector> of = rule.match().find(Dimension.ROLES);
      List<String> others =
          roles.stream()
              .filter(r -> of.stream().noneMatch(s -> s.values().contains(RandomWorld.text(r))))
              .toList();
      if (of.isPresent() && !others.isEmpty() && rule.effect() != Outcome.DENY) {
        rules.add(guard(rule, others.get(0)));
        break;
      }
    }
    return with(world.policy, rules);
  }

  private static Rule guard(Rule rule, String role) {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    selectors.putAll(rule.match().selectors());
    selectors.put(Dimension.ROLES, new Selector(RandomWorld.SPAN, List.of(RandomWorld.text(role))));
    return new Rule(
        rule.span(),
        RandomWorld.text("guard"),
        Optional.empty(),
        Optional.empty(),
        rule.priority(),
        Optional.empty(),
        Outcome.DENY,
        new Match(selectors),
        rule.when(),
        List.of(),
        rule.validity());
  }

  private static Policy with(Policy policy, List<Rule> rules) {
    return new Policy(
        policy.bundle(),
        policy.defaultOutcome(),
        policy.defaultText(),
        policy.combining(),
        policy.identity(),
        rules,
        policy.limits());
  }

  /** Every request of one class, and perhaps of two; those of few roles first. */
  private static List<Request> requests(RandomWorld world, boolean twoClasses) {
    EveryRequest every = new EveryRequest(world);
    List<List<String>> classes = new ArrayList<>(List.of(List.of()));
    List<String> names =
        new ArrayList<>(EveryRequest.names(world.registries, Dimension.CLASSIFICATIONS));
    names.add(EveryRequest.STRANGE);
    for (int i = 0; i < names.size(); i++) {
      classes.add(List.of(names.get(i)));
      for (int j = i + 1; j < names.size() && twoClasses; j++) {
        classes.add(List.of(names.get(i), names.get(j)));
      }
    }
    List<List<String>> identities = new ArrayList<>(every.identities);
    identities.sort(java.util.Comparator.comparingInt(List::size));
    List<Request> requests = new ArrayList<>();
    for (List<String> roles : identities) {
      for (Request rest : every.rests) {
        for (Optional<String> model : every.models) {
          for (List<String> of : classes) {
            requests.add(
                rest.toBuilder()
                    .model(model.orElse(null))
                    .roles(roles)
                    .classifications(of)
                    .build());
          }
        }
      }
    }
    return requests;
  }

  private void check(Subject subject, List<Request> requests) {
    String name = subject.name();
    List<Decision> with = requests.stream().map(subject.engine()::evaluate).toList();
    Set<String> deciding = new HashSet<>();
    with.forEach(decision -> deciding.addAll(decision.determiningRules()));
    Set<String> redundant = new TreeSet<>();
    for (Rule rule : subject.policy().rules()) {
      if (!deciding.contains(rule.id().value())) {
        note("dead", true);
      } else if (redundant(subject, rule, requests, with)) {
        redundant.add(rule.id().value());
      }
    }
    RedundantRules.Answer answer = answer(subject, Budget.DEFAULT_NODES, deciding, name);
    assertThat(answer.undetermined()).as(name).isEmpty();
    assertThat(ids(answer)).as(name).isEqualTo(redundant);
    for (RedundantRule rule : answer.redundant()) {
      boolean repeats =
          subject.policy().defaultOutcome() == Outcome.DENY
              && rule.rule().effect() == Outcome.DENY
              && rule.rule().rule().obligations().isEmpty();
      assertThat(rule.repeatsDefault()).as(name).isEqualTo(repeats);
      note(repeats ? "repeats" : "redundant", true);
    }
    for (long nodes : List.of(0L, 1L, 2L, 4L, 8L, 20L)) {
      frugal(subject, nodes, deciding, redundant, name + " with " + nodes + " nodes");
    }
  }

  private void frugal(
      Subject subject, long nodes, Set<String> deciding, Set<String> redundant, String name) {
    RedundantRules.Answer answer = answer(subject, nodes, deciding, name);
    Set<String> undetermined = new TreeSet<>();
    answer.undetermined().forEach(rule -> undetermined.add(rule.id()));
    Set<String> said = ids(answer);
    assertThat(redundant).as(name).containsAll(said);
    assertThat(said).as(name).noneMatch(undetermined::contains);
    said.addAll(undetermined);
    assertThat(said).as(name).containsAll(redundant);
    note("undetermined", !undetermined.isEmpty());
  }

  /** Asks with a budget about all rules that are not dead. */
  private static RedundantRules.Answer answer(
      Subject subject, long nodes, Set<String> deciding, String name) {
    PolicySpace space =
        new PolicySpace(subject.engine().compiled(), subject.world().asOf, new Budget(nodes));
    Set<Integer> dead = new HashSet<>();
    for (RankedRule rule : subject.engine().compiled().rules()) {
      if (!deciding.contains(rule.id())) {
        dead.add(rule.rank());
      }
    }
    RedundantRules.Answer answer = RedundantRules.of(space, dead);
    assertThat(answer.redundant())
        .as(name)
        .isSortedAccordingTo(java.util.Comparator.comparingInt(r -> r.rule().rank()));
    return answer;
  }

  private static Set<String> ids(RedundantRules.Answer answer) {
    Set<String> ids = new TreeSet<>();
    answer.redundant().forEach(rule -> ids.add(rule.rule().id()));
    return ids;
  }

  /** Whether no request gets anything else from the policy without a rule. */
  private boolean redundant(
      Subject subject, Rule rule, List<Request> requests, List<Decision> with) {
    List<Rule> rest =
        subject.policy().rules().stream().filter(other -> !other.equals(rule)).toList();
    PolicyEngine without =
        PolicyEngine.compile(with(subject.policy(), rest), subject.world().registries);
    for (int i = 0; i < requests.size(); i++) {
      if (!Got.of(without.evaluate(requests.get(i))).equals(Got.of(with.get(i)))) {
        boolean pair = requests.get(i).values(Dimension.ROLES).size() > 1;
        note(pair ? "missed by pairs" : "missed", true);
        return false;
      }
    }
    return true;
  }

  private void note(String what, boolean there) {
    if (there) {
      seen.merge(what, 1, Integer::sum);
    }
  }
}

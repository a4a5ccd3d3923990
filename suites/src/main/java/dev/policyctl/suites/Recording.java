package dev.policyctl.suites;

import dev.policyctl.evaluator.ClassMatches;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.ResolvedRequest;
import dev.policyctl.evaluator.RuleView;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import dev.policyctl.suites.mutation.Mutant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of a policy ask, with which rules each request concerns: the policy's, and those
 * that mutants have in their place and that may match more. All of them are the rules of one
 * engine, so that each request is matched against all mutants at once. A mutant can change the
 * decision of a request only where the request concerns one of its rules, as it was or as it is.
 */
final class Recording implements Watcher {
  private final PolicyEngine original;
  private final PolicyEngine all;
  private final Map<String, Integer> wider = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Map<Integer, BitSet> byRule = new HashMap<>();
  private int test;
  private @Nullable Request last;

  /**
   * A request of a test.
   *
   * @param test the test's number
   * @param decision what the policy says, limits left aside
   */
  record Asked(int test, Request request, Decision decision) {}

  /**
   * Prepares for some mutants.
   *
   * @param mutants all of which compile
   */
  Recording(PolicyEngine original, Policy policy, Registries registries, List<Mutant> mutants) {
    this.original = original;
    List<Rule> rules = new ArrayList<>(policy.rules());
    for (Mutant mutant : mutants) {
      if (mutant.operator().wider()) {
        for (Mutant.Edit edit : mutant.edits()) {
          wider.put(mutant.id(), rules.size());
          edit.replacement().ifPresent(rule -> rules.add(named(rule, "#" + rules.size())));
        }
      }
    }
    this.all = PolicyEngine.compile(withRules(policy, rules), registries);
  }

  /** The policy with other rules, and without limits. */
  static Policy withRules(Policy policy, List<Rule> rules) {
    return new Policy(
        policy.bundle(),
        policy.defaultOutcome(),
        policy.defaultText(),
        policy.combining(),
        policy.identity(),
        rules,
        List.of());
  }

  private static Rule named(Rule rule, String id) {
    return new Rule(
        rule.span(),
        new Text(id, rule.id().span()),
        Optional.empty(),
        Optional.empty(),
        rule.priority(),
        rule.priorityText(),
        rule.effect(),
        rule.match(),
        rule.when(),
        rule.obligations(),
        rule.validity());
  }

  /** Runs tests, and takes down what they ask; false where one does not hold. */
  boolean record(List<TestList.Task> tasks, Worker worker) {
    for (test = 0; test < tasks.size(); test++) {
      if (tasks.get(test).body().apply(worker) instanceof TestResult.Failed) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void watch(ResolvedRequest request) {
    if (request.request() == last) {
      return; // a repetition
    }
    last = request.request();
    int number = -1;
    for (ClassMatches one : all.matches(all.resolve(request.request()))) {
      for (RuleView rule : one.matching()) {
        if (number < 0) {
          number = asked.size();
          asked.add(new Asked(test, request.request(), original.evaluate(request)));
        }
        byRule.computeIfAbsent(rule.index(), r -> new BitSet()).set(number);
      }
    }
  }

  /** The numbers of the requests that a mutant may decide otherwise. */
  BitSet concerned(Mutant mutant) {
    BitSet numbers = new BitSet();
    for (Mutant.Edit edit : mutant.edits()) {
      numbers.or(byRule.getOrDefault(edit.index(), new BitSet()));
    }
    Integer rule = wider.get(mutant.id());
    if (rule != null) {
      numbers.or(byRule.getOrDefault(rule, new BitSet()));
    }
    return numbers;
  }

  /** A request by its number. */
  Asked asked(int number) {
    return asked.get(number);
  }
}

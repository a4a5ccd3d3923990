package dev.policyctl.suites;

import dev.policyctl.evaluator.InvalidPolicyException;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.suites.mutation.Mutant;
import dev.policyctl.suites.mutation.Mutants;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Tests the tests of one policy: makes a small mistake in it, again and again, and sees whether any
 * test fails (mutation analysis; DeMillo, Lipton and Sayward 1978). Whether a mutant that no test
 * notices is a mistake at all is decided exactly, so the score has no noise.
 */
public final class MutationRunner {
  private final PolicyEngine engine;
  private final Policy policy;
  private final Registries registries;

  /**
   * Makes one.
   *
   * @param engine what the policy and the registries were compiled into
   */
  public MutationRunner(PolicyEngine engine, Policy policy, Registries registries) {
    this.engine = engine;
    this.policy = policy;
    this.registries = registries;
  }

  /**
   * Judges every mutant. The results do not depend on the number of threads.
   *
   * @return nothing where a test fails on the policy itself: then no failure says anything
   * @throws dev.policyctl.model.OperationalException as {@link SuiteRunner#run}
   */
  public Optional<MutationRun> run(
      List<Suite> suites, RunOptions options, MutationOptions mutation) {
    List<TestList.Task> tests = new TestList(suites, registries, options).tasks();
    List<Mutant> all = Mutants.of(engine.compiled(), mutation.rules());
    List<Mutant> mutants = all.stream().filter(this::compiles).toList();
    Recording recording = new Recording(engine, policy, registries, mutants);
    Worker worker = new Worker(engine, policy, registries, options, recording);
    if (!recording.record(tests, worker)) {
      return Optional.empty();
    }
    MutantJudge judge = new MutantJudge(engine, registries, tests, recording, options, mutation);
    AtomicReferenceArray<MutantResult> results = new AtomicReferenceArray<>(mutants.size());
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Threads.share(
        Math.max(1, Math.min(options.threads(), mutants.size())),
        () -> {
          for (int i = next.getAndIncrement(); i < mutants.size(); i = next.getAndIncrement()) {
            results.set(i, judge.judge(mutants.get(i)));
            mutation.progress().judged(done.incrementAndGet(), mutants.size());
          }
          return done;
        });
    List<MutantResult> ordered = new ArrayList<>();
    for (int i = 0; i < results.length(); i++) {
      ordered.add(Objects.requireNonNull(results.get(i)));
    }
    return Optional.of(new MutationRun(ordered, all.size() - mutants.size()));
  }

  /** Whether the rules that a mutant changes are rules; alone, since nothing else can be wrong. */
  private boolean compiles(Mutant mutant) {
    List<Rule> changed = new ArrayList<>();
    mutant.edits().forEach(edit -> edit.replacement().ifPresent(changed::add));
    try {
      PolicyEngine.compile(Recording.withRules(policy, changed), registries);
      return true;
    } catch (InvalidPolicyException e) {
      return false;
    }
  }
}

package dev.policyctl.suites;

import dev.policyctl.analysis.change.DecisionDiff;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.suites.MutantResult.Difference;
import dev.policyctl.suites.MutantResult.Fate;
import dev.policyctl.suites.mutation.Mutant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says what becomes of a mutant. Requests of the tests that it may decide otherwise are decided
 * anew; only a test that has such a request is run again. Where none fails, or one does though no
 * outcome and no obligation changed, the exact analysis compares the two policies. Thread-safe.
 */
final class MutantJudge {
  private final PolicyEngine original;
  private final Registries registries;
  private final List<TestList.Task> tests;
  private final Recording recording;
  private final RunOptions options;
  private final MutationOptions mutation;

  MutantJudge(
      PolicyEngine original,
      Registries registries,
      List<TestList.Task> tests,
      Recording recording,
      RunOptions options,
      MutationOptions mutation) {
    this.original = original;
    this.registries = registries;
    this.tests = tests;
    this.recording = recording;
    this.options = options;
    this.mutation = mutation;
  }

  MutantResult judge(Mutant mutant) {
    Policy policy = mutant.of(original.compiled().policy());
    PolicyEngine mutated = PolicyEngine.compile(policy, registries);
    Worker worker = new Worker(mutated, policy, registries, options, Watcher.BLIND);
    BitSet concerned = recording.concerned(mutant);
    BitSet run = new BitSet();
    boolean fails = false;
    Optional<Difference> difference = Optional.empty();
    for (int i = concerned.nextSetBit(0); i >= 0; i = concerned.nextSetBit(i + 1)) {
      Recording.Asked asked = recording.asked(i);
      Decision now = mutated.evaluate(asked.request());
      if (now.equals(asked.decision())) {
        continue;
      }
      if (difference.isEmpty() && differ(asked.decision(), now)) {
        difference = Optional.of(new Difference(asked.request(), asked.decision(), now));
      }
      fails = fails || fails(asked, now, run, worker);
      if (fails && difference.isPresent()) {
        return MutantResult.of(mutant, Fate.KILLED);
      }
    }
    return compare(mutant, mutated, fails, difference);
  }

  /** Whether two decisions are not alike for whoever asked; reasons and rules are not. */
  private static boolean differ(Decision one, Decision other) {
    return one.outcome() != other.outcome() || !one.obligations().equals(other.obligations());
  }

  /** Whether the test of a request that is decided otherwise fails; each test is run once. */
  private boolean fails(Recording.Asked asked, Decision now, BitSet run, Worker worker) {
    TestList.Task test = tests.get(asked.test());
    if (test.id().kind() == TestResult.Kind.MATRIX) {
      // It passes on the original and compares outcomes alone, so the outcome was the expected one.
      return now.outcome() != asked.decision().outcome();
    }
    if (run.get(asked.test())) {
      return false;
    }
    run.set(asked.test());
    return test.body().apply(worker) instanceof TestResult.Failed;
  }

  /**
   * Compares the policies exactly.
   *
   * @param fails whether a test fails
   * @param asked a request of the tests that is decided otherwise, if there is one
   */
  private MutantResult compare(
      Mutant mutant, PolicyEngine mutated, boolean fails, Optional<Difference> asked) {
    DecisionDiff.Answer answer =
        DecisionDiff.of(
            original.compiled(), mutated.compiled(), mutation.asOf(), mutation.budget().renewed());
    Optional<Difference> difference =
        answer.regions().stream()
            .sorted(Comparator.comparingInt(region -> region.secondRoles().size()))
            .map(region -> replay(region.witness(), mutated))
            .findFirst()
            .or(() -> asked);
    if (difference.isPresent()) {
      return fails
          ? MutantResult.of(mutant, Fate.KILLED)
          : new MutantResult(mutant, Fate.SURVIVED, difference);
    }
    return MutantResult.of(mutant, answer.complete() ? Fate.EQUIVALENT : Fate.UNDETERMINED);
  }

  private Difference replay(Request witness, PolicyEngine mutated) {
    Decision before = original.evaluate(witness);
    Decision after = mutated.evaluate(witness);
    if (!differ(before, after)) {
      throw new IllegalStateException("a witness is decided alike: " + witness.time());
    }
    return new Difference(witness, before, after);
  }
}

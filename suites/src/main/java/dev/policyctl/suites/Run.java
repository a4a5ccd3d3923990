package dev.policyctl.suites;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** One run: shares the tests out to threads, and puts the results into order. */
final class Run {
  private final PolicyEngine engine;
  private final Policy policy;
  private final Registries registries;
  private final RunOptions options;

  Run(PolicyEngine engine, Policy policy, Registries registries, RunOptions options) {
    this.engine = engine;
    this.policy = policy;
    this.registries = registries;
    this.options = options;
  }

  TestRun of(List<Suite> suites) {
    TestList list = new TestList(suites, registries, options);
    List<TestList.Task> tasks = list.tasks();
    AtomicReferenceArray<TestResult> results = new AtomicReferenceArray<>(tasks.size());
    AtomicInteger next = new AtomicInteger();
    int threads = Math.max(1, Math.min(options.threads(), tasks.size()));
    Coverage coverage =
        Threads.share(threads, () -> work(tasks, next, results)).stream()
            .reduce(Coverage::merge)
            .orElseThrow();
    List<TestResult> ordered = new ArrayList<>();
    for (int i = 0; i < results.length(); i++) {
      ordered.add(results.get(i));
    }
    return new TestRun(ordered, coverage, list.deselected());
  }

  /** Runs tests until none is left. */
  private Coverage work(
      List<TestList.Task> tasks, AtomicInteger next, AtomicReferenceArray<TestResult> results) {
    CoverageCollector collector = new CoverageCollector(engine, policy);
    Worker worker = new Worker(engine, policy, registries, options, collector);
    for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
      results.set(i, tasks.get(i).body().apply(worker));
    }
    return collector.coverage();
  }
}

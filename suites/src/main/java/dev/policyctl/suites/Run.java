package dev.policyctl.suites;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.suites.TestResult.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** One run: lists the tests, shares them out to threads, and puts the results into order. */
final class Run {
  private final PolicyEngine engine;
  private final Policy policy;
  private final Registries registries;
  private final RunOptions options;
  private final List<Task> tasks = new ArrayList<>();
  private int deselected;

  /** A test that some worker will run. */
  private record Task(TestResult.Id id, Function<Worker, TestResult> body) {}

  Run(PolicyEngine engine, Policy policy, Registries registries, RunOptions options) {
    this.engine = engine;
    this.policy = policy;
    this.registries = registries;
    this.options = options;
  }

  TestRun of(List<Suite> suites) {
    suites.forEach(this::list);
    tasks.sort(Comparator.comparing(task -> task.id().span()));
    AtomicReferenceArray<TestResult> results = new AtomicReferenceArray<>(tasks.size());
    AtomicInteger next = new AtomicInteger();
    int threads = Math.max(1, Math.min(options.threads(), tasks.size()));
    Coverage coverage = threads == 1 ? work(next, results) : share(threads, next, results);
    List<TestResult> ordered = new ArrayList<>();
    for (int i = 0; i < results.length(); i++) {
      ordered.add(results.get(i));
    }
    return new TestRun(ordered, coverage, deselected);
  }

  private void list(Suite suite) {
    String name = suite.name().value();
    for (TestCase test : suite.cases()) {
      TestResult.Id id =
          new TestResult.Id(name, test.name().value(), Kind.CASE, test.name().span());
      add(id, worker -> new CaseRun(worker, suite, test, id).run());
    }
    for (TestMatrix test : suite.matrices()) {
      TestResult.Id id =
          new TestResult.Id(name, test.name().value(), Kind.MATRIX, test.name().span());
      if (add(id, worker -> new MatrixRun(worker, suite, test, id).run())) {
        bound(suite, test, id);
      }
    }
    for (TestSequence test : suite.sequences()) {
      TestResult.Id id =
          new TestResult.Id(name, test.name().value(), Kind.SEQUENCE, test.name().span());
      add(id, worker -> new SequenceRun(worker, suite, test, id).run());
    }
  }

  private boolean add(TestResult.Id id, Function<Worker, TestResult> body) {
    boolean selected = options.filter().test(id.toString());
    if (selected) {
      tasks.add(new Task(id, body));
    } else {
      deselected++;
    }
    return selected;
  }

  private void bound(Suite suite, TestMatrix matrix, TestResult.Id id) {
    long cells = new MatrixPlan(suite, matrix, registries).cells();
    if (cells > options.mostCells()) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          String.format(
              Locale.ROOT,
              "%s: matrix `%s` has %s cells, more than %,d",
              id.span(),
              id,
              cells == Long.MAX_VALUE ? "too many" : String.format(Locale.ROOT, "%,d", cells),
              options.mostCells()),
          "split it into matrices over fewer values");
    }
  }

  /** Runs tests until none is left. */
  private Coverage work(AtomicInteger next, AtomicReferenceArray<TestResult> results) {
    Worker worker = new Worker(engine, policy, registries, options);
    for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
      results.set(i, tasks.get(i).body().apply(worker));
    }
    return worker.coverage();
  }

  private Coverage share(
      int threads, AtomicInteger next, AtomicReferenceArray<TestResult> results) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Coverage>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(() -> work(next, results)));
      }
      Coverage coverage = futures.get(0).get();
      for (Future<Coverage> future : futures.subList(1, threads)) {
        coverage = coverage.merge(future.get());
      }
      return coverage;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a test could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED, "the tests were interrupted", "", e);
    } finally {
      pool.shutdownNow();
    }
  }
}

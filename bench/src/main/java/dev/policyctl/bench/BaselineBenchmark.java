package dev.policyctl.bench;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision on the {@link Fragment} that all engines can say, one thread: policyctl, the linear
 * scan, jCasbin and Cedar on the same realistic rules and requests.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BaselineBenchmark {
  private static final int COMPARED = 100;

  /** How many rules the workload has before the reduction. */
  @Param({"1000", "10000"})
  public int rules;

  private Request[] requests;
  private PolicyEngine engine;
  private LinearScan scan;
  private JcasbinBaseline casbin;
  private Object[][] casbinRequests;
  private CedarBaseline cedar;
  private CedarBaseline.Question[] questions;
  private int next;

  /** Loads all engines, and compares their decisions. */
  @Setup
  public void prepare() {
    Fragment fragment = Fragment.of(Workload.of(Workload.Kind.REALISTIC, rules));
    requests = fragment.requests().toArray(Request[]::new);
    engine = PolicyEngine.compile(fragment.policy(), fragment.registries());
    scan = new LinearScan(fragment.policy(), fragment.registries());
    casbin = new JcasbinBaseline(fragment);
    casbinRequests = fragment.requests().stream().map(casbin::arguments).toArray(Object[][]::new);
    cedar = new CedarBaseline(fragment);
    questions =
        fragment.requests().stream().map(cedar::question).toArray(CedarBaseline.Question[]::new);
    for (int i = 0; i < COMPARED; i++) {
      compare(i);
    }
  }

  private void compare(int request) {
    boolean ours = engine.evaluate(requests[request]).allowed();
    if (scan.decide(requests[request]).allowed() != ours
        || casbin.allows(casbinRequests[request]) != ours
        || cedar.allows(questions[request]) != ours) {
      throw new IllegalStateException("the engines differ on request " + request);
    }
  }

  private int next() {
    next = next + 1 < requests.length ? next + 1 : 0;
    return next;
  }

  /** This engine, from the strings of a request. */
  @Benchmark
  public Decision policyctl() {
    return engine.evaluate(requests[next()]);
  }

  /** The hand-written scan, from the strings of a request. */
  @Benchmark
  public Decision linearScan() {
    return scan.decide(requests[next()]);
  }

  /** jCasbin, from arguments that were made before. */
  @Benchmark
  public boolean jcasbin() {
    return casbin.allows(casbinRequests[next()]);
  }

  /** Cedar, from a request and entities that were made before. */
  @Benchmark
  public boolean cedar() {
    return cedar.allows(questions[next()]);
  }
}

package dev.policyctl.bench;

import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.ResolvedRequest;
import java.util.Arrays;
import java.util.List;
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
 * One decision with the whole semantics, one thread, over many requests in turn.
 *
 * <p>The serial collector and its small young generation keep what a decision allocates within the
 * caches. In a large one each new object is memory that was not touched for seconds, so that the
 * figures would measure the settings of the collector; with another one they are larger.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmn16m"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvaluateBenchmark {
  private static final int COMPARED = 200;

  /** What the rules look like. */
  @Param({"REALISTIC", "BOXES", "FLAT"})
  public Workload.Kind kind;

  /** How many rules there are. */
  @Param({"1000", "10000"})
  public int rules;

  /** How many different requests come in turn; more of them find less in caches. */
  @Param("4096")
  public int distinct;

  private PolicyEngine engine;
  private LinearScan scan;
  private List<String> texts;
  private Request[] requests;
  private RawRequest[] raw;
  private ResolvedRequest[] resolved;
  private int next;

  /** Compiles the policy, and compares the two engines. */
  @Setup
  public void prepare() {
    Workload workload = Workload.of(kind, rules, distinct);
    engine = PolicyEngine.compile(workload.policy(), workload.registries());
    scan = new LinearScan(workload.policy(), workload.registries());
    texts = workload.requests();
    requests = workload.readRequests().toArray(Request[]::new);
    raw = Arrays.stream(requests).map(RawRequest::of).toArray(RawRequest[]::new);
    resolved = new ResolvedRequest[requests.length];
    for (int i = 0; i < requests.length; i++) {
      resolved[i] = engine.resolve(requests[i]);
      if (i < COMPARED && !scan.decide(requests[i]).equals(engine.evaluate(requests[i]))) {
        throw new IllegalStateException("the linear scan decides otherwise: " + texts.get(i));
      }
      if (!engine.evaluate(raw[i].build()).equals(engine.evaluate(requests[i]))) {
        throw new IllegalStateException("decided otherwise once built: " + texts.get(i));
      }
    }
  }

  private int next() {
    next = next + 1 < requests.length ? next + 1 : 0;
    return next;
  }

  /** From a request whose strings were looked up before. */
  @Benchmark
  public Decision resolved() {
    return engine.evaluate(resolved[next()]);
  }

  /** From a request that was built before, whose strings are looked up now. */
  @Benchmark
  public Decision strings() {
    return engine.evaluate(requests[next()]);
  }

  /** From plain strings, numbers and instants: builds the request, and decides it. */
  @Benchmark
  public Decision built() {
    return engine.evaluate(raw[next()].build());
  }

  /** From the JSON text of a request to the JSON text of the decision. */
  @Benchmark
  public String authzen() {
    return AuthZen.write(engine.evaluate(AuthZen.readRequest(texts.get(next()))));
  }

  /** The hand-written baseline, from the strings of a request. */
  @Benchmark
  public Decision linearScan() {
    return scan.decide(requests[next()]);
  }
}

package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import java.util.Set;
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
 * The dead rules of a compiled policy in a warm JVM; one analysis is one shot. Cold ones are
 * measured by {@link AnalysisMeasure}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class DeadRulesBenchmark {
  /** What the rules look like. */
  @Param({"GATEWAY", "FLAT", "THIN", "SLABS", "BOXES", "MOSAIC", "WILD"})
  public String kind;

  /** How many rules there are. */
  @Param("10000")
  public int rules;

  /** Which analysis is asked, by its name on the command line of {@link AnalysisMeasure}. */
  @Param({"ours", "naive"})
  public String analysis;

  private CompiledPolicy policy;
  private DeadRules measured;

  /** Compiles the policy, and checks the verdicts once. */
  @Setup
  public void prepare() {
    AnalysisWorkload workload = AnalysisWorkload.of(AnalysisWorkload.Kind.valueOf(kind), rules);
    policy = workload.compile();
    measured = Analyses.named(analysis).make();
    workload.check(measured.judge(policy), Analyses.named(analysis).exact());
  }

  /** Every dead rule. */
  @Benchmark
  public Set<String> dead() {
    return measured.dead(policy);
  }
}

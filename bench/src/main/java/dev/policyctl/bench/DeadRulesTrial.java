package dev.policyctl.bench;

import dev.policyctl.evaluator.CompiledPolicy;
import java.util.Set;

/** The dead rules of a policy, checked against those that were planted, and at points. */
final class DeadRulesTrial implements Trial {
  private final Analyses analysis;
  private final DeadRules measured;
  private final AnalysisWorkload workload;
  private final CompiledPolicy policy;
  private DeadRules.Verdicts verdicts = new DeadRules.Verdicts(Set.of(), Set.of());

  DeadRulesTrial(Analyses analysis, AnalysisWorkload workload, CompiledPolicy policy) {
    this.analysis = analysis;
    this.measured = analysis.make();
    this.workload = workload;
    this.policy = policy;
  }

  @Override
  public void run() {
    verdicts = measured.judge(policy);
  }

  @Override
  public void check() {
    workload.check(verdicts, analysis.exact());
    new PointCheck(policy, new Draw(AnalysisWorkload.SEED)).check(verdicts.dead());
  }

  @Override
  public long found() {
    return verdicts.dead().size();
  }

  @Override
  public long undetermined() {
    return verdicts.undetermined().size();
  }

  @Override
  public int missed() {
    return workload.missed(verdicts).size();
  }
}

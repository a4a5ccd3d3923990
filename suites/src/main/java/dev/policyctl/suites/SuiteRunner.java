package dev.policyctl.suites;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import java.util.List;

/** Runs suites against one compiled policy. Thread-safe; holds nothing between two runs. */
public final class SuiteRunner {
  private final PolicyEngine engine;
  private final Policy policy;
  private final Registries registries;

  /**
   * Makes one.
   *
   * @param engine what the policy and the registries were compiled into
   */
  public SuiteRunner(PolicyEngine engine, Policy policy, Registries registries) {
    this.engine = engine;
    this.policy = policy;
    this.registries = registries;
  }

  /**
   * Runs suites. The results do not depend on the number of threads, nor on the order of the
   * suites. A test that refers to something that does not exist fails; it is never left out.
   *
   * @throws dev.policyctl.model.OperationalException when a matrix has more combinations than the
   *     options grant, before any test runs
   */
  public TestRun run(List<Suite> suites, RunOptions options) {
    return new Run(engine, policy, registries, options).of(suites);
  }
}

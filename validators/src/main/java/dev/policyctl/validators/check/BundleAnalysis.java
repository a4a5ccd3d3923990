package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.DeadRules;
import dev.policyctl.analysis.anomaly.PolicySpace;
import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.policy.Combining;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One policy as a space of requests, and the answers that more than one check needs. */
final class BundleAnalysis {
  private final Bundle bundle;
  private final CompiledPolicy policy;
  private final AnalysisOptions options;
  private final Once<PolicySpace> space;
  private final Once<DeadRules.Answer> dead;

  BundleAnalysis(Bundle bundle, CompiledPolicy policy, Instant asOf, AnalysisOptions options) {
    this.bundle = bundle;
    this.policy = policy;
    this.options = options;
    this.space = new Once<>(() -> new PolicySpace(policy, asOf, new Budget(options.budget())));
    this.dead = new Once<>(() -> DeadRules.of(space()));
  }

  PolicySpace space() {
    return space.get();
  }

  DeadRules.Answer dead() {
    return dead.get();
  }

  /** Whether priorities count. */
  boolean ranked() {
    return policy.policy().combining() == Combining.PRIORITY;
  }

  /** What each question may take. */
  long budget() {
    return options.budget();
  }

  /** The questions that the budget did not suffice to answer, by rule. */
  Map<RankedRule, List<String>> undetermined() {
    Map<RankedRule, List<String>> open = new LinkedHashMap<>();
    add(open, dead().undetermined(), "can decide");
    return open;
  }

  private static void add(
      Map<RankedRule, List<String>> open, List<RankedRule> rules, String question) {
    rules.forEach(
        rule -> open.computeIfAbsent(rule, r -> new java.util.ArrayList<>()).add(question));
  }

  /** A finding about a rule of this policy, at its id. */
  Finding.Builder about(FindingCode code, RankedRule rule, String message) {
    return Finding.of(code, rule.rule().id().span(), message)
        .subject("rule:" + rule.id())
        .bundle(bundle)
        .rule(rule.id());
  }

  /** A value that is made when it is first asked for. */
  private static final class Once<T> {
    private final Supplier<T> source;
    private @org.jspecify.annotations.Nullable T value;

    Once(Supplier<T> source) {
      this.source = source;
    }

    T get() {
      T made = value;
      if (made == null) {
        made = source.get();
        value = made;
      }
      return made;
    }
  }
}

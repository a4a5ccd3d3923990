package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.Conflicts;
import dev.policyctl.analysis.anomaly.DeadRule;
import dev.policyctl.analysis.anomaly.DeadRules;
import dev.policyctl.analysis.anomaly.LostObligations;
import dev.policyctl.analysis.anomaly.ObligationConflict;
import dev.policyctl.analysis.anomaly.ObligationConflicts;
import dev.policyctl.analysis.anomaly.Overrides;
import dev.policyctl.analysis.anomaly.PairAnswer;
import dev.policyctl.analysis.anomaly.PiercedGuardrail;
import dev.policyctl.analysis.anomaly.PiercedGuardrails;
import dev.policyctl.analysis.anomaly.PolicySpace;
import dev.policyctl.analysis.anomaly.RedundantRules;
import dev.policyctl.analysis.anomaly.RouteEscapes;
import dev.policyctl.analysis.anomaly.RulePair;
import dev.policyctl.analysis.anomaly.UndecidedPair;
import dev.policyctl.analysis.anomaly.UnreachableValue;
import dev.policyctl.analysis.anomaly.UnreachableValues;
import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.policy.Combining;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** One policy as a space of requests, and the answers that more than one check needs. */
final class BundleAnalysis {
  private final Bundle bundle;
  private final CompiledPolicy policy;
  private final AnalysisOptions options;
  private final Once<PolicySpace> space;
  private final Once<DeadRules.Answer> dead;
  private final Once<PairAnswer<RulePair>> conflicts;
  private final Once<RedundantRules.Answer> redundant;
  private final Once<PairAnswer<RulePair>> overrides;
  private final Once<PairAnswer<RulePair>> lostObligations;
  private final Once<PairAnswer<ObligationConflict>> obligationConflicts;
  private final Once<PairAnswer<PiercedGuardrail>> piercedGuardrails;
  private final Once<RouteEscapes.Answer> routeEscapes;

  BundleAnalysis(Bundle bundle, CompiledPolicy policy, Instant asOf, AnalysisOptions options) {
    this.bundle = bundle;
    this.policy = policy;
    this.options = options;
    this.space = new Once<>(() -> new PolicySpace(policy, asOf, new Budget(options.budget())));
    this.dead = new Once<>(() -> DeadRules.of(space()));
    this.conflicts = new Once<>(() -> Conflicts.of(space()));
    this.redundant = new Once<>(() -> RedundantRules.of(space(), deadRanks()));
    this.overrides = new Once<>(() -> Overrides.of(space()));
    this.lostObligations = new Once<>(() -> LostObligations.of(space()));
    this.obligationConflicts = new Once<>(() -> ObligationConflicts.of(space()));
    this.piercedGuardrails = new Once<>(() -> PiercedGuardrails.of(space()));
    this.routeEscapes = new Once<>(() -> RouteEscapes.of(space()));
  }

  PolicySpace space() {
    return space.get();
  }

  DeadRules.Answer dead() {
    return dead.get();
  }

  PairAnswer<RulePair> conflicts() {
    return conflicts.get();
  }

  RedundantRules.Answer redundant() {
    return redundant.get();
  }

  PairAnswer<RulePair> overrides() {
    return overrides.get();
  }

  PairAnswer<RulePair> lostObligations() {
    return lostObligations.get();
  }

  PairAnswer<ObligationConflict> obligationConflicts() {
    return obligationConflicts.get();
  }

  PairAnswer<PiercedGuardrail> piercedGuardrails() {
    return piercedGuardrails.get();
  }

  RouteEscapes.Answer routeEscapes() {
    return routeEscapes.get();
  }

  List<UnreachableValue> unreachable() {
    return UnreachableValues.of(space());
  }

  /** The ranks of the rules that are dead, or may be: of those no more is said. */
  private Set<Integer> deadRanks() {
    Set<Integer> ranks = new HashSet<>();
    dead().dead().forEach(d -> ranks.add(d.rule().rank()));
    dead().undetermined().forEach(rule -> ranks.add(rule.rank()));
    return ranks;
  }

  /** The dead rules that a single one of their own priority masks; the conflict says so. */
  List<DeadRule> maskedByConflict() {
    Set<List<RankedRule>> pairs = new HashSet<>();
    conflicts().direct().listed().forEach(pair -> pairs.add(List.of(pair.first(), pair.second())));
    return dead().dead().stream()
        .filter(dead -> dead.kind() == DeadRule.Kind.MASKED && dead.blockers().size() == 1)
        .filter(dead -> pairs.contains(List.of(dead.blockers().get(0).rule(), dead.rule())))
        .toList();
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
    dead().undetermined().forEach(rule -> add(open, rule, "can decide"));
    pairs(open, conflicts(), "conflicts with ");
    pairs(open, obligationConflicts(), "demands what contradicts ");
    pairs(open, lostObligations(), "loses obligations, beside ");
    pairs(open, piercedGuardrails(), "pierces a guardrail, beside ");
    redundant().undetermined().forEach(rule -> add(open, rule, "changes anything"));
    routeEscapes().undetermined().forEach(rule -> add(open, rule, "routes what would be denied"));
    if (options.overrides()) {
      pairs(open, overrides(), "overrides, or is overridden by, ");
    }
    return open;
  }

  private static void add(Map<RankedRule, List<String>> open, RankedRule rule, String question) {
    open.computeIfAbsent(rule, r -> new ArrayList<>()).add(question);
  }

  private static void pairs(
      Map<RankedRule, List<String>> open, PairAnswer<?> answer, String question) {
    for (Star<UndecidedPair> star : Star.of(answer.undetermined(), false)) {
      add(open, star.hub(), question + Wording.list(star.partners()));
    }
  }

  /** A finding about a rule of this policy, at its id. */
  Finding.Builder about(FindingCode code, RankedRule rule, String message) {
    return Finding.of(code, rule.rule().id().span(), message)
        .subject("rule:" + rule.id())
        .bundle(bundle)
        .rule(rule.id());
  }

  /** A finding about the policy as a whole, at its name. */
  Finding.Builder about(FindingCode code, String message) {
    return Finding.of(code, policy.policy().bundle().name().span(), message).bundle(bundle);
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

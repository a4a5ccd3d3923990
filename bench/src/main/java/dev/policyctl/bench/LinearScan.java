package dev.policyctl.bench;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.PolicyIdentity;
import dev.policyctl.evaluator.Reason;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one would write by hand: the rules in the order in which they rank, each with hash sets of
 * the names that it accepts, looked at one after the other until one matches. The whole semantics
 * of section 4 of the policy format but for limits.
 */
final class LinearScan {
  private final Policy policy;
  private final PolicyIdentity identity;
  private final List<Dimension> dimensions;
  private final RawValues names;
  private final List<ScannedRule> ranked = new ArrayList<>();

  LinearScan(Policy policy, Registries registries) {
    this.policy = policy;
    this.identity = PolicyIdentity.of(policy);
    this.dimensions = registries.dimensions();
    this.names = new RawValues(registries);
    ScannedRule.Reader reader = new ScannedRule.Reader(registries);
    Comparator<Rule> order = Comparator.comparing(Rule::effect);
    if (policy.combining() == Combining.PRIORITY) {
      order = Comparator.comparingInt(Rule::priority).reversed().thenComparing(Rule::effect);
    }
    policy.rules().stream().sorted(order).forEach(rule -> ranked.add(reader.read(rule)));
  }

  /** One class by itself. */
  private record Verdict(Outcome outcome, Reason reason, List<ScannedRule> rules) {}

  Decision decide(Request request) {
    Optional<Instant> time = request.time();
    if (time.isEmpty()) {
      return refused(Reason.EVALUATION_ERROR, request);
    }
    Optional<Reason> refusal = refusal(request, time.get());
    if (refusal.isPresent()) {
      return refused(refusal.get(), request);
    }
    List<Set<String>> values = new ArrayList<>();
    for (Dimension dimension : dimensions) {
      values.add(names.resolve(dimension, request.values(dimension)));
    }
    List<String> dropped = names.dropped(request.values(Dimension.ROLES));
    int place = dimensions.indexOf(Dimension.CLASSIFICATIONS);
    List<Verdict> verdicts = new ArrayList<>();
    for (String classification : values.get(place)) {
      values.set(place, Set.of(classification));
      verdicts.add(verdict(request, time.get(), values));
    }
    return join(verdicts, dropped);
  }

  private Optional<Reason> refusal(Request request, Instant time) {
    if (!request.environment().equals(Optional.of(policy.bundle().environment().value()))
        || !request.tenant().orElse("default").equals(policy.bundle().tenant().value())) {
      return Optional.of(Reason.WRONG_BUNDLE);
    }
    if (request.expiry().isEmpty()) {
      return policy.identity().requireExpiry()
          ? Optional.of(Reason.IDENTITY_MISSING_EXPIRY)
          : Optional.empty();
    }
    return request.expiry().get().plus(policy.identity().clockSkew()).isAfter(time)
        ? Optional.empty()
        : Optional.of(Reason.IDENTITY_EXPIRED);
  }

  private Decision refused(Reason reason, Request request) {
    Optional<String> detail =
        reason == Reason.EVALUATION_ERROR ? request.defect() : Optional.empty();
    return new Decision(
        Outcome.DENY, reason, List.of(), List.of(), List.of(), List.of(), identity, detail);
  }

  private Verdict verdict(Request request, Instant time, List<Set<String>> values) {
    List<ScannedRule> deciding = new ArrayList<>();
    for (ScannedRule rule : ranked) {
      if (!deciding.isEmpty() && !sameTier(deciding.get(0).rule(), rule.rule())) {
        break;
      }
      if (rule.matches(values, request, time)) {
        deciding.add(rule);
      }
    }
    if (!deciding.isEmpty()) {
      return new Verdict(deciding.get(0).rule().effect(), Reason.RULE, deciding);
    }
    return names
        .silence(dimensions, values)
        .map(reason -> new Verdict(Outcome.DENY, reason, deciding))
        .orElseGet(() -> new Verdict(policy.defaultOutcome(), Reason.DEFAULT, deciding));
  }

  private boolean sameTier(Rule one, Rule other) {
    return one.effect() == other.effect()
        && (policy.combining() == Combining.DENY_OVERRIDES || one.priority() == other.priority());
  }

  private Decision join(List<Verdict> verdicts, List<String> dropped) {
    Verdict strictest =
        verdicts.stream()
            .min(Comparator.comparing(Verdict::outcome).thenComparing(Verdict::reason))
            .orElseThrow();
    TreeSet<String> rules = new TreeSet<>();
    Set<DecisionObligation> obligations = new HashSet<>();
    for (Verdict verdict : verdicts) {
      if (strictest.outcome() != Outcome.DENY || verdict.outcome() == Outcome.DENY) {
        verdict.rules().forEach(rule -> rules.add(rule.rule().id().value()));
        verdict.rules().forEach(rule -> obligations.addAll(rule.obligations()));
      }
    }
    return new Decision(
        strictest.outcome(),
        strictest.reason(),
        List.copyOf(rules),
        obligations.stream().sorted().toList(),
        dropped,
        List.of(),
        identity,
        Optional.empty());
  }
}

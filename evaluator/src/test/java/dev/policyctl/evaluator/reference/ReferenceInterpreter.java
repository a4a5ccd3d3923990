package dev.policyctl.evaluator.reference;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.PolicyIdentity;
import dev.policyctl.evaluator.Reason;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The semantics of a policy, step by step as its contract words them, without any thought of speed.
 * Shares nothing with the engine but the records that go in and come out.
 */
public final class ReferenceInterpreter {
  private final Policy policy;
  private final Registries registries;
  private final ReferenceMatching matching;

  public ReferenceInterpreter(Policy policy, Registries registries) {
    this.policy = policy;
    this.registries = registries;
    this.matching = new ReferenceMatching(registries);
  }

  /** What a class by itself comes to. */
  public record ClassResult(
      String classification,
      Outcome outcome,
      Reason reason,
      Set<String> matching,
      List<Rule> deciding) {}

  /** Steps 1 to 8. */
  public Decision evaluate(Request request) {
    Optional<Reason> early = early(request);
    if (early.isPresent()) {
      return decision(
          Outcome.DENY,
          early.get(),
          List.of(),
          new TreeSet<>(),
          early.get() == Reason.EVALUATION_ERROR ? request.defect() : Optional.empty());
    }
    List<ClassResult> classes = classes(request);
    Outcome strictest = Outcome.ALLOW;
    for (ClassResult result : classes) {
      if (result.outcome() == Outcome.DENY
          || (result.outcome() == Outcome.REQUIRE_APPROVAL && strictest == Outcome.ALLOW)) {
        strictest = result.outcome();
      }
    }
    TreeSet<Reason> reasons = new TreeSet<>();
    List<Rule> rules = new ArrayList<>();
    for (ClassResult result : classes) {
      if (result.outcome() == strictest) {
        reasons.add(result.reason());
      }
      if (strictest != Outcome.DENY || result.outcome() == Outcome.DENY) {
        rules.addAll(result.deciding());
      }
    }
    return decision(strictest, reasons.first(), rules, dropped(request), Optional.empty());
  }

  private Decision decision(
      Outcome outcome,
      Reason reason,
      List<Rule> rules,
      Set<String> dropped,
      Optional<String> detail) {
    TreeSet<String> ids = new TreeSet<>();
    TreeMap<String, DecisionObligation> obligations = new TreeMap<>();
    for (Rule rule : rules) {
      ids.add(rule.id().value());
      for (Obligation obligation : rule.obligations()) {
        String argument = obligation.argument().value();
        if (obligation.action() == Obligation.Action.ROUTE_TO) {
          argument = matching.canonical(RegistryKind.MODELS, argument).orElseThrow();
        }
        obligations.put(
            obligation.action().label() + ":" + argument,
            new DecisionObligation(obligation.action(), argument));
      }
    }
    return new Decision(
        outcome,
        reason,
        List.copyOf(ids),
        List.copyOf(obligations.values()),
        List.copyOf(new TreeSet<>(dropped)),
        List.of(),
        PolicyIdentity.of(policy),
        detail);
  }

  /** Steps 1 and 2. */
  private Optional<Reason> early(Request request) {
    if (request.defect().isPresent()) {
      return Optional.of(Reason.EVALUATION_ERROR);
    }
    if (!request.tenant().orElse("default").equals(policy.bundle().tenant().value())
        || !request.environment().equals(Optional.of(policy.bundle().environment().value()))) {
      return Optional.of(Reason.WRONG_BUNDLE);
    }
    if (request.expiry().isEmpty()) {
      return policy.identity().requireExpiry()
          ? Optional.of(Reason.IDENTITY_MISSING_EXPIRY)
          : Optional.empty();
    }
    Instant end = request.expiry().get().plus(policy.identity().clockSkew());
    return end.compareTo(request.time().orElseThrow()) <= 0
        ? Optional.of(Reason.IDENTITY_EXPIRED)
        : Optional.empty();
  }

  /** Step 3: the values of one dimension, roles asserted rather than effective. */
  Set<String> resolved(Request request, Dimension dimension) {
    if (request.values(dimension).isEmpty()) {
      return Set.of(Dimension.MISSING);
    }
    Set<String> known = new LinkedHashSet<>();
    boolean unknown = false;
    for (String raw : request.values(dimension)) {
      Optional<String> id =
          raw.startsWith("$") ? Optional.empty() : matching.canonical(dimension.kind(), raw);
      id.ifPresent(known::add);
      unknown |= id.isEmpty();
    }
    if (unknown && (dimension != Dimension.ROLES || known.isEmpty())) {
      known.add(Dimension.UNKNOWN);
    }
    return known;
  }

  private Set<String> dropped(Request request) {
    TreeSet<String> dropped = new TreeSet<>();
    for (String raw : request.values(Dimension.ROLES)) {
      if (raw.startsWith("$") || matching.canonical(RegistryKind.ROLES, raw).isEmpty()) {
        dropped.add(raw);
      }
    }
    return dropped;
  }

  /** Steps 3 to 7 for each class; empty for a request that is denied before them. */
  public List<ClassResult> classes(Request request) {
    List<ClassResult> results = new ArrayList<>();
    if (early(request).isPresent()) {
      return results;
    }
    Map<Dimension, Set<String>> values = new TreeMap<>();
    for (Dimension dimension : registries.dimensions()) {
      values.put(dimension, resolved(request, dimension));
    }
    for (String classification : new TreeSet<>(values.get(Dimension.CLASSIFICATIONS))) {
      Map<Dimension, Set<String>> single = new TreeMap<>(values);
      single.put(Dimension.CLASSIFICATIONS, Set.of(classification));
      results.add(single(request, classification, single));
    }
    return results;
  }

  private ClassResult single(
      Request request, String classification, Map<Dimension, Set<String>> values) {
    Map<Dimension, Set<String>> effective = new TreeMap<>(values);
    effective.put(Dimension.ROLES, matching.effective(values.get(Dimension.ROLES)));
    List<Rule> matched = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (matching.matches(rule.match(), effective) && ReferenceMatching.holds(rule, request)) {
        matched.add(rule);
      }
    }
    Set<String> ids = new TreeSet<>();
    matched.forEach(rule -> ids.add(rule.id().value()));
    if (!matched.isEmpty()) {
      List<Rule> deciding = deciding(matched);
      return new ClassResult(classification, deciding.get(0).effect(), Reason.RULE, ids, deciding);
    }
    Optional<Reason> silence = silence(values);
    return new ClassResult(
        classification,
        silence.isPresent() ? Outcome.DENY : policy.defaultOutcome(),
        silence.orElse(Reason.DEFAULT),
        ids,
        List.of());
  }

  /** Step 6. */
  private List<Rule> deciding(Collection<Rule> matched) {
    List<Rule> highest = new ArrayList<>(matched);
    if (policy.combining() == Combining.PRIORITY) {
      int priority = matched.stream().mapToInt(Rule::priority).max().orElseThrow();
      highest.removeIf(rule -> rule.priority() != priority);
    }
    for (Outcome effect : List.of(Outcome.DENY, Outcome.REQUIRE_APPROVAL, Outcome.ALLOW)) {
      List<Rule> of = highest.stream().filter(rule -> rule.effect() == effect).toList();
      if (!of.isEmpty()) {
        return of;
      }
    }
    throw new IllegalStateException("a rule has one of three effects");
  }

  /** Step 5: the first unknown, else the first missing required value. */
  private static Optional<Reason> silence(Map<Dimension, Set<String>> values) {
    for (Dimension dimension : Dimension.values()) {
      if (values.getOrDefault(dimension, Set.of()).contains(Dimension.UNKNOWN)) {
        return Reason.ofCode("unknown_" + dimension.singular());
      }
    }
    for (Dimension dimension : Dimension.values()) {
      if (dimension.required() && values.get(dimension).contains(Dimension.MISSING)) {
        return Reason.ofCode("missing_" + dimension.singular());
      }
    }
    return Optional.empty();
  }

  Policy policy() {
    return policy;
  }

  Registries registries() {
    return registries;
  }

  ReferenceMatching matching() {
    return matching;
  }
}

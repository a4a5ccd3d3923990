package dev.policyctl.evaluator.reference;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Reason;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.Usage;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Step 9 on top of an interpreter: every charge is remembered, and every window summed anew. */
public final class ReferenceLimiting {
  private final ReferenceInterpreter interpreter;
  private final List<Charge> charges = new ArrayList<>();
  private final Map<String, Instant> latest = new HashMap<>();

  private record Charge(String counter, Instant at, BigDecimal amount) {}

  public ReferenceLimiting(ReferenceInterpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Steps 1 to 9. */
  public Decision evaluate(Request request) {
    Decision decision = interpreter.evaluate(request);
    if (decision.outcome() != Outcome.ALLOW) {
      return decision;
    }
    TreeSet<String> refusing = new TreeSet<>();
    for (Limit limit : interpreter.policy().limits()) {
      for (String counter : counters(limit, request)) {
        if (used(limit, counter, now(counter, request)).compareTo(limit.max()) >= 0) {
          refusing.add(limit.id().value());
        }
      }
    }
    if (!refusing.isEmpty()) {
      return new Decision(
          Outcome.DENY,
          Reason.LIMIT,
          decision.determiningRules(),
          List.of(),
          decision.droppedRoles(),
          List.copyOf(refusing),
          decision.policy(),
          Optional.empty());
    }
    charge(request, Limit.Metric.REQUESTS, BigDecimal.ONE);
    return decision;
  }

  /** Charges a response. */
  public void record(Request request, Usage usage) {
    charge(request, Limit.Metric.TOKENS, BigDecimal.valueOf(usage.tokens()));
    charge(request, Limit.Metric.COST_USD, usage.costUsd());
  }

  private void charge(Request request, Limit.Metric metric, BigDecimal amount) {
    for (Limit limit : interpreter.policy().limits()) {
      if (limit.metric() == metric && amount.signum() > 0) {
        for (String counter : counters(limit, request)) {
          charges.add(new Charge(counter, now(counter, request), amount));
        }
      }
    }
  }

  private Instant now(String counter, Request request) {
    Instant time = request.time().orElseThrow();
    return latest.merge(counter, time, (a, b) -> a.isAfter(b) ? a : b);
  }

  private BigDecimal used(Limit limit, String counter, Instant now) {
    BigDecimal sum = BigDecimal.ZERO;
    long millis = limit.window().toMillis();
    for (Charge charge : charges) {
      boolean inWindow =
          limit.sliding()
              ? charge.at().isAfter(now.minus(limit.window()))
              : Math.floorDiv(charge.at().toEpochMilli(), millis)
                  == Math.floorDiv(now.toEpochMilli(), millis);
      if (charge.counter().equals(counter) && inWindow) {
        sum = sum.add(charge.amount());
      }
    }
    return sum;
  }

  private Set<String> counters(Limit limit, Request request) {
    Map<Dimension, Set<String>> values = new TreeMap<>();
    for (Dimension dimension : interpreter.registries().dimensions()) {
      values.put(dimension, interpreter.resolved(request, dimension));
    }
    Set<String> counters = new TreeSet<>();
    for (String role : values.get(Dimension.ROLES)) {
      Map<Dimension, Set<String>> single = new TreeMap<>(values);
      single.put(Dimension.ROLES, interpreter.matching().effective(Set.of(role)));
      if (interpreter.matching().matches(limit.match(), single)) {
        counters.add(limit.id() + key(limit, request, values, role));
      }
    }
    return counters;
  }

  private static String key(
      Limit limit, Request request, Map<Dimension, Set<String>> values, String role) {
    List<Object> key = new ArrayList<>();
    for (Limit.Key part : limit.key()) {
      key.add(
          switch (part) {
            case SUBJECT -> List.of(request.subjectType(), request.subjectId());
            case ROLE -> role;
            case ROUTE -> values.get(Dimension.ROUTES);
            case MODEL -> values.get(Dimension.MODELS);
            case TENANT -> request.tenant().orElse("default");
            case AGENT -> values.get(Dimension.AGENTS);
          });
    }
    return key.toString();
  }
}

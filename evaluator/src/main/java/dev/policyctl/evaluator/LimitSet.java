package dev.policyctl.evaluator;

import dev.policyctl.evaluator.Limiter.Counter;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Dimension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The limits of a policy: which counters a request concerns. */
final class LimitSet {
  /** Thirty million years; keeps all arithmetic on windows clear of overflow. */
  private static final Duration LONGEST = Duration.ofSeconds(1_000_000_000_000_000L);

  private final Space space;
  private final List<CompiledLimit> limits = new ArrayList<>();

  private record CompiledLimit(Limit limit, CompiledRule.Box box) {}

  LimitSet(Policy policy, Space space) {
    this.space = space;
    Set<String> ids = new HashSet<>();
    for (Limit limit : policy.limits()) {
      if (!ids.add(limit.id().value())) {
        throw new InvalidPolicyException(limit.id().span(), "second limit `" + limit.id() + "`");
      }
      reject(limit);
      limits.add(new CompiledLimit(limit, new CompiledRule.Box(space.accepted(limit.match()))));
    }
  }

  private void reject(Limit limit) {
    String name = "limit `" + limit.id() + "`";
    if (limit.max().signum() <= 0) {
      throw new InvalidPolicyException(limit.span(), name + " admits nothing");
    }
    Duration window = limit.window();
    if (window.compareTo(Duration.ofMillis(1)) < 0
        || window.toNanosPart() % 1_000_000 != 0
        || window.compareTo(LONGEST) > 0) {
      throw new InvalidPolicyException(
          limit.span(), name + " has a window that is no whole number of milliseconds above zero");
    }
    if (limit.key().isEmpty()) {
      throw new InvalidPolicyException(limit.span(), name + " has no key");
    }
    if (limit.key().contains(Limit.Key.AGENT) && !space.dimensions().contains(Dimension.AGENTS)) {
      throw new InvalidPolicyException(
          limit.span(), name + " counts by `agent`, and there is no `agents` registry");
    }
  }

  /** Passes an allow through the limits. */
  Decision admit(ResolvedRequest request, Decision allow, Limiter limiter) {
    List<Counter> counters = counters(request);
    if (counters.isEmpty()) {
      return allow;
    }
    List<String> refusing = limiter.admit(request.time(), counters);
    return refusing.isEmpty()
        ? allow
        : new Decision(
            Outcome.DENY,
            Reason.LIMIT,
            allow.determiningRules(),
            List.of(),
            allow.droppedRoles(),
            refusing,
            allow.policy(),
            Optional.empty());
  }

  void charge(ResolvedRequest request, Usage usage, Limiter limiter) {
    List<Counter> counters = counters(request);
    if (!counters.isEmpty()) {
      limiter.charge(request.time(), counters, usage);
    }
  }

  private List<Counter> counters(ResolvedRequest request) {
    if (limits.isEmpty()) {
      return List.of();
    }
    List<Counter> counters = new ArrayList<>();
    for (CompiledLimit limit : limits) {
      if (applies(limit.box(), request)) {
        addCounters(limit, request, counters);
      }
    }
    return counters;
  }

  private static boolean applies(CompiledRule.Box box, ResolvedRequest request) {
    for (int position = 0; position < request.positions(); position++) {
      if (position == Space.ROLES
          ? !box.acceptsAny(position, request.roles())
          : position == Space.CLASSES
              ? !box.acceptsAny(position, request.classes())
              : !box.accepted(position).get(request.values[position])) {
        return false;
      }
    }
    return true;
  }

  private void addCounters(CompiledLimit limit, ResolvedRequest request, List<Counter> to) {
    if (!limit.limit().key().contains(Limit.Key.ROLE)) {
      to.add(counter(limit.limit(), request, request.values[request.rolesFrom]));
      return;
    }
    for (int role : request.roles()) {
      if (limit.box().accepted(Space.ROLES).get(role)) {
        to.add(counter(limit.limit(), request, role));
      }
    }
  }

  private Counter counter(Limit limit, ResolvedRequest request, int role) {
    List<String> key = new ArrayList<>();
    for (Limit.Key part : limit.key()) {
      switch (part) {
        case SUBJECT -> {
          // An id is unique within its type only.
          key.add(request.request().subjectType().orElse(""));
          key.add(request.request().subjectId().orElse(Dimension.MISSING));
        }
        case ROLE -> key.add(space.table(Space.ROLES).name(role));
        case ROUTE -> key.add(value(Dimension.ROUTES, request));
        case MODEL -> key.add(value(Dimension.MODELS, request));
        case TENANT -> key.add(request.request().tenant().orElse(Admission.DEFAULT_TENANT));
        case AGENT -> key.add(value(Dimension.AGENTS, request));
      }
    }
    return new Counter(
        limit.id().value(), key, limit.metric(), limit.max(), limit.window(), limit.sliding());
  }

  private String value(Dimension dimension, ResolvedRequest request) {
    int position = space.dimensions().indexOf(dimension);
    return space.table(position).name(request.values[position]);
  }
}

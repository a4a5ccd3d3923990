package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Explanation;
import dev.policyctl.evaluator.Explanation.ClassTrace;
import dev.policyctl.evaluator.Explanation.Mismatch;
import dev.policyctl.evaluator.Explanation.RuleTrace;
import dev.policyctl.evaluator.Explanation.Status;
import dev.policyctl.evaluator.Reason;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.RuleView;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words for what the engine explains; for a person who reads them at night. */
final class Phrases {
  private static final int MOST_VALUES = 6;

  private final Policy policy;
  private final Registries registries;

  Phrases(Policy policy, Registries registries) {
    this.policy = policy;
    this.registries = registries;
  }

  /** What limits refused. */
  String refused(Decision decision) {
    return "limit "
        + quoted(decision.limits())
        + " refused what "
        + quoted(decision.determiningRules())
        + (decision.determiningRules().size() == 1 ? " allows" : " allow");
  }

  /** What denied a request before any rule was asked. */
  String early(Request request, Decision decision) {
    Reason reason = decision.reason();
    if (reason.equals(Reason.EVALUATION_ERROR)) {
      return "the request cannot be read: " + decision.detail().orElse("no detail");
    }
    if (reason.equals(Reason.WRONG_BUNDLE)) {
      Bundle bundle =
          new Bundle(policy.bundle().environment().value(), policy.bundle().tenant().value());
      return "the request is for "
          + request.environment().map(e -> "environment `" + e + "`").orElse("no environment")
          + " and tenant `"
          + request.tenant().orElse("default")
          + "`, the policy for `"
          + bundle
          + "`";
    }
    if (reason.equals(Reason.IDENTITY_EXPIRED)) {
      return "the identity expired at "
          + request.expiry().map(Object::toString).orElse("-")
          + ", and the request is of "
          + request.time().map(Object::toString).orElse("-");
    }
    return "the identity has no expiry, and the policy requires one";
  }

  /** What decided a class. */
  String decided(Request request, ClassTrace trace) {
    List<RuleView> deciding =
        trace.rules().stream()
            .filter(rule -> rule.status() == Status.DECIDED)
            .map(RuleTrace::rule)
            .toList();
    if (!deciding.isEmpty()) {
      return rules(deciding) + " decided";
    }
    for (Dimension dimension : Dimension.values()) {
      if (trace.reason().code().equals(dimension.unknownReason())) {
        return quoted(unregistered(request, dimension))
            + " is no registered "
            + dimension.singular()
            + ", and no rule that lists `$unknown` matched";
      }
      if (trace.reason().code().equals(dimension.missingReason())) {
        return "the request has no "
            + dimension.singular()
            + ", and no rule that lists `$missing` matched";
      }
    }
    return "no rule matched, so the default decided: " + trace.outcome().label();
  }

  /** The raw values that a registry lacks. */
  private List<String> unregistered(Request request, Dimension dimension) {
    return request.values(dimension).stream()
        .filter(
            value -> registries.find(dimension).map(r -> r.resolve(value).isEmpty()).orElse(true))
        .distinct()
        .toList();
  }

  /** Rules that decided together: of one priority and effect. */
  private String rules(List<RuleView> rules) {
    String names = quoted(rules.stream().map(RuleView::id).sorted().toList());
    return names + " (" + rank(rules.get(0)) + ")";
  }

  private String rank(RuleView rule) {
    return policy.combining() == Combining.PRIORITY
        ? "priority " + rule.priority() + ", " + rule.effect().label()
        : rule.effect().label();
  }

  /** That a rule matched and did not decide. */
  String overridden(RuleTrace rule, ClassTrace trace) {
    List<RuleView> others =
        trace.rules().stream()
            .map(RuleTrace::rule)
            .filter(other -> rule.overriddenBy().contains(other.id()))
            .toList();
    boolean ranked =
        policy.combining() == Combining.PRIORITY
            && others.get(0).priority() > rule.rule().priority();
    boolean one = others.size() == 1;
    String verb = ranked ? (one ? " outranks it" : " outrank it") : stricter(one);
    return "`" + rule.rule().id() + "` matched, but " + rules(others) + verb;
  }

  private String stricter(boolean one) {
    return (one ? " is stricter" : " are stricter")
        + (policy.combining() == Combining.PRIORITY ? " at the same priority" : "");
  }

  /** The first thing that kept a rule from matching. */
  String mismatch(RuleTrace rule, Request request) {
    Mismatch mismatch = rule.mismatch().orElseThrow();
    Optional<Dimension> dimension = Dimension.ofKey(mismatch.subject());
    return mismatch.kind() == Explanation.Kind.DIMENSION && dimension.isPresent()
        ? dimension.get().key() + ": " + dimension(dimension.get(), mismatch, request)
        : mismatch.text();
  }

  private String dimension(Dimension dimension, Mismatch mismatch, Request request) {
    boolean any = mismatch.expected().equals(List.of("*"));
    String wanted = any ? "any registered one" : some(mismatch.expected());
    if (mismatch.actual().equals(List.of(Dimension.MISSING))) {
      return "the request has none, the rule wants " + wanted;
    }
    if (mismatch.actual().equals(List.of(Dimension.UNKNOWN))) {
      return quoted(unregistered(request, dimension))
          + " is not registered, the rule wants "
          + wanted;
    }
    boolean glob = mismatch.expected().size() == 1 && Glob.isGlob(mismatch.expected().get(0));
    if (mismatch.actual().size() == 1) {
      String verb = mismatch.expected().size() == 1 ? " is not " : " is none of ";
      return quoted(mismatch.actual()) + (glob ? " does not match " : verb) + wanted;
    }
    String verb = mismatch.expected().size() == 1 ? " is " : " is one of ";
    return "none of " + quoted(mismatch.actual()) + (glob ? " matches " : verb) + wanted;
  }

  /** The first values, and how many more there are. */
  private static String some(List<String> values) {
    return values.size() <= MOST_VALUES
        ? String.join(", ", values)
        : String.join(", ", values.subList(0, MOST_VALUES))
            + " and "
            + (values.size() - MOST_VALUES)
            + " more";
  }

  private static String quoted(List<String> values) {
    List<String> names = new ArrayList<>(values.stream().map(v -> "`" + v + "`").toList());
    if (names.size() < 2) {
      return String.join("", names);
    }
    String last = names.remove(names.size() - 1);
    return String.join(", ", names) + " and " + last;
  }
}

package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Explanation;
import dev.policyctl.evaluator.Explanation.ClassTrace;
import dev.policyctl.evaluator.Explanation.RuleTrace;
import dev.policyctl.evaluator.Explanation.Status;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Reason;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says why a decision is not the expected one: what decided, what became of each rule that should
 * have, and where no rule is named, which rules come closest. Not thread-safe.
 */
final class Diagnosis {
  private static final int MOST_NEAREST = 3;

  private final PolicyEngine engine;
  private final Policy policy;
  private final Phrases phrases;
  private final NearMisses nearMisses;

  Diagnosis(PolicyEngine engine, Policy policy, Registries registries) {
    this.engine = engine;
    this.policy = policy;
    this.phrases = new Phrases(policy, registries);
    this.nearMisses = new NearMisses(registries);
  }

  /**
   * The lines, most important first.
   *
   * @param unlisted whether a denial is expected because nothing lists the request; then no rule is
   *     missed that would deny it
   */
  List<String> why(Request request, Expectation expected, Decision actual, boolean unlisted) {
    Explanation explanation = engine.explain(request);
    Set<String> lines = new LinkedHashSet<>();
    decided(request, actual, explanation, lines);
    for (Text rule : expected.rules().orElse(List.of())) {
      if (!actual.determiningRules().contains(rule.value())) {
        missed(rule.value(), request, explanation, lines);
      }
    }
    boolean ruleless = expected.rules().map(List::isEmpty).orElse(true);
    boolean byRule = expected.reason().map(reason -> reason.equals(Reason.RULE)).orElse(true);
    if (expected.outcome() != actual.outcome() && ruleless && byRule && !unlisted) {
      nearest(request, expected.outcome(), explanation, lines);
    }
    expected
        .limits()
        .ifPresent(
            limits -> {
              for (Text limit : limits) {
                if (!actual.limits().contains(limit.value())) {
                  lines.add("limit `" + limit.value() + "` did not refuse");
                }
              }
            });
    return List.copyOf(lines);
  }

  private void decided(
      Request request, Decision actual, Explanation explanation, Set<String> lines) {
    if (actual.reason().equals(Reason.LIMIT)) {
      lines.add(phrases.refused(actual));
      return;
    }
    if (explanation.classes().isEmpty()) {
      lines.add(phrases.early(request, actual));
      return;
    }
    for (ClassTrace trace : explanation.classes()) {
      if (trace.counts()) {
        lines.add(of(trace, explanation) + phrases.decided(request, trace));
      }
    }
  }

  /** Names the class wherever there are several. */
  private static String of(ClassTrace trace, Explanation explanation) {
    return explanation.classes().size() > 1 ? "class `" + trace.classification() + "`: " : "";
  }

  private void missed(String ruleId, Request request, Explanation explanation, Set<String> lines) {
    String name = "`" + ruleId + "` ";
    List<String> ids = policy.rules().stream().map(rule -> rule.id().value()).toList();
    if (!ids.contains(ruleId)) {
      lines.add(
          name
              + "is no rule of this policy"
              + Nearest.hint(ruleId, ids).map(hint -> "; " + hint).orElse(""));
      return;
    }
    if (explanation.classes().isEmpty()) {
      lines.add(name + "was not asked: the request is denied before any rule");
      return;
    }
    List<ClassTrace> unmatched = new ArrayList<>();
    for (ClassTrace trace : explanation.classes()) {
      RuleTrace rule = trace.find(ruleId).orElseThrow();
      switch (rule.status()) {
        case DECIDED ->
            lines.add(
                name
                    + "decides class `"
                    + trace.classification()
                    + "` alone, but once a class is denied only the denied ones count");
        case OVERRIDDEN -> lines.add(of(trace, explanation) + phrases.overridden(rule, trace));
        case NOT_MATCHED -> unmatched.add(trace);
      }
    }
    if (unmatched.size() == explanation.classes().size()) {
      unmatched(ruleId, request, unmatched, lines);
    }
  }

  /**
   * Why a rule matched for no class. That it selects other classes is no news while it could have
   * matched for one of them.
   */
  private void unmatched(
      String ruleId, Request request, List<ClassTrace> traces, Set<String> lines) {
    List<ClassTrace> telling =
        traces.stream()
            .filter(
                trace ->
                    !trace
                        .find(ruleId)
                        .flatMap(RuleTrace::mismatch)
                        .orElseThrow()
                        .subject()
                        .equals(Dimension.CLASSIFICATIONS.key()))
            .toList();
    for (ClassTrace trace : telling.isEmpty() ? traces : telling) {
      RuleTrace rule = trace.find(ruleId).orElseThrow();
      lines.add("`" + ruleId + "` did not match: " + phrases.mismatch(rule, request));
    }
  }

  /**
   * The rules that would have led to the expected outcome: those that were outranked, and those
   * that would have decided had one thing been different. One that whatever decided outranks would
   * have changed nothing.
   */
  private void nearest(
      Request request, Outcome expected, Explanation explanation, Set<String> lines) {
    Optional<ClassTrace> blamed =
        explanation.classes().stream()
            .filter(trace -> trace.counts() && trace.outcome() != expected)
            .findFirst();
    if (blamed.isEmpty()) {
      return;
    }
    ClassTrace trace = blamed.get();
    List<String> overridden = new ArrayList<>();
    List<String> near = new ArrayList<>();
    boolean decided = false;
    for (RuleTrace rule : trace.rules()) {
      decided |= rule.status() == Status.DECIDED;
      if (rule.rule().effect() != expected) {
        continue;
      }
      if (rule.status() == Status.OVERRIDDEN) {
        overridden.add(phrases.overridden(rule, trace));
      } else if (!decided
          && near.size() < MOST_NEAREST
          && misses(rule, explanation, trace, request)) {
        String id = "`" + rule.rule().id() + "`";
        near.add(id + " misses by one thing: " + phrases.mismatch(rule, request));
      }
    }
    overridden.addAll(near);
    overridden.stream()
        .limit(MOST_NEAREST)
        .forEach(line -> lines.add(of(trace, explanation) + line));
    if (overridden.isEmpty()) {
      lines.add(none(expected, decided));
    }
  }

  private boolean misses(
      RuleTrace rule, Explanation explanation, ClassTrace trace, Request request) {
    Rule of = policy.rules().get(rule.rule().index());
    return nearMisses.count(of, explanation, trace.classification(), request) == 1;
  }

  private String none(Outcome expected, boolean decided) {
    if (policy.rules().stream().noneMatch(rule -> rule.effect() == expected)) {
      return "the policy has no " + expected.label() + " rule";
    }
    return "no "
        + expected.label()
        + " rule"
        + (decided ? " that would outrank it" : "")
        + " comes close: each misses by two things or more";
  }
}

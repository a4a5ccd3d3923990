package dev.policyctl.suites;

import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Limiter;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.ResolvedRequest;
import dev.policyctl.evaluator.Usage;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one thread runs tests with. */
final class Worker {
  private final PolicyEngine engine;
  private final Registries registries;
  private final RunOptions options;
  private final RequestFactory requests;
  private final Comparison comparison;
  private final Diagnosis diagnosis;
  private final Watcher watcher;

  Worker(
      PolicyEngine engine,
      Policy policy,
      Registries registries,
      RunOptions options,
      Watcher watcher) {
    this.engine = engine;
    this.registries = registries;
    this.options = options;
    Bundle bundle =
        new Bundle(policy.bundle().environment().value(), policy.bundle().tenant().value());
    this.requests = new RequestFactory(bundle, registries);
    this.comparison = new Comparison(registries);
    this.diagnosis = new Diagnosis(engine, policy, registries);
    this.watcher = watcher;
  }

  Registries registries() {
    return registries;
  }

  RequestFactory requests() {
    return requests;
  }

  RunOptions options() {
    return options;
  }

  /** Decides a request under limits. */
  Decision decide(Request request, Limiter limiter) {
    ResolvedRequest resolved = engine.resolve(request);
    watcher.watch(resolved);
    return engine.evaluate(resolved, limiter);
  }

  /** Decides a request; limits are left aside. */
  Decision decide(Request request) {
    ResolvedRequest resolved = engine.resolve(request);
    watcher.watch(resolved);
    return engine.evaluate(resolved);
  }

  void record(Request request, Usage usage, Limiter limiter) {
    engine.recordUsage(request, usage, limiter);
  }

  boolean holds(Expectation expected, Decision actual) {
    return comparison.differences(expected, actual).isEmpty();
  }

  /**
   * Explains a decision that is not as expected.
   *
   * @param span what states the expectation
   * @param unlisted whether a denial is expected because nothing lists the request
   */
  Failure failure(
      String name,
      Span span,
      Expectation expected,
      Decision actual,
      Request request,
      boolean unlisted) {
    return new Failure(
        name,
        span,
        expected.describe(),
        Optional.of(actual),
        Optional.of(AuthZen.write(request)),
        comparison.differences(expected, actual),
        diagnosis.why(request, expected, actual, unlisted));
  }

  /** The result of a test that cannot be run. */
  static TestResult broken(TestResult.Id id, Span span, List<String> why) {
    return new TestResult.Failed(
        id,
        0,
        0,
        0,
        List.of(
            new Failure(id.name(), span, "", Optional.empty(), Optional.empty(), List.of(), why)));
  }

  /** Why the request of a case cannot be made; empty where its identity is there. */
  static List<String> identityDefect(Suite suite, Text identity) {
    if (suite.identities().containsKey(identity.value())) {
      return List.of();
    }
    return suite.unreadable().contains(identity.value())
        ? List.of(unreadable("identity", identity))
        : lines(List.of(Names.identity(suite, identity)));
  }

  /** That something has a defect of its own. */
  static String unreadable(String what, Text name) {
    return what + " `" + name.value() + "` could not be read";
  }

  /** A finding as a line of {@code why}. */
  static List<String> lines(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      lines.add(finding.message() + finding.help().map(help -> "; " + help).orElse(""));
    }
    return lines;
  }
}

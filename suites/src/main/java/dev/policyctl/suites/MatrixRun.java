package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Runs one matrix, combination by combination; outcomes are compared and nothing else. */
final class MatrixRun {
  private final Worker worker;
  private final Suite suite;
  private final TestMatrix test;
  private final TestResult.Id id;
  private final MatrixPlan plan;

  MatrixRun(Worker worker, Suite suite, TestMatrix test, TestResult.Id id) {
    this.worker = worker;
    this.suite = suite;
    this.test = test;
    this.id = id;
    this.plan = new MatrixPlan(suite, test, worker.registries());
  }

  TestResult run() {
    List<String> defects = defects();
    if (!defects.isEmpty()) {
      return Worker.broken(id, test.name().span(), defects);
    }
    Tally tally = new Tally(id, worker.options());
    List<Request> bases = bases();
    int[] cell = new int[plan.axes().size()];
    do {
      compare(cell, bases.get(cell[0]), tally);
    } while (plan.advance(cell));
    return tally.result();
  }

  /** What would leave combinations out, or items without effect. */
  private List<String> defects() {
    List<Finding> findings = new MatrixReferences(worker.registries()).check(suite, test);
    List<String> defects = new ArrayList<>(Worker.lines(findings));
    for (Text identity : test.over().identities().orElse(List.of())) {
      if (suite.unreadable().contains(identity.value())) {
        defects.add(Worker.unreadable("identity", identity));
      }
    }
    if (defects.isEmpty() && plan.cells() == 0) {
      defects.add("there is no cell: a registry that `over` needs is missing");
    }
    return defects;
  }

  /** The request of each value of the first axis, who asks, with what all of its cells share. */
  private List<Request> bases() {
    RequestFields fields = test.request().over(suite.defaults());
    Instant time = test.at().orElse(suite.now());
    MatrixPlan.Axis who = plan.axes().get(0);
    List<Request> bases = new ArrayList<>();
    for (MatrixPlan.Value value : who.values()) {
      TestIdentity identity =
          who.dimension().isPresent()
              ? RequestFactory.holder(roles(value), test.name().span())
              : Objects.requireNonNull(suite.identities().get(value.key()));
      bases.add(worker.requests().builder(identity, fields, time, List.of()).build());
    }
    return bases;
  }

  private List<Text> roles(MatrixPlan.Value value) {
    return value.sent().stream().map(role -> new Text(role, test.name().span())).toList();
  }

  private void compare(int[] cell, Request base, Tally tally) {
    Request.Builder builder = base.toBuilder();
    for (int axis = 1; axis < cell.length; axis++) {
      Dimension dimension = plan.axes().get(axis).dimension().orElseThrow();
      builder.values(dimension, plan.axes().get(axis).values().get(cell[axis]).sent());
    }
    Request request = builder.build();
    Decision decision = worker.decide(request);
    Optional<MatrixPlan.Item> item = plan.itemFor(cell);
    Outcome expected = item.map(MatrixPlan.Item::outcome).orElse(Outcome.DENY);
    if (decision.outcome() == expected) {
      tally.right();
      return;
    }
    tally.wrong(
        () -> {
          Span span = MatrixPlan.statedBy(item, test);
          return worker.failure(
              id.name() + " " + plan.label(cell),
              span,
              Expectation.of(span, expected),
              decision,
              request,
              item.isEmpty());
        });
  }
}

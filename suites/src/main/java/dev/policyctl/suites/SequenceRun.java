package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.InMemoryLimiter;
import dev.policyctl.evaluator.Limiter;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Runs one sequence; a step that fails does not end it, so that one run shows all of them. */
final class SequenceRun {
  private final Worker worker;
  private final Suite suite;
  private final TestSequence test;
  private final TestResult.Id id;
  private final Limiter limiter = new InMemoryLimiter();
  private final Tally tally;

  SequenceRun(Worker worker, Suite suite, TestSequence test, TestResult.Id id) {
    this.worker = worker;
    this.suite = suite;
    this.test = test;
    this.id = id;
    this.tally = new Tally(id, worker.options());
  }

  TestResult run() {
    List<String> defects = defects();
    if (!defects.isEmpty()) {
      return Worker.broken(id, test.name().span(), defects);
    }
    Instant time = suite.now();
    for (int i = 0; i < test.steps().size(); i++) {
      TestSequence.Step step = test.steps().get(i);
      time = time.plus(step.advance());
      run(step, i + 1, time);
    }
    return tally.result();
  }

  private List<String> defects() {
    List<String> defects = new ArrayList<>();
    for (TestSequence.Step step : test.steps()) {
      Optional<TestCase> of = suite.findCase(step.caseName().value());
      if (of.isPresent()) {
        Text identity = step.identity().orElse(of.get().identity());
        defects.addAll(Worker.identityDefect(suite, identity));
      } else if (suite.unreadable().contains(step.caseName().value())) {
        defects.add(Worker.unreadable("case", step.caseName()));
      } else {
        defects.addAll(Worker.lines(List.of(Names.caseName(suite, step.caseName()))));
      }
    }
    return defects;
  }

  private void run(TestSequence.Step step, int number, Instant time) {
    TestCase of = suite.findCase(step.caseName().value()).orElseThrow();
    Text identity = step.identity().orElse(of.identity());
    Expectation expect = step.expect().orElse(of.expect());
    Request request =
        worker
            .requests()
            .builder(
                Objects.requireNonNull(suite.identities().get(identity.value())),
                StepRequest.fields(suite, of, step),
                time,
                StepRequest.absent(of, step.request()))
            .build();
    for (int i = 1; i <= step.repeat(); i++) {
      Decision decision = worker.decide(request, limiter);
      if (decision.allowed()) {
        step.usage().ifPresent(usage -> worker.record(request, usage, limiter));
      }
      if (worker.holds(expect, decision)) {
        tally.right();
      } else {
        String name = name(step, number, i);
        tally.wrong(() -> worker.failure(name, step.span(), expect, decision, request, false));
      }
    }
  }

  private String name(TestSequence.Step step, int number, int repetition) {
    String name = id.name() + ", step " + number + ": " + step.caseName().value();
    return step.repeat() == 1 ? name : name + " (" + repetition + " of " + step.repeat() + ")";
  }
}

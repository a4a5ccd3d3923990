package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.InMemoryLimiter;
import dev.policyctl.evaluator.Limiter;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.text.Text;
import java.util.List;
import java.util.Objects;

/** Runs one case, under limits that remember nothing. */
final class CaseRun {
  private final Worker worker;
  private final Suite suite;
  private final TestCase test;
  private final TestResult.Id id;

  CaseRun(Worker worker, Suite suite, TestCase test, TestResult.Id id) {
    this.worker = worker;
    this.suite = suite;
    this.test = test;
    this.id = id;
  }

  TestResult run() {
    if (test.skip().isPresent()) {
      return new TestResult.Skipped(id, test.skip().get().value());
    }
    List<String> defect = Worker.identityDefect(suite, test.identity());
    if (!defect.isEmpty()) {
      return Worker.broken(id, test.identity().span(), defect);
    }
    TestIdentity identity = Objects.requireNonNull(suite.identities().get(test.identity().value()));
    Request request =
        worker
            .requests()
            .builder(
                identity,
                test.request().over(suite.defaults()),
                test.at().orElse(suite.now()),
                test.absent().stream().map(Text::value).toList())
            .build();
    Limiter limiter = new InMemoryLimiter();
    Tally tally = new Tally(id, worker.options());
    for (int i = 1; i <= test.repeat(); i++) {
      Decision decision = worker.decide(request, limiter);
      if (worker.holds(test.expect(), decision)) {
        tally.right();
      } else {
        String name = name(i);
        Expectation expect = test.expect();
        tally.wrong(() -> worker.failure(name, expect.span(), expect, decision, request, false));
      }
    }
    return tally.result();
  }

  private String name(int repetition) {
    return test.repeat() == 1
        ? id.name()
        : id.name() + " (" + repetition + " of " + test.repeat() + ")";
  }
}

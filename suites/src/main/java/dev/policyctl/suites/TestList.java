package dev.policyctl.suites;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.suites.TestResult.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The tests of suites that a filter selects, in the order of the files and lines. */
final class TestList {
  private final Registries registries;
  private final RunOptions options;
  private final List<Task> tasks = new ArrayList<>();
  private int deselected;

  /** A test that some worker will run. */
  record Task(TestResult.Id id, Function<Worker, TestResult> body) {}

  /**
   * Lists them.
   *
   * @throws OperationalException when a matrix has more combinations than the options grant
   */
  TestList(List<Suite> suites, Registries registries, RunOptions options) {
    this.registries = registries;
    this.options = options;
    suites.forEach(this::list);
    tasks.sort(Comparator.comparing(task -> task.id().span()));
  }

  List<Task> tasks() {
    return tasks;
  }

  /** How many tests the filter left out. */
  int deselected() {
    return deselected;
  }

  private void list(Suite suite) {
    String name = suite.name().value();
    for (TestCase test : suite.cases()) {
      TestResult.Id id =
          new TestResult.Id(name, test.name().value(), Kind.CASE, test.name().span());
      add(id, worker -> new CaseRun(worker, suite, test, id).run());
    }
    for (TestMatrix test : suite.matrices()) {
      TestResult.Id id =
          new TestResult.Id(name, test.name().value(), Kind.MATRIX, test.name().span());
      if (add(id, worker -> new MatrixRun(worker, suite, test, id).run())) {
        bound(suite, test, id);
      }
    }
    for (TestSequence test : suite.sequences()) {
      TestResult.Id id =
          new TestResult.Id(name, test.name().value(), Kind.SEQUENCE, test.name().span());
      add(id, worker -> new SequenceRun(worker, suite, test, id).run());
    }
  }

  private boolean add(TestResult.Id id, Function<Worker, TestResult> body) {
    boolean selected = options.filter().test(id.toString());
    if (selected) {
      tasks.add(new Task(id, body));
    } else {
      deselected++;
    }
    return selected;
  }

  private void bound(Suite suite, TestMatrix matrix, TestResult.Id id) {
    long cells = new MatrixPlan(suite, matrix, registries).cells();
    if (cells > options.mostCells()) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          String.format(
              Locale.ROOT,
              "%s: matrix `%s` has %s cells, more than %,d",
              id.span(),
              id,
              cells == Long.MAX_VALUE ? "too many" : String.format(Locale.ROOT, "%,d", cells),
              options.mostCells()),
          "split it into matrices over fewer values");
    }
  }
}

package dev.policyctl.suites;

import dev.policyctl.model.text.Text;
import java.util.List;

/** What the request of a sequence's step holds, between the step, its case and the suite. */
final class StepRequest {
  private StepRequest() {}

  static RequestFields fields(Suite suite, TestCase test, TestSequence.Step step) {
    return step.request().over(test.request()).over(suite.defaults());
  }

  /** What the case leaves out, without what the step states after all. */
  static List<String> absent(TestCase test, RequestFields step) {
    return test.absent().stream().map(Text::value).filter(key -> !step.states(key)).toList();
  }
}

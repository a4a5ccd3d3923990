package dev.policyctl.suites;

import dev.policyctl.evaluator.Usage;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Cases one after the other, under one memory of limits and a clock that advances. */
public record TestSequence(Span span, Text name, Optional<String> description, List<Step> steps) {

  public TestSequence {
    steps = List.copyOf(steps);
  }

  /**
   * One step. Its time is the suite's {@code now} and all that was advanced so far.
   *
   * @param caseName the case that is asked; its {@code at}, {@code repeat} and {@code skip} do not
   *     count here
   * @param advance how much time passes before it
   * @param usage what each answer costs, recorded where the request was allowed
   * @param expect replaces the case's as a whole
   * @param request overrides the case's field by field, and what the case calls absent
   * @param identity overrides the case's
   */
  public record Step(
      Span span,
      Text caseName,
      Duration advance,
      Optional<Usage> usage,
      Optional<Expectation> expect,
      RequestFields request,
      Optional<Text> identity,
      int repeat) {}
}

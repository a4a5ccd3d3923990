package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.registry.Dimension;
import java.util.List;

/**
 * A rule that holds back every registered value, and not the unregistered or absent one that a
 * laxer rule lets through.
 *
 * @param first the guardrail
 * @param second the rule that names the special values
 * @param values {@code $unknown}, {@code $missing} or both
 * @param needsTwoRoles whether the two meet only for an identity of two roles
 * @param witness a request with one of the values that {@code second} matches, and that {@code
 *     first} would match but for that value
 * @param decides whether {@code second} is among the rules that decide the witness
 */
public record PiercedGuardrail(
    RankedRule first,
    RankedRule second,
    Dimension dimension,
    List<String> values,
    boolean needsTwoRoles,
    Request witness,
    boolean decides)
    implements Paired {

  public PiercedGuardrail {
    values = List.copyOf(values);
  }
}

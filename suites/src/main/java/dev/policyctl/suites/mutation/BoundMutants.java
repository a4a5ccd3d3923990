package dev.policyctl.suites.mutation;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.NumericRange;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Mistakes in numeric conditions: {@code lt} for {@code lte}, or a value that is one step off. */
final class BoundMutants {
  private BoundMutants() {}

  /** The mutants of all bounds of a rule. */
  static void of(Subject subject, Consumer<Mutant> sink) {
    subject
        .rule()
        .when()
        .ranges()
        .forEach(
            (attribute, range) -> {
              range.lower().ifPresent(bound -> end(subject, attribute, range, bound, true, sink));
              range.upper().ifPresent(bound -> end(subject, attribute, range, bound, false, sink));
            });
  }

  private static void end(
      Subject subject,
      Attribute attribute,
      NumericRange range,
      Bound bound,
      boolean lower,
      Consumer<Mutant> sink) {
    Bound toggled = new Bound(bound.value(), !bound.inclusive());
    BigDecimal step = attribute.integer() ? BigDecimal.ONE : bound.value().ulp();
    Bound up = new Bound(bound.value().add(step), bound.inclusive());
    Bound down = new Bound(bound.value().subtract(step), bound.inclusive());
    // Of whole numbers `lt 8` is `lte 7`: one of the steps is what the toggle is already.
    boolean toggleIsUp = lower == bound.inclusive();
    put(subject, attribute, range, bound, toggled, lower, sink);
    if (!attribute.integer() || !toggleIsUp) {
      put(subject, attribute, range, bound, up, lower, sink);
    }
    if (!attribute.integer() || toggleIsUp) {
      put(subject, attribute, range, bound, down, lower, sink);
    }
  }

  private static void put(
      Subject subject,
      Attribute attribute,
      NumericRange range,
      Bound old,
      Bound bound,
      boolean lower,
      Consumer<Mutant> sink) {
    NumericRange shifted =
        new NumericRange(
            range.span(),
            lower ? Optional.of(bound) : range.lower(),
            lower ? range.upper() : Optional.of(bound));
    Map<Attribute, NumericRange> ranges = new EnumMap<>(Attribute.class);
    ranges.putAll(subject.rule().when().ranges());
    ranges.put(attribute, shifted);
    sink.accept(
        subject.replaced(
            Operator.SHIFT_BOUND,
            attribute.key() + "/" + key(bound, lower) + "-" + bound.value().toPlainString(),
            range.span(),
            "`"
                + attribute.key()
                + "` "
                + words(bound, lower)
                + " in place of "
                + words(old, lower),
            subject.with(new Conditions(ranges, subject.rule().when().time()))));
  }

  private static String key(Bound bound, boolean lower) {
    return (lower ? "gt" : "lt") + (bound.inclusive() ? "e" : "");
  }

  private static String words(Bound bound, boolean lower) {
    return key(bound, lower) + " " + bound.value().toPlainString();
  }
}

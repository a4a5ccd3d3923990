package dev.policyctl.suites.mutation;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Mistakes in selectors: a value too few, or one too many. */
final class ValueMutants {
  private final CompiledPolicy policy;

  ValueMutants(CompiledPolicy policy) {
    this.policy = policy;
  }

  /** Leaves out each listed value; the only one of a selector stays, since no rule would match. */
  void drop(Subject subject, Consumer<Mutant> sink) {
    subject
        .rule()
        .match()
        .selectors()
        .forEach(
            (dimension, selector) -> {
              for (Text value : selector.values()) {
                List<Text> rest = new ArrayList<>(selector.values());
                rest.remove(value);
                if (!rest.isEmpty()) {
                  sink.accept(
                      subject.replaced(
                          Operator.DROP_VALUE,
                          detail(dimension, value.value()),
                          value.span(),
                          "without " + words(dimension, value.value()),
                          with(subject, dimension, rest)));
                }
              }
            });
  }

  /** Adds one id to each selector that does not accept every id yet: see {@link #next}. */
  void add(Subject subject, RankedRule ranked, Consumer<Mutant> sink) {
    subject
        .rule()
        .match()
        .selectors()
        .forEach(
            (dimension, selector) -> {
              int position = policy.dimensions().indexOf(dimension);
              OptionalInt next = next(position, ranked.accepted(position));
              if (next.isPresent()) {
                String value = policy.name(position, next.getAsInt());
                List<Text> more = new ArrayList<>(selector.values());
                more.add(new Text(value, selector.span()));
                sink.accept(
                    subject.replaced(
                        Operator.ADD_VALUE,
                        detail(dimension, value),
                        selector.span(),
                        words(dimension, value) + " too",
                        with(subject, dimension, more)));
              }
            });
  }

  /**
   * The first id behind the first accepted one that is not accepted itself, and from the front
   * again: so rules that accept different ids are widened by different ones.
   */
  private OptionalInt next(int position, BitSet accepted) {
    int ids = policy.values(position) - 2;
    int first = Math.max(0, accepted.nextSetBit(0));
    for (int i = 0; i < ids; i++) {
      int value = (first + i) % ids;
      if (!accepted.get(value)) {
        return OptionalInt.of(value);
      }
    }
    return OptionalInt.empty();
  }

  private static Rule with(Subject subject, Dimension dimension, List<Text> values) {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    selectors.putAll(subject.rule().match().selectors());
    Selector old = selectors.get(dimension);
    selectors.put(
        dimension, new Selector(old == null ? subject.rule().span() : old.span(), values));
    return subject.with(new Match(selectors));
  }

  private static String detail(Dimension dimension, String value) {
    return dimension.key() + "/" + value;
  }

  private static String words(Dimension dimension, String value) {
    return dimension.key() + " `" + value + "`";
  }
}

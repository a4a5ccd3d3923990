package dev.policyctl.model.policy;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.util.List;

/**
 * What a rule accepts in one dimension: ids, aliases, globs, {@code $unknown}, {@code $missing}.
 *
 * @param span the whole list
 * @param values never empty, in the order of the file
 */
public record Selector(Span span, List<Text> values) {

  public Selector {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a selector names at least one value");
    }
  }
}

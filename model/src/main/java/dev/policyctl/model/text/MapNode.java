package dev.policyctl.model.text;

import dev.policyctl.model.finding.Span;
import java.util.List;
import java.util.Optional;

/**
 * A mapping.
 *
 * @param entries in the order of the file, each key once
 */
public record MapNode(Span span, List<Entry> entries) implements Node {

  /** A key and its value. */
  public record Entry(Text key, Node value) {}

  public MapNode {
    entries = List.copyOf(entries);
  }

  /** The value of a key, if the mapping has it. */
  public Optional<Node> find(String key) {
    for (Entry entry : entries) {
      if (entry.key().value().equals(key)) {
        return Optional.of(entry.value());
      }
    }
    return Optional.empty();
  }

  @Override
  public String describe() {
    return "a mapping";
  }
}

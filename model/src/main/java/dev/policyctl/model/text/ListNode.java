package dev.policyctl.model.text;

import dev.policyctl.model.finding.Span;
import java.util.List;

/** A list. */
public record ListNode(Span span, List<Node> items) implements Node {

  public ListNode {
    items = List.copyOf(items);
  }

  @Override
  public String describe() {
    return "a list";
  }
}

package dev.policyctl.trust.edit;

import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tree of nodes says, without where it stands: maps, lists and scalars that can be equal.
 */
final class PlainTree {
  private record Scalar(ScalarNode.Kind kind, String text) {}

  private PlainTree() {}

  static Object string(String text) {
    return new Scalar(ScalarNode.Kind.STRING, text);
  }

  static Object of(Node node) {
    return with(node, null, "", "");
  }

  /** The tree with one more entry in one of its mappings; the value is appended to a list there. */
  static Object with(Node node, @Nullable MapNode parent, String key, Object value) {
    if (node instanceof ListNode list) {
      List<Object> items = new ArrayList<>();
      list.items().forEach(item -> items.add(with(item, parent, key, value)));
      return items;
    }
    if (node instanceof MapNode map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.entries().forEach(e -> entries.put(e.key().value(), with(e.value(), parent, key, value)));
      if (parent != null && map.span().equals(parent.span())) {
        entries.merge(key, value, PlainTree::joined);
      }
      return entries;
    }
    ScalarNode scalar = (ScalarNode) node;
    return new Scalar(scalar.kind(), scalar.text());
  }

  private static Object joined(Object before, Object added) {
    if (before instanceof List<?> list && added instanceof List<?> more) {
      List<Object> items = new ArrayList<>(list);
      items.addAll(more);
      return items;
    }
    throw new IllegalArgumentException("the key is there already");
  }
}

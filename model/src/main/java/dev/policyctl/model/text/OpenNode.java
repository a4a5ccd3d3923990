package dev.policyctl.model.text;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping or a list whose end has not been met yet. */
final class OpenNode {
  private final boolean mapping;
  private final boolean flow;
  private final int line;
  private final int column;
  private final List<Node> items = new ArrayList<>();
  private final List<MapNode.Entry> entries = new ArrayList<>();
  private final Map<String, Span> keys = new HashMap<>();
  private @Nullable Node key;

  OpenNode(boolean mapping, boolean flow, int line, int column) {
    this.mapping = mapping;
    this.flow = flow;
    this.line = line;
    this.column = column;
  }

  /** Takes the next item, key or value. */
  void add(Node node, FindingSink sink) {
    if (!mapping) {
      items.add(node);
    } else if (key == null) {
      key = node;
    } else {
      entry(key, node, sink);
      key = null;
    }
  }

  private void entry(Node keyNode, Node value, FindingSink sink) {
    if (!(keyNode instanceof ScalarNode scalar) || scalar.isNull()) {
      sink.report(
          Finding.of(
              FindingCode.WRONG_TYPE,
              keyNode.span(),
              "a key must be a string, not " + keyNode.describe()));
      return;
    }
    if (scalar.kind() == ScalarNode.Kind.BROKEN) {
      return;
    }
    if (scalar.text().equals("<<")) {
      sink.report(
          Finding.of(
                  FindingCode.FORBIDDEN_YAML,
                  scalar.span(),
                  "a merge key is not allowed in a policy file")
              .help("write the keys out"));
      return;
    }
    Span first =
        keys.putIfAbsent(Normalizer.normalize(scalar.text(), Normalizer.Form.NFC), scalar.span());
    if (first != null) {
      sink.report(
          Finding.of(
                  FindingCode.DUPLICATE_KEY,
                  scalar.span(),
                  "the key `" + scalar.text() + "` is here twice")
              .subject("key:" + scalar.text())
              .related(first, "first used here")
              .help("keep one of the two"));
      return;
    }
    entries.add(new MapNode.Entry(scalar.asText(), value));
  }

  /** The node, ended; a block's end is that of its last child, not where the next token begins. */
  Node close(int[] end, String path) {
    Span last = flow ? null : lastChild();
    Span span =
        last == null
            ? new Span(path, line, column, end[0], end[1])
            : new Span(path, line, column, last.endLine(), last.endColumn());
    return mapping ? new MapNode(span, entries) : new ListNode(span, items);
  }

  private @Nullable Span lastChild() {
    if (mapping) {
      return entries.isEmpty() ? null : lastOf(entries.get(entries.size() - 1));
    }
    return items.isEmpty() ? null : items.get(items.size() - 1).span();
  }

  /** An empty value stands right behind its key. */
  private static Span lastOf(MapNode.Entry entry) {
    Span value = entry.value().span();
    return value.line() == value.endLine() && value.column() == value.endColumn()
        ? entry.key().span()
        : value;
  }
}

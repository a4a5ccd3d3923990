package dev.policyctl.model.schema;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A located tree as JSON, with the way back: from a JSON Pointer to the node that it names. */
final class JsonTree {
  /** No pattern accepts a longer string but those that accept any text. */
  private static final int LONGEST_STRING = 2_048;

  private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

  /**
   * What a pointer names.
   *
   * @param name for messages: {@code `priority`}, {@code an entry of `roles`}
   * @param key of the entry whose value it is
   */
  record Place(Node node, String name, Optional<Text> key) {

    /** From the key to the end of the value; the value alone where it has no key. */
    Span entrySpan() {
      Span value = node.span();
      if (key.isEmpty()) {
        return value;
      }
      Span from = key.get().span();
      boolean behind =
          value.endLine() > from.endLine()
              || (value.endLine() == from.endLine() && value.endColumn() > from.endColumn());
      return behind
          ? new Span(from.path(), from.line(), from.column(), value.endLine(), value.endColumn())
          : from;
    }

    /** Whether it was reported as unreadable. */
    boolean broken() {
      return node instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.BROKEN;
    }
  }

  private final Map<String, Place> places = new HashMap<>();
  private final JsonNode json;
  private int brokenValues;

  JsonTree(Node root) {
    this.json = convert(new Place(root, "the file", Optional.empty()), "");
  }

  JsonNode json() {
    return json;
  }

  /** What a pointer names; nothing where the tree has no such node. */
  Optional<Place> find(String pointer) {
    return Optional.ofNullable(places.get(pointer));
  }

  /** The pointer of a child. */
  static String child(String pointer, String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  private JsonNode convert(Place place, String pointer) {
    places.put(pointer, place);
    Node node = place.node();
    if (node instanceof MapNode map) {
      ObjectNode object = FACTORY.objectNode();
      for (MapNode.Entry entry : map.entries()) {
        String key = entry.key().value();
        Place child = new Place(entry.value(), "`" + key + "`", Optional.of(entry.key()));
        object.set(key, convert(child, child(pointer, key)));
      }
      return object;
    }
    if (node instanceof ListNode list) {
      ArrayNode array = FACTORY.arrayNode();
      String name = place.name().startsWith("`") ? "an entry of " + place.name() : "an entry";
      for (int i = 0; i < list.items().size(); i++) {
        Place child = new Place(list.items().get(i), name, Optional.empty());
        array.add(convert(child, pointer + "/" + i));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private JsonNode scalar(ScalarNode scalar) {
    String text = scalar.text();
    return switch (scalar.kind()) {
      case STRING -> FACTORY.stringNode(shortened(text));
      case INTEGER -> FACTORY.numberNode(Long.parseLong(text));
      case DECIMAL -> FACTORY.numberNode(new BigDecimal(text));
      case BOOLEAN -> FACTORY.booleanNode(text.equals("true"));
      case NULL -> FACTORY.nullNode();
      // All different, so that no two of them count as a repetition.
      case BROKEN -> FACTORY.stringNode("\0" + brokenValues++);
    };
  }

  /**
   * Blank where the text is; behind a blank otherwise, which no pattern of a short text accepts.
   */
  private static String shortened(String text) {
    if (text.length() <= LONGEST_STRING) {
      return text;
    }
    String filled = text.stripLeading();
    return " " + filled.substring(0, Math.min(filled.length(), LONGEST_STRING));
  }
}

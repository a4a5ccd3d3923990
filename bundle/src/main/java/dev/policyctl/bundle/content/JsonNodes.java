package dev.policyctl.bundle.content;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON into the nodes that the readers of policy files take. Where the canonical form writes
 * a number as a string, it becomes a number again.
 */
final class JsonNodes {
  private static final int DEEPEST = 64;

  /** Keys whose values are exact numbers, which doubles are not. */
  private static final Set<String> EXACT = Set.of("gt", "gte", "lt", "lte", "max");

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(1 << 20)
                  .maxNameLength(1 << 10)
                  .maxNumberLength(32)
                  .build())
          .build();

  private final JsonParser json;
  private final Span span;

  private JsonNodes(JsonParser json, String name) {
    this.json = json;
    this.span = Span.startOf(name);
  }

  /**
   * Reads one value, and nothing behind it.
   *
   * @param name of the file, for places
   */
  static MapNode read(byte[] bytes, String name) throws MalformedContent {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      JsonNodes reader = new JsonNodes(json, name);
      Node node = reader.node(json.nextToken(), "");
      if (json.nextToken() != null || !(node instanceof MapNode map)) {
        throw new MalformedContent("`" + name + "` is not one JSON object");
      }
      return map;
    } catch (JacksonException e) {
      throw new MalformedContent("`" + name + "` is no JSON that can be read in one way only");
    }
  }

  private Node node(JsonToken token, String key) throws MalformedContent {
    if (token == JsonToken.START_OBJECT) {
      return object();
    }
    if (token == JsonToken.START_ARRAY) {
      return array();
    }
    if (token == JsonToken.VALUE_STRING) {
      return string(json.getString(), key);
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return new ScalarNode(span, ScalarNode.Kind.BOOLEAN, json.getString());
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return new ScalarNode(span, ScalarNode.Kind.INTEGER, json.getString());
    }
    throw new MalformedContent("`" + span.path() + "` has a value of a kind that is never written");
  }

  private Node string(String text, String key) {
    if (EXACT.contains(key) && NUMBER.matcher(text).matches()) {
      boolean whole = text.indexOf('.') < 0;
      return new ScalarNode(span, whole ? ScalarNode.Kind.INTEGER : ScalarNode.Kind.DECIMAL, text);
    }
    return new ScalarNode(span, ScalarNode.Kind.STRING, text);
  }

  private MapNode object() throws MalformedContent {
    List<MapNode.Entry> entries = new ArrayList<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      entries.add(new MapNode.Entry(new Text(key, span), node(json.nextToken(), key)));
    }
    return new MapNode(span, entries);
  }

  private ListNode array() throws MalformedContent {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      items.add(node(token, ""));
    }
    return new ListNode(span, items);
  }
}

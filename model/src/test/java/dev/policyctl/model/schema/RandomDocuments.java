package dev.policyctl.model.schema;

import dev.policyctl.model.schema.SchemaTexts.Located;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random documents of a kind: built along its schema, so that each new property is covered from the
 * day it exists, and then damaged.
 */
final class RandomDocuments {
  private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
  private static final Map<SchemaKind, Located> ROOTS = new ConcurrentHashMap<>();

  private static final List<JsonNode> ODD_VALUES =
      List.of(
              "",
              " ",
              "a",
              "A",
              "a b",
              "*",
              "a*",
              "**",
              "a*!",
              "$unknown",
              "$missing",
              "$other",
              "-a",
              "_a",
              "a_b",
              "a.b",
              "a/b",
              "a:b",
              "@a",
              "A/b:c@d",
              "a".repeat(63),
              "a".repeat(64),
              "a".repeat(128),
              "a".repeat(129),
              "*".repeat(129),
              "x".repeat(5_000),
              " ".repeat(5_000) + "x",
              " ".repeat(5_000),
              "é",
              "\u2003",
              "\u00a0",
              "a\nb",
              "a\n",
              "00:00",
              "00:01",
              "08:60",
              "23:59",
              "24:00",
              "24:01",
              "8:00",
              "0s",
              "000ms",
              "1h",
              "1.5h",
              "1 h",
              "9999999999999999s",
              "36525d",
              "36526d",
              "1w",
              "2026-01-01",
              "2026-02-30",
              "2026-13-01",
              "2026-1-1",
              "2026-01-01T00:00:00",
              "2026-01-01T00:00:00Z",
              "2026-01-01T24:00:00Z",
              "2026-01-01T00:00:60Z",
              "2026-01-01T00:00:00.123456789+18:00",
              "2026-01-01T00:00:00-18:30",
              "2026-01-01T00:00:00.1234567890Z",
              "1.2",
              "1.2.3",
              "01.2.3",
              "1.2.3-rc.1+b",
              "1.2.3-01",
              "1.2.3-" + "a".repeat(60),
              "UTC",
              "Z",
              "GMT",
              "UTC+1",
              "Europe/Zurich",
              "europe/zurich",
              "Mars/Olympus",
              "SystemV/AST4",
              "/",
              "/a",
              "//a",
              "a//b",
              "a/",
              "./a",
              "a/../b",
              ".../a",
              "a\\b",
              "..",
              "allow",
              "deny",
              "true",
              "priority",
              "deny-overrides",
              "PC208",
              "PC999",
              "unused-entry",
              "1",
              "null")
          .stream()
          .<JsonNode>map(FACTORY::stringNode)
          .toList();

  private static final List<JsonNode> ODD_NUMBERS =
      List.of(
          FACTORY.numberNode(-1L),
          FACTORY.numberNode(0L),
          FACTORY.numberNode(1L),
          FACTORY.numberNode(2L),
          FACTORY.numberNode(100L),
          FACTORY.numberNode(101L),
          FACTORY.numberNode(1_000_000L),
          FACTORY.numberNode(1_000_001L),
          FACTORY.numberNode((1L << 30) + 1),
          FACTORY.numberNode((1L << 34) + 1),
          FACTORY.numberNode(Long.MAX_VALUE),
          FACTORY.numberNode(new BigDecimal("1.0")),
          FACTORY.numberNode(new BigDecimal("0.000001")),
          FACTORY.numberNode(new BigDecimal("-0.5")),
          FACTORY.numberNode(new BigDecimal("1.5")));

  private final Random random;

  RandomDocuments(Random random) {
    this.random = random;
  }

  /** A document that the schema accepts but for what its conditional keywords say. */
  JsonNode sound(SchemaKind kind) {
    Located root =
        ROOTS.computeIfAbsent(kind, k -> new Located(k.fileName(), SchemaTexts.read(k.fileName())));
    return value(root);
  }

  private JsonNode value(Located unresolved) {
    Located schema = unresolved.resolved();
    JsonNode node = schema.schema();
    if (node.has("const")) {
      return node.get("const");
    }
    if (node.has("enum")) {
      return node.get("enum").get(random.nextInt(node.get("enum").size()));
    }
    JsonNode type = node.path("type");
    String name =
        type.isArray() ? type.get(random.nextInt(type.size())).asString() : type.asString("");
    return switch (name) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "integer" -> FACTORY.numberNode(integer(node));
      case "number" ->
          random.nextBoolean()
              ? FACTORY.numberNode(1L + random.nextInt(9))
              : FACTORY.numberNode(BigDecimal.valueOf(1L + random.nextInt(99), 1));
      case "boolean" -> FACTORY.booleanNode(random.nextBoolean());
      case "null" -> FACTORY.nullNode();
      default -> FACTORY.stringNode(string(unresolved.schema(), node));
    };
  }

  private long integer(JsonNode schema) {
    long min = schema.path("minimum").asLong(0);
    long max = Math.min(schema.path("maximum").asLong(1_000_000), min + 1_000_000);
    return min + random.nextInt((int) (max - min + 1));
  }

  private String string(JsonNode outer, JsonNode schema) {
    List<String> examples = new ArrayList<>();
    for (JsonNode owner : List.of(outer, schema)) {
      for (JsonNode example : owner.path("examples")) {
        if (example.isString()) {
          examples.add(example.asString());
        }
      }
    }
    return examples.isEmpty() ? "some text" : examples.get(random.nextInt(examples.size()));
  }

  private JsonNode object(Located schema) {
    ObjectNode object = FACTORY.objectNode();
    JsonNode node = schema.schema();
    JsonNode properties =
        node.has("properties") ? node.get("properties") : node.at("/then/properties");
    List<String> required = new ArrayList<>();
    node.path("required").forEach(key -> required.add(key.asString()));
    // Rules need a priority in most policies; without this half of the documents would be unsound.
    int most = node.path("maxProperties").asInt(Integer.MAX_VALUE);
    List<String> keys = new ArrayList<>(properties.propertyNames());
    java.util.Collections.shuffle(keys, random);
    int least = node.path("minProperties").asInt(0);
    for (String key : keys) {
      boolean wanted =
          required.contains(key)
              || key.equals("priority")
              || object.size() < least
              || random.nextInt(3) == 0;
      if (wanted && object.size() < most) {
        object.set(key, value(schema.at(properties.get(key))));
      }
    }
    if (node.path("additionalProperties").isObject()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        object.set(
            List.of("a", "b-c", "d/e").get(i), value(schema.at(node.get("additionalProperties"))));
      }
    }
    return object;
  }

  private JsonNode array(Located schema) {
    ArrayNode array = FACTORY.arrayNode();
    int least = schema.schema().path("minItems").asInt(0);
    for (int i = least + random.nextInt(2); i > 0; i--) {
      array.add(value(schema.at(schema.schema().get("items"))));
    }
    return array;
  }

  /** Changes one random place of a document. */
  JsonNode damaged(JsonNode document) {
    List<JsonNode> containers = new ArrayList<>();
    collect(document, containers);
    if (containers.isEmpty() || random.nextInt(60) == 0) {
      return odd();
    }
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      damage(object);
    } else {
      damage((ArrayNode) container);
    }
    return document;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void damage(ObjectNode object) {
    List<String> keys = new ArrayList<>(object.propertyNames());
    if (keys.isEmpty()) {
      object.set("extra", odd());
      return;
    }
    String key = keys.get(random.nextInt(keys.size()));
    switch (random.nextInt(8)) {
      case 0 -> object.remove(key);
      case 1 -> object.set(key + "s", object.remove(key));
      case 2 -> object.set("extra", odd());
      case 3 -> object.removeAll();
      case 4 -> object.set(key, FACTORY.arrayNode().add(object.get(key)));
      default -> object.set(key, odd());
    }
  }

  private void damage(ArrayNode array) {
    if (array.isEmpty()) {
      array.add(odd());
      return;
    }
    int index = random.nextInt(array.size());
    switch (random.nextInt(5)) {
      case 0 -> array.removeAll();
      case 1 -> array.add(array.get(index).deepCopy());
      default -> array.set(index, odd());
    }
  }

  private JsonNode odd() {
    return switch (random.nextInt(9)) {
      case 0 -> FACTORY.nullNode();
      case 1 -> FACTORY.objectNode();
      case 2 -> FACTORY.arrayNode();
      case 3 -> FACTORY.booleanNode(random.nextBoolean());
      case 4, 5 -> ODD_NUMBERS.get(random.nextInt(ODD_NUMBERS.size()));
      default -> ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
    };
  }
}

package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The table of the known fields of a request: where each stands, its type, where it goes. */
final class RequestFields {
  /** The fields of the whole request. */
  static final Map<String, Field> ROOT =
      Map.of(
          "subject", object("subject", subject()),
          "action", object("action", Map.of("name", value(Dimension.ACTIONS, "action.name"))),
          "resource",
              object(
                  "resource",
                  Map.of(
                      "type", text("resource.type", Request.Builder::resourceType),
                      "id", text("resource.id", Request.Builder::resourceId))),
          "context", object("context", context()));

  private RequestFields() {}

  /** A field that is understood: takes its value, with the parser on the value's first token. */
  @FunctionalInterface
  interface Field {
    void read(JsonParser parser, Request.Builder to) throws UnreadableException;
  }

  /** Says what keeps a request from being read. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  private static Map<String, Field> subject() {
    return Map.of(
        "type", text("subject.type", Request.Builder::subjectType),
        "id", text("subject.id", Request.Builder::subjectId),
        "properties",
            object(
                "subject.properties",
                Map.of(
                    "roles", values(Dimension.ROLES, "subject.properties.roles"),
                    "tenant", text("subject.properties.tenant", Request.Builder::tenant),
                    "exp",
                        number(
                            "subject.properties.exp",
                            (to, exp) -> to.expiry(Numbers.instant(exp))))));
  }

  private static Map<String, Field> context() {
    Map<String, Field> fields = new HashMap<>();
    fields.put("time", RequestFields::time);
    fields.put("environment", text("context.environment", Request.Builder::environment));
    fields.put("route", value(Dimension.ROUTES, "context.route"));
    fields.put("classifications", values(Dimension.CLASSIFICATIONS, "context.classifications"));
    fields.put("tool", value(Dimension.TOOLS, "context.tool"));
    fields.put("region", value(Dimension.REGIONS, "context.region"));
    fields.put("agent", value(Dimension.AGENTS, "context.agent"));
    for (Attribute attribute : Attribute.values()) {
      String path = "context." + attribute.key();
      fields.put(attribute.key(), number(path, (to, number) -> to.attribute(attribute, number)));
    }
    return fields;
  }

  /** Reads the members of the object that the parser stands on; unknown ones are skipped. */
  static void members(JsonParser parser, Map<String, Field> fields, Request.Builder to)
      throws UnreadableException {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Field field = fields.get(parser.currentName());
      JsonToken first = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (first != JsonToken.VALUE_NULL) {
        field.read(parser, to);
      }
    }
  }

  private static Field object(String path, Map<String, Field> fields) {
    return (parser, to) -> {
      require(parser.currentToken() == JsonToken.START_OBJECT, path, "an object");
      members(parser, fields, to);
    };
  }

  private static Field text(String path, BiConsumer<Request.Builder, String> take) {
    return (parser, to) -> take.accept(to, string(parser, path));
  }

  private static Field value(Dimension dimension, String path) {
    return text(path, (to, value) -> to.value(dimension, value));
  }

  private static Field values(Dimension dimension, String path) {
    return (parser, to) -> {
      require(parser.currentToken() == JsonToken.START_ARRAY, path, "an array of strings");
      List<String> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(string(parser, path));
      }
      to.values(dimension, list);
    };
  }

  private static Field number(String path, BiConsumer<Request.Builder, BigDecimal> take) {
    return (parser, to) -> {
      require(parser.currentToken().isNumeric(), path, "a number");
      try {
        take.accept(to, new BigDecimal(parser.getString()));
      } catch (NumberFormatException e) {
        throw new UnreadableException("`" + path + "` is outside its domain");
      }
    };
  }

  private static void time(JsonParser parser, Request.Builder to) throws UnreadableException {
    Instant time = Rfc3339.parse(string(parser, "context.time"));
    require(time != null, "context.time", "an RFC 3339 time with an offset");
    to.time(time);
  }

  private static String string(JsonParser parser, String path) throws UnreadableException {
    require(parser.currentToken() == JsonToken.VALUE_STRING, path, "a string");
    return parser.getString();
  }

  private static void require(boolean holds, String path, String what) throws UnreadableException {
    if (!holds) {
      throw new UnreadableException("`" + path + "` is not " + what);
    }
  }
}

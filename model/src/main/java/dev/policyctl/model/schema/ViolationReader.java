package dev.policyctl.model.schema;

import com.networknt.schema.Error;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.schema.JsonTree.Place;
import dev.policyctl.model.schema.Violation.Scope;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says in our words, and at our places, what the schema library says in its own. */
final class ViolationReader {
  private final JsonTree tree;
  private final Error error;
  private final JsonNode schema;
  private final String pointer;

  /**
   * Makes one.
   *
   * @param schema the object that holds the keyword that failed
   */
  ViolationReader(JsonTree tree, Error error, JsonNode schema) {
    this.tree = tree;
    this.error = error;
    this.schema = schema;
    this.pointer = error.getInstanceLocation().toString();
  }

  /** The violation; nothing where the value was reported as unreadable before. */
  Optional<Violation> read() {
    return tree.find(pointer).filter(place -> !place.broken()).map(this::violation);
  }

  private Violation violation(Place place) {
    String name = place.name();
    return switch (error.getKeyword()) {
      case "additionalProperties" -> unknownKey(place);
      case "propertyNames" -> badKey(place);
      case "required" -> missingKey(place);
      case "type" -> wrongType(place);
      case "const" -> constant(place);
      case "enum" -> notOneOf(place);
      case "pattern" ->
          value(place, name + " has the wrong form", text("description").map(this::decapitalised));
      case "minimum" -> invalid(place, name + " is at least " + schema.get("minimum").asString());
      case "maximum" -> invalid(place, name + " is at most " + schema.get("maximum").asString());
      case "exclusiveMinimum" ->
          invalid(place, name + " is larger than " + schema.get("exclusiveMinimum").asString());
      case "exclusiveMaximum" ->
          invalid(place, name + " is less than " + schema.get("exclusiveMaximum").asString());
      case "maxLength" ->
          invalid(
              place, name + " has at most " + schema.get("maxLength").asString() + " characters");
      case "minItems" -> invalid(place, name + " must not be empty");
      case "uniqueItems" -> invalid(place, name + " has a value twice");
      case "false" -> schemaViolation(place, name + " has no place here", Scope.WITHIN);
      case "maxContains" ->
          schemaViolation(place, name + " has too many values of one kind", Scope.WITHIN);
      case "minProperties" -> schemaViolation(place, name + " must not be empty", Scope.WHOLE);
      default -> schemaViolation(place, name + " has keys that exclude each other", Scope.WHOLE);
    };
  }

  private Violation unknownKey(Place map) {
    String key = error.getProperty();
    List<String> known = new ArrayList<>(schema.path("properties").propertyNames());
    Place child = tree.find(JsonTree.child(pointer, key)).orElse(map);
    return new Violation(
        Finding.of(FindingCode.UNKNOWN_KEY, keySpan(child), "no key `" + key + "` is known here")
            .subject("key:" + key)
            .help(
                Nearest.hint(key, known)
                    .or(() -> Optional.of("it may have " + String.join(", ", known))))
            .build(),
        Scope.WITHIN,
        // What stands below an unknown key nobody has looked at, so the key alone is the place.
        keySpan(child));
  }

  private Violation badKey(Place map) {
    Place child = tree.find(JsonTree.child(pointer, error.getProperty())).orElse(map);
    return new Violation(
        Finding.of(
                FindingCode.INVALID_VALUE,
                keySpan(child),
                "a key of " + map.name() + " has the wrong form")
            .build(),
        Scope.WITHIN,
        keySpan(child));
  }

  private static Span keySpan(Place child) {
    return child.key().map(Text::span).orElseGet(() -> firstCharacter(child.node().span()));
  }

  private Violation missingKey(Place map) {
    String key = error.getProperty();
    List<MapNode.Entry> entries = map.node() instanceof MapNode node ? node.entries() : List.of();
    Span start =
        entries.isEmpty() ? firstCharacter(map.node().span()) : entries.get(0).key().span();
    return new Violation(
        Finding.of(FindingCode.MISSING_KEY, start, "`" + key + "` is missing")
            .subject("missing:" + key)
            .build(),
        Scope.ABSENT,
        firstCharacter(map.node().span()));
  }

  private Violation wrongType(Place place) {
    boolean scalar = place.node() instanceof ScalarNode;
    Span span = place.node().span();
    JsonNode type = schema.get("type");
    List<String> types = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(t -> types.add(article(t.asString())));
    } else {
      types.add(article(type.asString()));
    }
    return new Violation(
        Finding.of(
                FindingCode.WRONG_TYPE,
                scalar ? span : firstCharacter(span),
                place.name()
                    + " is "
                    + String.join(" or ", types)
                    + ", not "
                    + place.node().describe())
            .build(),
        Scope.WITHIN,
        place.entrySpan());
  }

  private static String article(String type) {
    return switch (type) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "integer" -> "an integer";
      case "boolean" -> "true or false";
      case "null" -> "nothing";
      default -> "a " + type;
    };
  }

  private Violation constant(Place place) {
    FindingCode code =
        place.node() instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.INTEGER
            ? FindingCode.UNSUPPORTED_SCHEMA_VERSION
            : FindingCode.INVALID_VALUE;
    return new Violation(
        Finding.of(
                code, place.node().span(), place.name() + " is " + schema.get("const").asString())
            .build(),
        Scope.WITHIN,
        place.entrySpan());
  }

  private Violation notOneOf(Place place) {
    List<String> words = new ArrayList<>();
    schema.get("enum").forEach(word -> words.add(word.asString()));
    String written = place.node() instanceof ScalarNode scalar ? scalar.text() : "";
    return value(
        place,
        place.name() + " is one of " + String.join(", ", words),
        Nearest.hint(written, words));
  }

  private static Violation invalid(Place place, String message) {
    return value(place, message, Optional.empty());
  }

  private static Violation value(Place place, String message, Optional<String> help) {
    return new Violation(
        Finding.of(FindingCode.INVALID_VALUE, place.node().span(), message).help(help).build(),
        Scope.WITHIN,
        place.entrySpan());
  }

  private static Violation schemaViolation(Place place, String message, Scope scope) {
    return new Violation(
        Finding.of(FindingCode.SCHEMA_VIOLATION, place.node().span(), message).build(),
        scope,
        place.entrySpan());
  }

  private Optional<String> text(String keyword) {
    return Optional.ofNullable(schema.get(keyword)).map(JsonNode::asString);
  }

  /** A sentence of the schema as a house message: lower case, no full stop. */
  private String decapitalised(String sentence) {
    String body = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return body.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + body.substring(1);
  }

  private static Span firstCharacter(Span span) {
    return new Span(span.path(), span.line(), span.column(), span.line(), span.column() + 1);
  }
}

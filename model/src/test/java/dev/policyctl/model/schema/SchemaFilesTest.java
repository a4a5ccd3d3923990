package dev.policyctl.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.policyctl.model.Reading;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.reader.Grammar;
import dev.policyctl.model.reader.PolicyReader;
import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The published files themselves: valid, described, closed, and at one with the code. */
class SchemaFilesTest {
  private static final String META = "https://json-schema.org/draft/2020-12/schema";

  static List<String> files() {
    return SchemaTexts.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isValidAgainstTheMetaSchema(String file) {
    JsonNode schema = SchemaTexts.read(file);
    assertThat(schema.get("$schema").asString()).isEqualTo(META);
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(META))
                .validate(schema))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isNamedAsItsIdSays(String file) {
    assertThat(SchemaTexts.read(file).get("$id").asString())
        .isEqualTo("https://policyctl.dev/schema/v1/" + file);
  }

  @ParameterizedTest
  @MethodSource("files")
  void describesEachPropertyAndDefinition(String file) {
    JsonNode root = SchemaTexts.read(file);
    List<String> bare = new ArrayList<>();
    if (!root.has("title") || !root.has("description")) {
      bare.add("root");
    }
    eachObject(
        root,
        "",
        (path, node) -> {
          boolean condition =
              path.contains("/if/") || path.contains("/then/properties/obligations");
          boolean narrowed =
              path.endsWith("/then/properties/max") || path.endsWith("/then/properties/rules");
          if (path.matches(".*/(properties|\\$defs)/[^/]+")
              && !condition
              && !narrowed
              && node.path("description").asString("").length() < 4) {
            bare.add(path);
          }
        });
    assertThat(bare).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void letsNoUnknownKeyPass(String file) {
    List<String> open = new ArrayList<>();
    eachObject(
        SchemaTexts.read(file),
        "",
        (path, node) -> {
          boolean mapping = node.path("type").toString().contains("\"object\"");
          boolean condition = node.has("required") && !node.has("properties");
          boolean closed =
              node.has("additionalProperties") || node.at("/then/additionalProperties").isBoolean();
          if (mapping && !condition && !closed && !path.endsWith("/if")) {
            open.add(path);
          }
        });
    assertThat(open).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void refersToNothingRemote(String file) {
    List<String> references = new ArrayList<>();
    eachObject(
        SchemaTexts.read(file),
        "",
        (path, node) -> {
          for (String keyword : List.of("$ref", "$dynamicRef")) {
            if (node.path(keyword).isString()) {
              references.add(node.get(keyword).asString());
            }
          }
        });
    assertThat(references).allMatch(ref -> ref.matches("(common\\.schema\\.json)?#/\\$defs/\\w+"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TESTS", value = SchemaKind.class)
  void givesExamplesThatSchemaAndReaderAccept(SchemaKind kind) {
    JsonNode examples = SchemaTexts.read(kind.fileName()).get("examples");
    assertThat(examples).isNotEmpty();
    for (JsonNode example : examples) {
      Reading read = Reading.of(kind, example.toPrettyString());
      assertThat(read.lines()).isEmpty();
      assertThat(new SchemaValidator().validate(kind, read.file().root().orElseThrow()).all())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SEGMENT, segment",
    "ID, id",
    "MODEL_ID, modelId",
    "BUNDLE_NAME, bundleName",
    "LEVEL, level",
    "CHANNEL, channel",
    "GLOB, glob"
  })
  void hasThePatternOfEachGrammar(Grammar grammar, String definition) {
    assertThat(common("/" + definition + "/pattern").asString()).isEqualTo(grammar.pattern());
  }

  @Test
  void namesEachGrammarInTheTestAbove() {
    assertThat(Grammar.values()).hasSize(7);
  }

  @Test
  void hasTheReadersPatternOfAVersion() {
    assertThat(common("/version/pattern").asString())
        .as("with the length first, since java.util.regex recurses for each dot")
        .isEqualTo("^(?=.{5,64}$)" + PolicyReader.SEMVER.pattern() + "$");
  }

  @Test
  void listsTheWordsThatTheCodeKnows() {
    assertThat(keys("/match")).isEqualTo(words(Dimension.values(), Dimension::key));
    assertThat(keys("/when"))
        .isEqualTo(
            Stream.concat(words(Attribute.values(), Attribute::key).stream(), Stream.of("time"))
                .toList());
    assertThat(keys("/obligation"))
        .isEqualTo(words(Obligation.Action.values(), Obligation.Action::label));
    assertThat(entries("/outcome/enum"))
        .containsExactlyInAnyOrderElementsOf(words(Outcome.values(), Outcome::label));
    assertThat(entries("/limit/properties/metric/enum"))
        .isEqualTo(words(Limit.Metric.values(), Limit.Metric::label));
    assertThat(entries("/limit/properties/key/items/enum"))
        .isEqualTo(words(Limit.Key.values(), Limit.Key::label));
  }

  @Test
  void listsTheReasonsOfEachDimension() {
    List<String> reasons = new ArrayList<>();
    SchemaTexts.read("tests.schema.json")
        .at("/$defs/expect/properties/reason/enum")
        .forEach(reason -> reasons.add(reason.asString()));
    for (Dimension dimension : Dimension.values()) {
      assertThat(reasons).contains(dimension.unknownReason());
      assertThat(reasons.contains(dimension.missingReason())).isEqualTo(dimension.required());
    }
  }

  private static <T> List<String> words(T[] values, java.util.function.Function<T, String> word) {
    return Stream.of(values).map(word).toList();
  }

  private static JsonNode common(String pointer) {
    JsonNode node = SchemaTexts.read(SchemaTexts.COMMON).at("/$defs" + pointer);
    assertThat(node.isMissingNode()).as(pointer).isFalse();
    return node;
  }

  private static List<String> keys(String definition) {
    return List.copyOf(common(definition + "/properties").propertyNames());
  }

  private static List<String> entries(String pointer) {
    List<String> entries = new ArrayList<>();
    common(pointer).forEach(entry -> entries.add(entry.asString()));
    return entries;
  }

  private static void eachObject(JsonNode node, String path, BiConsumer<String, JsonNode> visitor) {
    if (path.endsWith("/examples")) {
      return;
    }
    if (node.isObject()) {
      visitor.accept(path, node);
      node.properties().forEach(e -> eachObject(e.getValue(), path + "/" + e.getKey(), visitor));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        eachObject(node.get(i), path + "/" + i, visitor);
      }
    }
  }
}

package dev.policyctl.model.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schemas as JSON, and where their references lead. */
final class SchemaTexts {
  static final String COMMON = "common.schema.json";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

  private SchemaTexts() {}

  static List<String> files() {
    return Stream.concat(
            Stream.of(SchemaKind.values()).map(SchemaKind::fileName), Stream.of(COMMON))
        .toList();
  }

  static JsonNode read(String file) {
    return READ.computeIfAbsent(file, SchemaTexts::parse);
  }

  private static JsonNode parse(String file) {
    try (InputStream stream =
        SchemaTexts.class.getResourceAsStream("/dev/policyctl/schema/" + file)) {
      return MAPPER.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A schema and the file it stands in, since references are relative to that. */
  record Located(String file, JsonNode schema) {

    Located at(JsonNode child) {
      return new Located(file, child);
    }

    /** Behind its {@code $ref}, if it has one. */
    Located resolved() {
      if (!schema.has("$ref")) {
        return this;
      }
      String[] target = schema.get("$ref").asString().split("#", 2);
      String targetFile = target[0].isEmpty() ? file : target[0];
      return new Located(targetFile, read(targetFile).at(target[1])).resolved();
    }
  }
}

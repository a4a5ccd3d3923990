package dev.policyctl.model.schema;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.policyctl.model.text.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds located trees against the published JSON Schemas (2020-12).
 *
 * <p>The schemas come from the class path, each when it is first needed; nothing is ever fetched.
 * Thread-safe; make one and keep it.
 */
public final class SchemaValidator {
  private static final String ID_BASE = SchemaKind.POLICY.id().replace("policy.schema.json", "");
  private static final String RESOURCES = "/dev/policyctl/schema/";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemas(SchemaValidator::text)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().locale(Locale.ROOT).build()));

  /** The text of a schema by its id; null, as the library wants it, where it is none of ours. */
  private static @Nullable String text(String id) {
    if (!id.startsWith(ID_BASE)) {
      return null;
    }
    String file = id.substring(ID_BASE.length());
    try (InputStream stream = SchemaValidator.class.getResourceAsStream(RESOURCES + file)) {
      return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the schema of this kind refuses in a file. */
  public SchemaFindings validate(SchemaKind kind, Node root) {
    JsonTree tree = new JsonTree(root);
    Map<SchemaLocation, JsonNode> siblings = new HashMap<>();
    List<Violation> violations = new ArrayList<>();
    for (Error error : registry.getSchema(SchemaLocation.of(kind.id())).validate(tree.json())) {
      JsonNode schema = siblings.computeIfAbsent(error.getSchemaLocation(), this::siblings);
      new ViolationReader(tree, error, schema).read().ifPresent(violations::add);
    }
    return new SchemaFindings(violations);
  }

  /** The object of the schema that holds a keyword. */
  private JsonNode siblings(SchemaLocation location) {
    return registry
        .getSchema(
            SchemaLocation.of(location.getAbsoluteIri() + "#" + location.getFragment().getParent()))
        .getSchemaNode();
  }
}

package dev.policyctl.model.reader;

import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.registry.Deprecation;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code registries/*.yaml}. */
public final class RegistryReader {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final RegistryKind kind;
  private final FindingSink sink;

  public RegistryReader(RegistryKind kind, FindingSink sink) {
    this.kind = kind;
    this.sink = sink;
  }

  /** Reads a registry; broken entries are left out. Nothing where it is no mapping at all. */
  public Optional<Registry> read(Node root) {
    Optional<Fields> fields = Fields.of(root, "a registry", sink);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    fields.get().schemaVersion(true);
    List<RegistryEntry> entries = new ArrayList<>();
    Optional<Fields> map =
        fields.get().require(kind.key()).flatMap(n -> Fields.of(n, "`" + kind.key() + "`", sink));
    map.ifPresent(m -> m.entries().forEach(e -> entry(e).ifPresent(entries::add)));
    fields.get().end();
    return Optional.of(new Registry(kind, fields.get().keySpan(kind.key()), entries));
  }

  private Optional<RegistryEntry> entry(MapNode.Entry entry) {
    Text id = entry.key();
    Grammar grammar = MatchReader.idGrammar(kind);
    Node name = new ScalarNode(id.span(), ScalarNode.Kind.STRING, id.value());
    boolean named = Values.text(name, "the id of a " + kind.noun(), grammar, sink).isPresent();
    if (entry.value() instanceof ScalarNode scalar && scalar.isNull()) {
      return named ? Optional.of(bare(id)) : Optional.empty();
    }
    Optional<RegistryEntry> read =
        Fields.of(entry.value(), "a " + kind.noun(), sink).map(fields -> entry(id, fields));
    return named ? read : Optional.empty();
  }

  private static RegistryEntry bare(Text id) {
    return new RegistryEntry(
        id, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), Map.of());
  }

  private RegistryEntry entry(Text id, Fields fields) {
    Optional<String> description = fields.text("description").map(Text::value);
    Optional<String> owner = fields.text("owner").map(Text::value);
    Optional<Deprecation> deprecated =
        fields
            .find("deprecated")
            .flatMap(n -> Fields.of(n, "`deprecated`", sink))
            .map(this::deprecation);
    List<Text> inherits =
        kind == RegistryKind.ROLES ? fields.texts("inherits", Grammar.ID) : List.of();
    List<Text> aliases =
        kind == RegistryKind.MODELS ? fields.texts("aliases", Grammar.MODEL_ID) : List.of();
    Map<String, List<Text>> details = details(fields);
    fields.end();
    return new RegistryEntry(id, description, owner, deprecated, inherits, aliases, details);
  }

  private Deprecation deprecation(Fields fields) {
    Optional<Text> since = fields.text("since");
    Optional<Text> replacement = fields.text("replacement", MatchReader.idGrammar(kind));
    fields.end();
    return new Deprecation(since, replacement);
  }

  private Map<String, List<Text>> details(Fields fields) {
    Map<String, List<Text>> details = new HashMap<>();
    switch (kind) {
      case ROUTES -> {
        put(details, "paths", fields.texts("paths"));
        put(details, "methods", methods(fields));
      }
      case MODELS -> {
        put(details, "provider", fields.text("provider").map(List::of).orElse(List.of()));
        put(details, "regions", fields.texts("regions"));
      }
      case CLASSIFICATIONS -> {
        Optional<Text> rank =
            fields
                .integer("rank", 0, 1_000_000)
                .map(r -> new Text(r.toString(), fields.entrySpan("rank")));
        put(details, "rank", rank.map(List::of).orElse(List.of()));
      }
      case REDACTIONS -> {
        put(details, "method", fields.text("method").map(List::of).orElse(List.of()));
        put(details, "detectors", fields.texts("detectors"));
      }
      case ROLES, TOOLS, REGIONS, AGENTS, ACTIONS -> {}
    }
    return details;
  }

  private List<Text> methods(Fields fields) {
    List<Text> methods = new ArrayList<>();
    for (Node item : fields.list("methods")) {
      Values.oneOf(item, "a method", METHODS, sink).ifPresent(methods::add);
    }
    return methods;
  }

  private static void put(Map<String, List<Text>> details, String key, List<Text> values) {
    if (!values.isEmpty()) {
      details.put(key, values);
    }
  }
}

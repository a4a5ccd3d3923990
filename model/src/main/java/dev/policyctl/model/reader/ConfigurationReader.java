package dev.policyctl.model.reader;

import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.ScalarNode.Kind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code .policyctl.yaml}. */
public final class ConfigurationReader {
  private final FindingSink sink;

  public ConfigurationReader(FindingSink sink) {
    this.sink = sink;
  }

  /** Reads a configuration; nothing where it is no mapping at all. */
  public Optional<Configuration> read(Node root) {
    Optional<Fields> fields = Fields.of(root, "a configuration", sink);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields f = fields.get();
    f.schemaVersion(true);
    Optional<Text> targetBranch = f.text("targetBranch");
    if (targetBranch.isPresent() && targetBranch.get().value().isBlank()) {
      Values.invalid(f.find("targetBranch").orElseThrow(), "`targetBranch` names a branch", sink);
    }
    Map<String, Map<String, Text>> commands =
        f.find("commands")
            .flatMap(n -> Fields.of(n, "`commands`", sink))
            .map(this::commands)
            .orElse(Map.of());
    InputLimits limits =
        f.find("limits")
            .flatMap(n -> Fields.of(n, "`limits`", sink))
            .map(ConfigurationReader::limits)
            .orElse(InputLimits.DEFAULT);
    Optional<TrustConfiguration> trust =
        f.find("trust")
            .flatMap(n -> Fields.of(n, "`trust`", sink))
            .map(trustFields -> new TrustReader(sink).read(trustFields));
    f.end();
    return Optional.of(new Configuration(targetBranch, commands, limits, trust));
  }

  private Map<String, Map<String, Text>> commands(Fields fields) {
    Map<String, Map<String, Text>> commands = new HashMap<>();
    for (MapNode.Entry command : fields.entries()) {
      Map<String, Text> flags = new HashMap<>();
      Fields.of(command.value(), "`" + command.key().value() + "`", sink)
          .ifPresent(
              f ->
                  f.entries()
                      .forEach(
                          flag ->
                              flagValue(flag).ifPresent(v -> flags.put(flag.key().value(), v))));
      commands.put(command.key().value(), flags);
    }
    return commands;
  }

  private Optional<Text> flagValue(MapNode.Entry flag) {
    if (flag.value() instanceof ListNode list) {
      List<String> values = new ArrayList<>();
      for (Node item : list.items()) {
        scalar(item, flag.key().value()).ifPresent(text -> values.add(text.value()));
      }
      return Optional.of(new Text(String.join(",", values), list.span()));
    }
    return scalar(flag.value(), flag.key().value());
  }

  private Optional<Text> scalar(Node node, String key) {
    if (node instanceof ScalarNode scalar && !scalar.isNull() && scalar.kind() != Kind.BROKEN) {
      return Optional.of(scalar.asText());
    }
    Values.wrongType(node, "the default of `" + key + "` is a string, number or boolean", sink);
    return Optional.empty();
  }

  private static InputLimits limits(Fields fields) {
    InputLimits none = InputLimits.DEFAULT;
    InputLimits limits =
        new InputLimits(
            fields.integer("fileBytes", 1, 1 << 30).map(Long::intValue).orElse(none.fileBytes()),
            fields
                .integer("scalarBytes", 1, 1 << 26)
                .map(Long::intValue)
                .orElse(none.scalarBytes()),
            fields.integer("files", 1, 1_000_000).map(Long::intValue).orElse(none.files()),
            fields.integer("totalBytes", 1, 1L << 34).orElse(none.totalBytes()),
            none.depth());
    fields.end();
    return limits;
  }
}

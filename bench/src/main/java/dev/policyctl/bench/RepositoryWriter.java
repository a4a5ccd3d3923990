package dev.policyctl.bench;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A workload as the files of a policy repository. */
final class RepositoryWriter {
  private static final int RULES_OF_A_FILE = 1_000;
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9._/-]*");
  private static final List<String> NOT_STRINGS = List.of("null", "true", "false");

  private final Workload workload;
  private final SortedMap<String, String> files = new TreeMap<>();

  private RepositoryWriter(Workload workload) {
    this.workload = workload;
  }

  /** The texts of the files, by path from the root. */
  static SortedMap<String, String> write(Workload workload) {
    RepositoryWriter writer = new RepositoryWriter(workload);
    workload.registries().all().forEach(writer::registry);
    writer.policy();
    writer.rules();
    writer.configuration();
    return writer.files;
  }

  private void registry(Registry registry) {
    String key = registry.kind().key();
    StringBuilder text = new StringBuilder("schemaVersion: 1\n").append(key).append(':');
    text.append(registry.entries().isEmpty() ? " {}\n" : "\n");
    for (RegistryEntry entry : registry.entries().values()) {
      Map<String, String> fields = new TreeMap<>();
      put(fields, "inherits", entry.inherits());
      put(fields, "aliases", entry.aliases());
      // Every detail that is generated is a single value.
      entry.details().forEach((name, values) -> fields.put(name, detail(values.get(0).value())));
      text.append("  ").append(scalar(entry.id().value())).append(": ").append(map(fields));
      text.append('\n');
    }
    files.put("registries/" + key + ".yaml", text.toString());
  }

  private static String detail(String value) {
    return value.chars().allMatch(c -> c >= '0' && c <= '9') ? value : scalar(value);
  }

  private static void put(Map<String, String> fields, String key, List<Text> values) {
    if (!values.isEmpty()) {
      fields.put(key, list(values));
    }
  }

  private static String map(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + ": " + field.getValue())
        .collect(Collectors.joining(", ", "{ ", " }"))
        .replace("{  }", "{}");
  }

  private static String list(List<Text> values) {
    return values.stream()
        .map(text -> scalar(text.value()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A string, in quotes where YAML could read something else into it. */
  static String scalar(String value) {
    return PLAIN.matcher(value).matches() && !NOT_STRINGS.contains(value)
        ? value
        : '"' + value + '"';
  }

  private String folder() {
    Policy policy = workload.policy();
    return "policies/" + policy.bundle().environment() + "/" + policy.bundle().tenant() + "/";
  }

  private void policy() {
    Policy policy = workload.policy();
    Map<String, String> bundle = new TreeMap<>();
    bundle.put("name", scalar(policy.bundle().name().value()));
    bundle.put("version", scalar(policy.bundle().version().value()));
    bundle.put("environment", scalar(policy.bundle().environment().value()));
    bundle.put("tenant", scalar(policy.bundle().tenant().value()));
    bundle.put("owners", list(policy.bundle().owners()));
    files.put(
        folder() + "policy.yaml",
        "schemaVersion: 1\nbundle: "
            + map(bundle)
            + "\ndefault: "
            + policy.defaultOutcome().label()
            + "\ncombining: "
            + policy.combining().label()
            + "\n");
  }

  private void rules() {
    List<Rule> rules = workload.policy().rules();
    for (int from = 0; from < rules.size(); from += RULES_OF_A_FILE) {
      StringBuilder text = new StringBuilder("rules:\n");
      rules
          .subList(from, Math.min(rules.size(), from + RULES_OF_A_FILE))
          .forEach(rule -> rule(rule, text));
      String name = String.format(Locale.ROOT, "rules/part-%05d.yaml", from / RULES_OF_A_FILE);
      files.put(folder() + name, text.toString());
    }
  }

  private static void rule(Rule rule, StringBuilder to) {
    to.append("  - id: ").append(scalar(rule.id().value()));
    to.append("\n    priority: ").append(rule.priority());
    to.append("\n    effect: ").append(rule.effect().label());
    if (!rule.match().selectors().isEmpty()) {
      to.append("\n    match:");
      rule.match()
          .selectors()
          .forEach(
              (dimension, selector) ->
                  to.append("\n      ")
                      .append(dimension.key())
                      .append(": ")
                      .append(list(selector.values())));
    }
    if (!rule.when().ranges().isEmpty() || rule.when().time().isPresent()) {
      to.append("\n    when:");
      rule.when().ranges().forEach((attribute, range) -> range(attribute, range, to));
      rule.when().time().ifPresent(window -> to.append("\n      time: ").append(map(time(window))));
    }
    if (!rule.obligations().isEmpty()) {
      to.append("\n    obligations:");
      rule.obligations()
          .forEach(
              o ->
                  to.append("\n      - { ")
                      .append(o.action().label())
                      .append(": ")
                      .append(scalar(o.argument().value()))
                      .append(" }"));
    }
    rule.validity().ifPresent(v -> to.append("\n    validity: ").append(map(validity(v))));
    to.append('\n');
  }

  private static void range(Attribute attribute, NumericRange range, StringBuilder to) {
    Map<String, String> ends = new TreeMap<>();
    end(ends, range.lower(), "gt");
    end(ends, range.upper(), "lt");
    to.append("\n      ").append(attribute.key()).append(": ").append(map(ends));
  }

  private static void end(Map<String, String> ends, Optional<Bound> bound, String strict) {
    bound.ifPresent(
        b -> ends.put(b.inclusive() ? strict + "e" : strict, b.value().toPlainString()));
  }

  private static Map<String, String> time(TimeWindow window) {
    Map<String, String> fields = new TreeMap<>();
    fields.put(
        "days",
        window.days().stream()
            .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "[", "]")));
    fields.put("from", clock(window.fromMinute()));
    fields.put("to", clock(window.toMinute()));
    fields.put("zone", scalar(window.zone().getId()));
    return fields;
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "\"%02d:%02d\"", minute / 60, minute % 60);
  }

  private static Map<String, String> validity(Validity validity) {
    Map<String, String> fields = new TreeMap<>();
    validity.from().ifPresent(from -> fields.put("from", instant(from)));
    validity.until().ifPresent(until -> fields.put("until", instant(until)));
    return fields;
  }

  private static String instant(Instant instant) {
    return '"' + instant.toString() + '"';
  }

  /** Always there, so that the root is found; with more room where the input needs it. */
  private void configuration() {
    long bytes =
        files.values().stream().mapToLong(t -> t.getBytes(StandardCharsets.UTF_8).length).sum();
    String limits =
        bytes > InputLimits.DEFAULT.totalBytes() * 9 / 10
            ? "limits: { totalBytes: " + 2 * bytes + " }\n"
            : "";
    files.put(".policyctl.yaml", "schemaVersion: 1\n" + limits);
  }
}

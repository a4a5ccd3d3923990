package dev.policyctl.bundle.content;

import dev.policyctl.model.registry.Deprecation;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Registries as a value of canonical JSON: by kind, then by id, in the shape of their files. */
final class RegistryJson {
  private static final Set<String> SINGLE = Set.of("provider", "method");

  private RegistryJson() {}

  static Map<String, Object> of(Registries registries) {
    Map<String, Object> json = new TreeMap<>();
    for (Registry registry : registries.all()) {
      Map<String, Object> entries = new TreeMap<>();
      registry.entries().forEach((id, entry) -> entries.put(id, entry(entry)));
      json.put(registry.kind().key(), entries);
    }
    return json;
  }

  private static Map<String, Object> entry(RegistryEntry entry) {
    Map<String, Object> json = new TreeMap<>();
    entry.description().ifPresent(text -> json.put("description", text));
    entry.owner().ifPresent(text -> json.put("owner", text));
    entry.deprecated().ifPresent(deprecation -> json.put("deprecated", deprecation(deprecation)));
    PolicyJson.putTexts(json, "inherits", entry.inherits());
    PolicyJson.putTexts(json, "aliases", entry.aliases());
    entry.details().forEach((key, values) -> json.put(key, detail(key, values)));
    return json;
  }

  private static Object detail(String key, List<Text> values) {
    String first = values.get(0).value();
    if (key.equals("rank")) {
      return Integer.parseInt(first);
    }
    return SINGLE.contains(key) ? first : values.stream().map(Text::value).toList();
  }

  private static Map<String, Object> deprecation(Deprecation deprecation) {
    Map<String, Object> json = new TreeMap<>();
    deprecation.since().ifPresent(text -> json.put("since", text.value()));
    deprecation.replacement().ifPresent(text -> json.put("replacement", text.value()));
    return json;
  }
}

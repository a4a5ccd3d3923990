package dev.policyctl.model.registry;

import java.util.Locale;
import java.util.Optional;

/** What a registry lists; each has a file {@code registries/<key>.yaml}. */
public enum RegistryKind {
  ROLES("role"),
  ROUTES("route"),
  MODELS("model"),
  CLASSIFICATIONS("classification"),
  REDACTIONS("redaction profile"),
  TOOLS("tool"),
  REGIONS("region"),
  AGENTS("agent"),
  ACTIONS("action");

  private final String noun;

  RegistryKind(String noun) {
    this.noun = noun;
  }

  /** The top-level key and the file's base name: {@code roles}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One entry, for messages: {@code redaction profile}. */
  public String noun() {
    return noun;
  }

  /** The kind with this key, if there is one. */
  public static Optional<RegistryKind> ofKey(String key) {
    for (RegistryKind kind : values()) {
      if (kind.key().equals(key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
